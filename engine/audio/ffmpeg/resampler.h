// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

struct SwrContext;

namespace segue::audio::ffmpeg {

/// libswresample for one change of rate; interleaved floats in and out. One thread. The constructor throws
/// Error{unsupported} for a pair of rates or a number of channels that cannot be resampled.
class Resampler final {
public:
    Resampler(int fromHz, int toHz, int channels);

    [[nodiscard]] int fromHz() const { return m_fromHz; }

    /// Appends what can be computed from @p input [frames, channels]; a little is held back.
    void convert(std::span<const float> input, std::vector<float>& out);

    /// Appends what was held back.
    void finish(std::vector<float>& out);

private:
    void run(const float* input, int frames, std::vector<float>& out);

    struct Free {
        void operator()(SwrContext* context) const noexcept;
    };
    std::unique_ptr<SwrContext, Free> m_context;
    int m_fromHz;
    int m_channels;
};

} // namespace segue::audio::ffmpeg
