// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/sound_window.h"

#include "engine/audio/mp4_timing.h"

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace segue::audio::ffmpeg {

namespace {

/// Samples by which an MP3 decoder is late, which the paddings do not count: LAME's documentation.
constexpr std::int64_t kMp3Latency = 529;
/// The same for the upper half of HE-AAC's spectrum, at the rate of the lower half (nu774/qaac#84).
constexpr std::int64_t kSbrLatency = 481;
/// More than this is no padding: the largest known, HE-AAC's, is some 5,000.
constexpr std::int64_t kMostPadding = 20'000;

bool endsLike(std::string_view key, std::string_view end) {
    const auto isSame = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    return key.size() >= end.size() &&
           std::equal(key.end() - static_cast<std::ptrdiff_t>(end.size()), key.end(), end.begin(), isSame);
}

std::optional<EncoderPadding> paddingOf(const AVDictionary* tags) {
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
        if (endsLike(entry->key, "itunsmpb"))
            return paddingIn(entry->value);
    return std::nullopt;
}

/// Whether the upper half of the spectrum is made up from the lower one: then a packet makes twice as many samples.
bool isHighEfficiency(const AVCodecContext& codec) {
    constexpr int kPlainPacket = 1'024;
    return codec.codec_id == AV_CODEC_ID_AAC && codec.frame_size > kPlainPacket;
}

/// What FFmpeg took off at the beginning.
std::int64_t takenOff(const OpenSound& sound) {
    return av_rescale_q(sound.firstDelivered - sound.firstPacket, sound.stream.time_base, {1, sound.rateHz});
}

/// Whether the padding is this file's and not one that was copied with the tags of another: what it counts is what there is.
bool isOfThis(const OpenSound& sound, const EncoderPadding& padding) {
    if (sound.stream.duration <= 0 || sound.stream.duration == AV_NOPTS_VALUE)
        return true;
    const int times = isHighEfficiency(sound.codec) ? 2 : 1;
    const std::int64_t there = av_rescale_q(sound.stream.duration, sound.stream.time_base, {1, sound.rateHz});
    return std::abs(times * (padding.before + padding.frames + padding.behind) - there) <= sound.rateHz;
}

SoundWindow byPadding(const OpenSound& sound, const EncoderPadding& padding) {
    const bool isHigh = isHighEfficiency(sound.codec);
    const std::int64_t latency = sound.codec.codec_id == AV_CODEC_ID_MP3 ? kMp3Latency : isHigh ? kSbrLatency : 0;
    const std::int64_t times = isHigh ? 2 : 1;
    return {.first = std::max<std::int64_t>(0, times * (padding.before + latency) - takenOff(sound)),
            .frames = times * padding.frames};
}

} // namespace

std::optional<EncoderPadding> paddingIn(std::string_view text) {
    std::array<std::int64_t, 4> numbers{};
    std::size_t at = 0;
    for (auto& number : numbers) {
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
        const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number, 16);
        if (read.ec != std::errc())
            return std::nullopt;
        at = static_cast<std::size_t>(read.ptr - text.data());
    }
    const EncoderPadding padding{.before = numbers[1], .behind = numbers[2], .frames = numbers[3]};
    const auto isLikely = [](std::int64_t samples) { return samples >= 0 && samples <= kMostPadding; };
    constexpr std::int64_t kMostFrames = 1'000'000'000'000;
    if (!isLikely(padding.before) || !isLikely(padding.behind) || padding.frames <= 0 || padding.frames > kMostFrames)
        return std::nullopt;
    return padding;
}

SoundWindow windowOf(const OpenSound& sound, const std::filesystem::path& path) {
    const std::string_view container = sound.context.iformat->name;
    const auto id = sound.codec.codec_id;
    const bool isPadded = id == AV_CODEC_ID_AAC || (id == AV_CODEC_ID_MP3 && takenOff(sound) == 0);
    auto padding = isPadded ? paddingOf(sound.context.metadata) : std::nullopt;
    if (!padding && isPadded)
        padding = paddingOf(sound.stream.metadata);
    if (padding && isOfThis(sound, *padding))
        return byPadding(sound, *padding);
    if (container.starts_with("mov")) {
        const auto timing = mp4Timing(path, static_cast<std::uint32_t>(sound.stream.id));
        const auto length = timing ? timing->length() : std::nullopt;
        if (!length)
            return {.first = 0, .frames = std::nullopt, .isSure = false};
        return {.first = std::max<std::int64_t>(0, av_rescale(timing->begin, sound.rateHz, timing->scale) - takenOff(sound)),
                .frames = av_rescale(*length, sound.rateHz, timing->scale)};
    }
    if (container == "ogg" && sound.stream.duration > 0) {
        // What Opus needs to begin counts as a part of the file. (Where all of a Vorbis stream is in one page, FFmpeg's stamps
        // are late by some samples, but none are left out.)
        const std::int64_t start = sound.stream.start_time != AV_NOPTS_VALUE ? sound.stream.start_time : 0;
        const std::int64_t begin = id == AV_CODEC_ID_OPUS ? sound.firstDelivered : start;
        const std::int64_t length = start + sound.stream.duration - begin;
        if (length > 0)
            return {.frames = av_rescale_q(length, sound.stream.time_base, {1, sound.rateHz})};
    }
    return {};
}

} // namespace segue::audio::ffmpeg
