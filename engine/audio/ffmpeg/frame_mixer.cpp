// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/frame_mixer.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace segue::audio::ffmpeg {

namespace {

template <typename T>
float toFloat(T value) {
    if constexpr (std::is_floating_point_v<T>)
        return std::isfinite(static_cast<float>(value)) ? static_cast<float>(value) : 0.0F;
    else if constexpr (std::is_same_v<T, std::uint8_t>)
        return static_cast<float>(static_cast<int>(value) - 128) / 128.0F;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return static_cast<float>(value) / 32768.0F;
    else
        return static_cast<float>(std::ldexp(static_cast<double>(value), 1 - static_cast<int>(8 * sizeof(T))));
}

template <typename T>
void copyChannel(const AVFrame& frame, int channel, std::span<float> out) {
    const bool planar = av_sample_fmt_is_planar(static_cast<AVSampleFormat>(frame.format)) != 0;
    const auto step = planar ? std::size_t{1} : static_cast<std::size_t>(frame.ch_layout.nb_channels);
    const T* samples = reinterpret_cast<const T*>(frame.extended_data[planar ? channel : 0]) + (planar ? 0 : channel);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = toFloat(samples[i * step]);
}

void readChannel(const AVFrame& frame, int channel, std::span<float> out) {
    switch (av_get_packed_sample_fmt(static_cast<AVSampleFormat>(frame.format))) {
    case AV_SAMPLE_FMT_U8:
        return copyChannel<std::uint8_t>(frame, channel, out);
    case AV_SAMPLE_FMT_S16:
        return copyChannel<std::int16_t>(frame, channel, out);
    case AV_SAMPLE_FMT_S32:
        return copyChannel<std::int32_t>(frame, channel, out);
    case AV_SAMPLE_FMT_S64:
        return copyChannel<std::int64_t>(frame, channel, out);
    case AV_SAMPLE_FMT_FLT:
        return copyChannel<float>(frame, channel, out);
    case AV_SAMPLE_FMT_DBL:
        return copyChannel<double>(frame, channel, out);
    default:
        std::ranges::fill(out, 0.0F);
    }
}

/// How much of a channel goes to the left (side 0) or right (side 1): the centre and what surrounds at -3 dB, no low-frequency
/// effects (ITU-R BS.775-3, table 2; what it does not know, above and behind, as what surrounds).
float sideGain(const AVChannelLayout& layout, int channel, int side) {
    constexpr float kMiddle = 0.70710678F;
    switch (av_channel_layout_channel_from_index(&layout, static_cast<unsigned>(channel))) {
    case AV_CHAN_FRONT_LEFT:
    case AV_CHAN_FRONT_LEFT_OF_CENTER:
    case AV_CHAN_WIDE_LEFT:
    case AV_CHAN_STEREO_LEFT:
        return side == 0 ? 1.0F : 0.0F;
    case AV_CHAN_FRONT_RIGHT:
    case AV_CHAN_FRONT_RIGHT_OF_CENTER:
    case AV_CHAN_WIDE_RIGHT:
    case AV_CHAN_STEREO_RIGHT:
        return side == 1 ? 1.0F : 0.0F;
    case AV_CHAN_BACK_LEFT:
    case AV_CHAN_SIDE_LEFT:
    case AV_CHAN_TOP_FRONT_LEFT:
    case AV_CHAN_TOP_BACK_LEFT:
        return side == 0 ? kMiddle : 0.0F;
    case AV_CHAN_BACK_RIGHT:
    case AV_CHAN_SIDE_RIGHT:
    case AV_CHAN_TOP_FRONT_RIGHT:
    case AV_CHAN_TOP_BACK_RIGHT:
        return side == 1 ? kMiddle : 0.0F;
    case AV_CHAN_LOW_FREQUENCY:
    case AV_CHAN_LOW_FREQUENCY_2:
        return 0.0F;
    case AV_CHAN_NONE: // channels without a place: even ones left, odd ones right
        return channel % 2 == side ? 1.0F : 0.0F;
    default:
        return kMiddle;
    }
}

/// Gains [out channels, in channels].
std::vector<float> gainsFor(const AVChannelLayout& layout, int out) {
    const int in = layout.nb_channels;
    std::vector<float> gains(static_cast<std::size_t>(out) * static_cast<std::size_t>(in), 0.0F);
    for (int o = 0; o < out; ++o) {
        const std::span<float> row(gains.data() + static_cast<std::size_t>(o) * static_cast<std::size_t>(in),
                                   static_cast<std::size_t>(in));
        if (out == 1 || in == 1) {
            std::ranges::fill(row, 1.0F / static_cast<float>(in));
        } else if (out == 2 && in > 2) {
            float sum = 0.0F;
            for (int i = 0; i < in; ++i)
                sum += row[static_cast<std::size_t>(i)] = sideGain(layout, i, o);
            for (float& gain : row)
                gain /= std::max(1.0F, sum);
        } else if (o < in) {
            row[static_cast<std::size_t>(o)] = 1.0F;
        }
    }
    return gains;
}

} // namespace

void FrameMixer::mix(const AVFrame& frame, const OutputFormat& output, std::vector<float>& out) {
    const auto samples = static_cast<std::size_t>(frame.nb_samples);
    const auto in = static_cast<std::size_t>(frame.ch_layout.nb_channels);
    const auto width = static_cast<std::size_t>(output.channels);
    const std::size_t begin = out.size();
    out.resize(begin + samples * width, 0.0F);
    const bool isTold = width == 1 && output.monoGains.size() == in;
    const std::vector<float> gains = isTold ? output.monoGains : gainsFor(frame.ch_layout, output.channels);
    m_planes.resize(in * samples);
    for (std::size_t i = 0; i < in; ++i) {
        const auto channel = std::span(m_planes).subspan(i * samples, samples);
        readChannel(frame, static_cast<int>(i), channel);
        for (std::size_t o = 0; o < width; ++o) {
            const float gain = gains[o * in + i];
            if (gain == 0.0F)
                continue;
            for (std::size_t s = 0; s < samples; ++s)
                out[begin + s * width + o] += gain * channel[s];
        }
    }
}

} // namespace segue::audio::ffmpeg
