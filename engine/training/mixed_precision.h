// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::training {

/// While it lives, Torch computes convolutions and products of matrices that this thread asks for in bfloat16 (automatic mixed
/// precision); weights, sums and gradients of weights stay float32. On processors with AMX a step of SegueNet takes less than half
/// the time, without any instructions for bfloat16 it is slower.
class MixedPrecision final {
public:
    explicit MixedPrecision(bool isWanted); ///< false: nothing changes
    ~MixedPrecision();
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    bool m_isOn;
};

} // namespace segue::training
