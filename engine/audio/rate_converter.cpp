// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/rate_converter.h"

#include "engine/audio/ffmpeg/resampler.h"

namespace segue::audio {

class RateConverter::Impl final {
public:
    Impl(int fromHz, int toHz, int channels)
        : resampler(fromHz, toHz, channels) {}
    ffmpeg::Resampler resampler;
};

RateConverter::RateConverter(int fromHz, int toHz, int channels)
    : m_impl(std::make_unique<Impl>(fromHz, toHz, channels)) {}
RateConverter::~RateConverter() = default;
RateConverter::RateConverter(RateConverter&&) noexcept = default;
RateConverter& RateConverter::operator=(RateConverter&&) noexcept = default;

void RateConverter::convert(std::span<const float> interleaved, std::vector<float>& out) {
    m_impl->resampler.convert(interleaved, out);
}

void RateConverter::finish(std::vector<float>& out) { m_impl->resampler.finish(out); }

} // namespace segue::audio
