// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/ffmpeg/media_input.h"

#include "engine/audio/ffmpeg/demuxers.h"
#include "engine/audio/ffmpeg/mpeg_sync.h"
#include "engine/audio/ogg_chain.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <new>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace segue::audio::ffmpeg {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::int64_t kLargeMp3Bytes = 40'000'000;        ///< in files from this size on, seeking does not read everything before
constexpr std::int64_t kLargestMeasuredBytes = 64'000'000; ///< larger files keep a guessed duration
constexpr int kMaxErrorsInARow = 1000;                     ///< packets, about 25 s of MP3
constexpr int kLowestHz = 1'000;                           ///< a resampled frame of a lower rate can be gigabytes
constexpr int kHighestHz = 6'000'000;                      ///< DSD1024, as FFmpeg counts it, has 5,644,800
constexpr int kLongestFrame = 60;                          ///< seconds; music's have less than two
constexpr microseconds kLandsBefore{250'000};              ///< a jump that lands later than this may miss its target

std::string textOf(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

int stopRequested(void* token) { return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0; }

/// Refuses a file that would block (a pipe) or is not there, with the system's reason.
void requireReadable(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!error && std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {displayName(path)}));
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        throw Error(ErrorKind::io,
                    Message(MessageId::fileCannotBeOpened, {displayName(path), std::generic_category().message(errno)}));
    ::close(file);
    if (std::filesystem::file_size(path, error) == 0 && !error)
        throw Error(ErrorKind::badFile, Message(MessageId::songIsEmpty, {displayName(path)}));
}

std::span<const std::byte> bytesOf(const AVPacket& packet) {
    return std::as_bytes(std::span(packet.data, static_cast<std::size_t>(packet.size)));
}

bool isRate(int rateHz) { return rateHz >= kLowestHz && rateHz <= kHighestHz; }

/// Checks a frame by itself, since it may differ from the header.
bool isSound(const AVFrame& frame) {
    const std::int64_t most = std::int64_t{kLongestFrame} * frame.sample_rate;
    return isRate(frame.sample_rate) && frame.nb_samples > 0 && frame.nb_samples <= most;
}

template <typename T>
T* orOutOfMemory(T* made) {
    if (made == nullptr)
        throw std::bad_alloc();
    return made;
}

/// Why no audio stream was chosen. A text that passed for MP3 has a stream, but one that says nothing.
Message reasonForNoStream(const AVFormatContext& context, int code, const std::string& name) {
    if (code == AVERROR_DECODER_NOT_FOUND)
        return {MessageId::songUnknownFormat, {name}};
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        if (context.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            return {MessageId::songNoMusic, {name}};
    }
    return {MessageId::songNoSound, {name}};
}

/// Bits a sample of a FLAC file, by its header; 0 if it is not FLAC, or has another tag before it.
int bitsOfFlac(const std::filesystem::path& path) {
    std::array<char, 26> head{};
    std::ifstream(path, std::ios::binary).read(head.data(), head.size());
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
    return std::string_view(head.data(), 4) == "fLaC" ? ((byte(20) & 1) << 4 | byte(21) >> 4) + 1 : 0;
}

bool looksLikeMp3(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
    return extension == ".mp3" || extension == ".mp2" || extension == ".mpga";
}

} // namespace

MediaInput::MediaInput(const std::filesystem::path& path, std::stop_token stop, bool isTrimmed)
    : m_path(path)
    , m_stop(std::move(stop))
    , m_packet(orOutOfMemory(av_packet_alloc()))
    , m_frame(orOutOfMemory(av_frame_alloc()))
    , m_isPlayed(isTrimmed)
    , m_ignoresEdits(isTrimmed) {
    av_log_set_level(AV_LOG_QUIET);
    requireReadable(m_path);
    open();
    if (m_stop.stop_requested())
        return;
    describe();
    if (durationIsGuessed()) {
        m_format.duration = measure();
        open();
    }
    if (isTrimmed)
        trim();
}

void MediaInput::trim() {
    m_window = findWindow();
    if (!m_window.isSure) {
        m_ignoresEdits = false;
        open();
        describe();
    }
    if (m_window.frames)
        m_format.duration = milliseconds(*m_window.frames * 1000 / m_format.rateHz);
}

void MediaInput::open() {
    if (looksLikeMp3(m_path)) {
        // MP3 behind junk: FFmpeg would not find it, or take some of the junk for sound.
        const auto behind = findFramesBehindJunk(m_path, m_stop);
        if (behind && tryOpen(av_find_input_format("mp3"), *behind))
            return;
    }
    if (m_stop.stop_requested() || tryOpen(nullptr, 0) || m_stop.stop_requested())
        return;
    constexpr unsigned kKnows32Bits = 60; // libavcodec of FFmpeg 6
    if (const int bits = bitsOfFlac(m_path); bits > 24 && avcodec_version() >> 16U < kKnows32Bits)
        m_failure = {MessageId::songFlacTooFine, {displayName(m_path), std::to_string(bits)}};
    if (m_ranOutOfMemory)
        throw Error(ErrorKind::noMemory, Message(MessageId::songTooMuchMemory, {displayName(m_path)}));
    throw Error(ErrorKind::badFile, m_failure);
}

int MediaInput::noted(int code) {
    m_ranOutOfMemory = m_ranOutOfMemory || code == AVERROR(ENOMEM);
    return code;
}

bool MediaInput::tryOpen(const AVInputFormat* demuxer, std::int64_t skipBytes) {
    m_codec.reset();
    m_context.reset();
    m_origin = {};
    m_draining = m_frameWaiting = false;
    AVFormatContext* context = orOutOfMemory(avformat_alloc_context());
    context->interrupt_callback = {&stopRequested, &m_stop};
    context->skip_initial_bytes = skipBytes;
    context->format_whitelist = av_strdup(kDemuxers);
    context->protocol_whitelist = av_strdup("file");
    std::error_code error;
    // What is analysed keeps the places that FFmpeg finds by the file's own table: identities hang on them.
    const bool isLarge =
        looksLikeMp3(m_path) && static_cast<std::int64_t>(std::filesystem::file_size(m_path, error)) > kLargeMp3Bytes;
    if (isLarge && !m_isPlayed)
        context->flags |= AVFMT_FLAG_FAST_SEEK;
    // The prefix keeps FFmpeg from taking a colon in the name for a protocol.
    const std::string url = "file:" + m_path.string();
    AVDictionary* options = nullptr;
    if (m_ignoresEdits)
        av_dict_set(&options, "advanced_editlist", "0", 0); // others than MP4 do not know it
    const int opened = noted(avformat_open_input(&context, url.c_str(), demuxer, &options));
    av_dict_free(&options);
    if (const int code = opened; code < 0) {
        m_failure = {MessageId::songNoMusicWhy, {displayName(m_path), textOf(code)}}; // the context is freed already
        return false;
    }
    m_context.reset(context);
    if (noted(avformat_find_stream_info(context, nullptr)) < 0 && m_stop.stop_requested())
        return false;
    const AVCodec* codec = nullptr;
    m_stream = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (m_stream < 0 || codec == nullptr) {
        m_failure = reasonForNoStream(*context, m_stream, displayName(m_path));
        return false;
    }
    for (unsigned i = 0; i < context->nb_streams; ++i)
        context->streams[i]->discard = static_cast<int>(i) == m_stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    if (!openCodec(stream(), *codec) || !startDecoding())
        return false;
    m_frames.reset();
    if (isLarge && m_isPlayed && m_origin.byte >= 0 && stream().codecpar->codec_id == AV_CODEC_ID_MP3)
        m_frames.emplace(m_path, m_origin.byte);
    return true;
}

bool MediaInput::openCodec(const AVStream& stream, const AVCodec& codec) {
    const int rateHz = stream.codecpar->sample_rate;
    if (rateHz > 0 && !isRate(rateHz)) {
        m_failure = {MessageId::songImpossibleRate, {displayName(m_path), std::to_string(rateHz)}};
        return false;
    }
    m_failure = {MessageId::songNoFormat, {displayName(m_path)}};
    if (rateHz <= 0 || stream.codecpar->ch_layout.nb_channels <= 0)
        return false;
    m_codec.reset(orOutOfMemory(avcodec_alloc_context3(&codec)));
    if (noted(avcodec_parameters_to_context(m_codec.get(), stream.codecpar)) < 0)
        return false;
    m_codec->pkt_timebase = stream.time_base;
    m_codec->thread_count = 1; // one file is one job; the pool runs several
    const int code = noted(avcodec_open2(m_codec.get(), &codec, nullptr));
    if (code < 0)
        m_failure = {MessageId::songNotDecoded, {displayName(m_path), textOf(code)}};
    return code >= 0;
}

bool MediaInput::startDecoding() {
    const AVFrame* first = nextFrame();
    if (first == nullptr) {
        m_failure = {MessageId::songNothingDecoded, {displayName(m_path)}};
        return false;
    }
    m_origin.sound = first->pts;
    m_frameWaiting = true;
    return true;
}

void MediaInput::describe() {
    const AVCodecParameters& parameters = *stream().codecpar;
    m_format.rateHz = m_frame->sample_rate;
    m_format.channels = m_frame->ch_layout.nb_channels;
    m_format.codec = avcodec_get_name(parameters.codec_id);
    m_format.bitRate = parameters.bit_rate > 0 ? parameters.bit_rate : m_context->bit_rate;
    if (stream().duration > 0 && stream().duration != AV_NOPTS_VALUE)
        m_format.duration = milliseconds(av_rescale_q(stream().duration, stream().time_base, {1, 1000}));
    else if (m_context->duration > 0 && m_context->duration != AV_NOPTS_VALUE)
        m_format.duration = milliseconds(m_context->duration / (AV_TIME_BASE / 1000));
    // FFmpeg knows only the last stream of a chain, and times begin again at 0 with each stream.
    const auto whole = std::string_view(m_context->iformat->name) == "ogg" ? chainLength(m_path) : std::nullopt;
    m_isChain = whole.has_value();
    m_format.duration = whole.value_or(m_format.duration);
}

bool MediaInput::durationIsGuessed() const {
    if (m_isChain)
        return false;
    const std::int64_t size = avio_size(m_context->pb);
    if (size <= 0 || size > kLargestMeasuredBytes)
        return false;
    if (m_format.duration <= milliseconds(0) || m_context->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE)
        return true;
    // An MP3 whose header promises more than there are bytes was cut short.
    const double promised = static_cast<double>(m_format.duration.count()) * static_cast<double>(m_format.bitRate) / 8000.0;
    return m_format.codec == "mp3" && static_cast<double>(size) < 0.95 * promised;
}

bool MediaInput::feedPacket() {
    av_packet_unref(m_packet.get());
    int code = noted(av_read_frame(m_context.get(), m_packet.get()));
    if (code == AVERROR_INVALIDDATA && avio_feof(m_context->pb) == 0)
        return false; // damage; the container recovers after it
    if (code < 0) {
        m_draining = true;
        return avcodec_send_packet(m_codec.get(), nullptr) >= 0;
    }
    if (m_packet->stream_index != m_stream)
        return true;
    const std::int64_t stamp = m_packet->pts != AV_NOPTS_VALUE ? m_packet->pts : m_packet->dts;
    if (m_origin.packet == AV_NOPTS_VALUE) {
        m_origin.packet = stamp;
        m_origin.byte = m_packet->pos;
    }
    code = noted(avcodec_send_packet(m_codec.get(), m_packet.get()));
    if (const auto at = m_observer ? timeOfPacket() : std::nullopt)
        m_observer(*at, bytesOf(*m_packet));
    return code >= 0;
}

/// Time of the current packet from the beginning of the sound; nothing if the file does not say.
std::optional<microseconds> MediaInput::timeOfPacket() const {
    const std::int64_t stamp = m_packet->pts != AV_NOPTS_VALUE ? m_packet->pts : m_packet->dts;
    if (stamp == AV_NOPTS_VALUE)
        return std::nullopt;
    const std::int64_t origin = m_origin.sound != AV_NOPTS_VALUE ? m_origin.sound : 0;
    return microseconds(av_rescale_q(stamp - origin, stream().time_base, {1, 1'000'000}));
}

const AVFrame* MediaInput::nextFrame() {
    if (m_frameWaiting) {
        m_frameWaiting = false;
        return m_frame.get();
    }
    int errors = 0;
    while (m_codec != nullptr && !m_stop.stop_requested() && errors < kMaxErrorsInARow) {
        const int code = noted(avcodec_receive_frame(m_codec.get(), m_frame.get()));
        if (code >= 0) {
            if (isSound(*m_frame))
                return m_frame.get();
        } else if (code == AVERROR(EAGAIN) && !m_draining) {
            errors += feedPacket() ? 0 : 1;
        } else if (code == AVERROR_EOF || m_draining) {
            return nullptr;
        } else {
            ++errors;
        }
    }
    return nullptr;
}

std::optional<std::int64_t> MediaInput::sampleOf(const AVFrame& frame) const {
    const std::int64_t stamp = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
    if (stamp == AV_NOPTS_VALUE || m_origin.sound == AV_NOPTS_VALUE)
        return std::nullopt;
    return av_rescale_q(stamp - m_origin.sound, stream().time_base, {1, frame.sample_rate});
}

SoundWindow MediaInput::findWindow() const {
    if (m_codec == nullptr || m_isChain || m_origin.sound == AV_NOPTS_VALUE || m_origin.packet == AV_NOPTS_VALUE)
        return {};
    return windowOf({.context = *m_context,
                     .stream = stream(),
                     .codec = *m_codec,
                     .rateHz = m_format.rateHz,
                     .firstPacket = m_origin.packet,
                     .firstDelivered = m_origin.sound},
                    m_path);
}

GainTags MediaInput::gainTags() const {
    GainTagReader reader;
    if (m_context == nullptr)
        return {};
    const std::string_view container = m_context->iformat->name;
    if (container == "mp3" || container == "aac")
        takeApeAndRelativeGains(m_path, reader);
    const auto takeAll = [&reader](const AVDictionary* tags, GainTagReader::Whose whose) {
        constexpr int kMostValues = 2'000;
        const AVDictionaryEntry* entry = nullptr;
        for (int i = 0; i < kMostValues && (entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr; ++i)
            reader.take(entry->key, entry->value, whose);
    };
    takeAll(m_context->metadata, GainTagReader::Whose::album);
    takeAll(stream().metadata, GainTagReader::Whose::track);
    return reader.tags();
}

void MediaInput::flush() {
    avcodec_flush_buffers(m_codec.get());
    m_draining = m_frameWaiting = false;
}

bool MediaInput::seekTo(std::int64_t sample) {
    if (m_codec == nullptr || m_isChain || m_origin.sound == AV_NOPTS_VALUE)
        return false;
    const std::int64_t stamp = m_origin.sound + av_rescale_q(sample, {1, m_format.rateHz}, stream().time_base);
    pointTo(stamp);
    if (av_seek_frame(m_context.get(), m_stream, stamp, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    flush();
    return true;
}

/// FFmpeg would read everything up to there, or believe the file's own table: it is told a frame close before.
void MediaInput::pointTo(std::int64_t stamp) {
    const AVStream& mp3 = stream();
    if (!m_frames || m_codec->frame_size <= 0)
        return;
    const std::int64_t length = av_rescale_q(m_codec->frame_size, {1, m_format.rateHz}, mp3.time_base);
    const std::int64_t frame = (stamp - m_origin.packet) / std::max<std::int64_t>(1, length);
    if (const auto place = m_frames->before(frame, m_stop))
        av_add_index_entry(m_context->streams[m_stream], place->byte, m_origin.packet + place->frame * length, 0, 0,
                           AVINDEX_KEYFRAME);
}

bool MediaInput::rewind() {
    if (m_codec == nullptr)
        return false;
    const std::int64_t first = m_origin.packet != AV_NOPTS_VALUE ? m_origin.packet : 0;
    if (!m_isChain && av_seek_frame(m_context.get(), m_stream, first, AVSEEK_FLAG_BACKWARD) >= 0) {
        flush();
        return true;
    }
    try {
        open();
        return m_codec != nullptr;
    } catch (const Error&) {
        return false; // it opened before; now it is gone
    }
}

bool MediaInput::visitPackets(std::int64_t sample, const Decoder::PacketVisitor& visit) {
    const std::int64_t before = sample - m_format.rateHz / 2; // where Decoder::seek() begins, too
    const std::int64_t first = m_origin.packet != AV_NOPTS_VALUE ? m_origin.packet : 0;
    const bool isThere =
        before > 0 ? seekTo(before)
                   : m_codec != nullptr && !m_isChain && av_seek_frame(m_context.get(), m_stream, first, AVSEEK_FLAG_BACKWARD) >= 0;
    if (!isThere)
        return false;
    flush();
    const microseconds latest(av_rescale(sample, 1'000'000, m_format.rateHz) - kLandsBefore.count());
    bool isFirst = true;
    for (int errors = 0; errors < kMaxErrorsInARow && !m_stop.stop_requested();) {
        av_packet_unref(m_packet.get());
        const int code = av_read_frame(m_context.get(), m_packet.get());
        if (code < 0 && (code != AVERROR_INVALIDDATA || avio_feof(m_context->pb) != 0))
            break;
        const auto at = code >= 0 && m_packet->stream_index == m_stream ? timeOfPacket() : std::nullopt;
        errors += code < 0 ? 1 : 0;
        if (!at)
            continue;
        if (std::exchange(isFirst, false) && before > 0 && *at > latest)
            return false;
        if (!visit({*at, microseconds(av_rescale_q(m_packet->duration, stream().time_base, {1, 1'000'000})), bytesOf(*m_packet)}))
            return true;
    }
    return !isFirst && !m_stop.stop_requested();
}

milliseconds MediaInput::measure() {
    std::int64_t end = 0;
    std::int64_t summed = 0;
    if (m_codec == nullptr || !rewind())
        return milliseconds(0);
    const std::int64_t origin = m_origin.packet != AV_NOPTS_VALUE ? m_origin.packet : 0;
    while (!m_stop.stop_requested()) {
        av_packet_unref(m_packet.get());
        if (av_read_frame(m_context.get(), m_packet.get()) < 0)
            break;
        if (m_packet->stream_index != m_stream)
            continue;
        summed += m_packet->duration;
        if (m_packet->pts != AV_NOPTS_VALUE)
            end = std::max(end, m_packet->pts + m_packet->duration - origin);
    }
    if (m_stop.stop_requested())
        return milliseconds(0);
    return milliseconds(av_rescale_q(end > 0 ? end : summed, stream().time_base, {1, 1000}));
}

} // namespace segue::audio::ffmpeg
