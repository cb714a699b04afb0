// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/media_tags.h"

#include "engine/audio/ffmpeg/demuxers.h"
#include "engine/audio/ffmpeg/media_input.h"
#include "engine/audio/image_type.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/dict.h>
#include <libavutil/log.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <span>
#include <string>

namespace segue::audio::ffmpeg {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest{20};              ///< for a slow disk; no music file needs so long
constexpr std::int64_t kLargestCountedBytes = 64'000'000; ///< packets of larger files are not counted
constexpr std::size_t kLongestValue = 64U << 10U;
constexpr int kMostValues = 2000; ///< most tag values that are taken from one file

int isLate(void* deadline) { return Clock::now() > *static_cast<const Clock::time_point*>(deadline) ? 1 : 0; }

void addAll(tagging::NamedFields& fields, const AVDictionary* tags) {
    const AVDictionaryEntry* entry = nullptr;
    for (int i = 0; i < kMostValues && (entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr; ++i)
        fields.addBytes(entry->key, std::string(entry->value).substr(0, kLongestValue));
}

const AVStream* soundOf(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i)
        if (context.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            return context.streams[i];
    return nullptr;
}

milliseconds toldDuration(const AVFormatContext& context, const AVStream& sound) {
    if (sound.duration > 0 && sound.duration != AV_NOPTS_VALUE)
        return milliseconds(av_rescale_q(sound.duration, sound.time_base, {1, 1000}));
    if (context.duration > 0 && context.duration != AV_NOPTS_VALUE)
        return milliseconds(context.duration / (AV_TIME_BASE / 1000));
    return milliseconds(0);
}

/// The duration by the packets: the headers of some formats give none, or one guessed from the bit rate of the first moments.
milliseconds countedDuration(AVFormatContext& context, const AVStream& sound, const Clock::time_point& deadline) {
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    std::int64_t length = 0;
    while (packet && Clock::now() < deadline && av_read_frame(&context, packet.get()) >= 0) {
        if (packet->stream_index == sound.index)
            length += packet->duration;
        av_packet_unref(packet.get());
    }
    return milliseconds(av_rescale_q(length, sound.time_base, {1, 1000}));
}

milliseconds durationOf(AVFormatContext& context, const AVStream& sound, const Clock::time_point& deadline) {
    const milliseconds told = toldDuration(context, sound);
    const bool isGuessed = told.count() <= 0 || context.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    const std::int64_t size = context.pb != nullptr ? avio_size(context.pb) : -1;
    if (!isGuessed || size <= 0 || size > kLargestCountedBytes)
        return told;
    const milliseconds counted = countedDuration(context, sound, deadline);
    return counted.count() > 0 ? counted : told;
}

int kilobitsOf(std::int64_t bits) { return static_cast<int>(std::clamp<std::int64_t>((bits + 500) / 1000, 0, 1'000'000)); }

bool isFront(const AVStream& stream) {
    const AVDictionaryEntry* comment = av_dict_get(stream.metadata, "comment", nullptr, 0);
    if (comment != nullptr && std::string_view(comment->value) == "Cover (front)")
        return true;
    const AVDictionaryEntry* name = av_dict_get(stream.metadata, "filename", nullptr, 0);
    return name != nullptr && std::string_view(name->value).starts_with("cover"); // Matroska's name for it
}

std::span<const std::byte> pictureOf(const AVStream& stream) {
    if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0 && stream.attached_pic.size > 0)
        return std::as_bytes(std::span(stream.attached_pic.data, static_cast<std::size_t>(stream.attached_pic.size)));
    if (stream.codecpar->codec_type == AVMEDIA_TYPE_ATTACHMENT && stream.codecpar->extradata_size > 0)
        return std::as_bytes(std::span(stream.codecpar->extradata, static_cast<std::size_t>(stream.codecpar->extradata_size)));
    return {};
}

std::optional<Cover> coverOf(const AVFormatContext& context) {
    const AVStream* best = nullptr;
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream* stream = context.streams[i];
        const auto bytes = pictureOf(*stream);
        if (bytes.empty() || bytes.size() > kMaxCoverBytes || imageType(bytes).empty())
            continue;
        if (best == nullptr || (isFront(*stream) && !isFront(*best)))
            best = stream;
    }
    if (best == nullptr)
        return std::nullopt;
    const auto bytes = pictureOf(*best);
    return Cover{imageType(bytes), {bytes.begin(), bytes.end()}};
}

} // namespace

MediaTags readMediaTags(const std::filesystem::path& path, bool withPicture) {
    av_log_set_level(AV_LOG_QUIET);
    MediaTags found;
    Clock::time_point deadline = Clock::now() + kLongest;
    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr)
        throw std::bad_alloc();
    context->interrupt_callback = {&isLate, &deadline};
    context->format_whitelist = av_strdup(kDemuxers);
    context->protocol_whitelist = av_strdup("file");
    const std::string url = "file:" + path.string(); // a colon in the name is no protocol's
    if (avformat_open_input(&context, url.c_str(), nullptr, nullptr) < 0)
        return found; // the context is freed already
    const std::unique_ptr<AVFormatContext, FreeFormat> open(context);
    // Some formats show only in their packets which streams there are and how long they are.
    if (soundOf(*context) == nullptr || toldDuration(*context, *soundOf(*context)).count() <= 0)
        static_cast<void>(avformat_find_stream_info(context, nullptr));
    found.isOpen = true;
    tagging::NamedFields named;
    addAll(named, context->metadata);
    found.fields = named.take();
    if (const AVStream* sound = soundOf(*context)) {
        found.hasSound = true;
        addAll(named, sound->metadata);
        found.fields.addMissing(named.take());
        found.duration = durationOf(*context, *sound, deadline);
        found.codec = avcodec_get_name(sound->codecpar->codec_id);
        found.bitRateKbps = kilobitsOf(sound->codecpar->bit_rate > 0 ? sound->codecpar->bit_rate : context->bit_rate);
    }
    if (withPicture)
        found.cover = coverOf(*context);
    return found;
}

} // namespace segue::audio::ffmpeg
