// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/resampler.h"

#include "engine/words/error.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <string>

namespace segue::audio::ffmpeg {

void Resampler::Free::operator()(SwrContext* context) const noexcept { swr_free(&context); }

Resampler::Resampler(int fromHz, int toHz, int channels)
    : m_fromHz(fromHz)
    , m_channels(channels) {
    AVChannelLayout layout{};
    av_channel_layout_default(&layout, channels);
    SwrContext* context = nullptr;
    int code = swr_alloc_set_opts2(&context, &layout, AV_SAMPLE_FMT_FLT, toHz, &layout, AV_SAMPLE_FMT_FLT, fromHz, 0, nullptr);
    av_channel_layout_uninit(&layout);
    m_context.reset(context);
    if (code >= 0)
        code = swr_init(context);
    if (code < 0)
        throw Error(ErrorKind::unsupported,
                    Message(MessageId::soundNotResampled, {std::to_string(channels), std::to_string(fromHz)}));
}

void Resampler::convert(std::span<const float> input, std::vector<float>& out) {
    run(input.data(), static_cast<int>(input.size()) / m_channels, out);
}

void Resampler::finish(std::vector<float>& out) { run(nullptr, 0, out); }

void Resampler::run(const float* input, int frames, std::vector<float>& out) {
    const int room = std::max(0, swr_get_out_samples(m_context.get(), frames)) + 32;
    const auto channels = static_cast<std::size_t>(m_channels);
    const std::size_t begin = out.size();
    out.resize(begin + static_cast<std::size_t>(room) * channels);
    auto* target = reinterpret_cast<std::uint8_t*>(out.data() + begin);
    const auto* source = reinterpret_cast<const std::uint8_t*>(input);
    const int made = swr_convert(m_context.get(), &target, room, input == nullptr ? nullptr : &source, frames);
    out.resize(begin + static_cast<std::size_t>(std::max(0, made)) * channels);
}

} // namespace segue::audio::ffmpeg
