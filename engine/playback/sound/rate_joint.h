// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/rate_converter.h"

#include <cstdint>
#include <span>
#include <vector>

namespace segue::playback {

/// Brings sound of another rate to the stream's, through one song after another of that rate without a seam, and knows to the
/// frame how much is to come of what went in.
///
/// Thread rule: one thread at a time. The constructor throws Error{unsupported}; the rest nothing but std::bad_alloc.
class RateJoint final {
public:
    RateJoint(int fromHz, int toHz);

    [[nodiscard]] int fromHz() const { return m_fromHz; }
    /// Appends what can be computed of `interleaved` [frames, 2]; some 20 frames are held back.
    void convert(std::span<const float> interleaved, std::vector<float>& out);
    /// Appends the rest: then as much came out as went in, to the nearest frame. Nothing may follow.
    void finish(std::vector<float>& out);
    /// Frames of the sink's rate that are still to come of what went in.
    [[nodiscard]] std::uint64_t owed() const;

private:
    [[nodiscard]] std::uint64_t due() const;

    audio::RateConverter m_converter;
    int m_fromHz;
    int m_toHz;
    std::uint64_t m_in = 0;
    std::uint64_t m_out = 0;
};

} // namespace segue::playback
