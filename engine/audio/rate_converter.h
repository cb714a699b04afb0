// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace segue::audio {

/// Converts a stream to another rate, block by block and without seams, by libswresample. The output begins with the input; a
/// little (some 20 frames) is held back until more comes.
///
/// Thread rule: one thread at a time. The constructor throws Error{unsupported} for rates or a number of channels that
/// cannot be converted; convert() throws nothing but std::bad_alloc.
class RateConverter final {
public:
    RateConverter(int fromHz, int toHz, int channels);
    ~RateConverter();
    RateConverter(RateConverter&&) noexcept;
    RateConverter& operator=(RateConverter&&) noexcept;

    /// Appends to @p out what can be computed from @p interleaved [frames, channels]. Allocates only if @p out has no room.
    void convert(std::span<const float> interleaved, std::vector<float>& out);
    /// Appends what was held back; nothing may follow.
    void finish(std::vector<float>& out);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::audio
