// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/protocol.h"

#include "engine/words/error.h"

#include <cstring>
#include <nlohmann/json.hpp>

namespace segue::analysis {

using nlohmann::json;

namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr int kDeepest = 4; ///< containers inside one another; Segue's messages have two

/// Checks a message without keeping anything, and refuses one that is nested too deeply: the parser recurses at each level,
/// so a few kilobytes of nothing else would end the process that reads them.
class DepthCheck final : public nlohmann::json_sax<json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return ++m_depth <= kDeepest; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return ++m_depth <= kDeepest; }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

private:
    bool leave() {
        --m_depth;
        return true;
    }
    int m_depth = 0;
};

template <typename Number>
json::binary_t bytesOf(const std::vector<Number>& values) {
    std::vector<std::uint8_t> bytes(values.size() * sizeof(Number));
    if (!bytes.empty())
        std::memcpy(bytes.data(), values.data(), bytes.size());
    return json::binary_t(std::move(bytes));
}

template <typename Number>
std::vector<Number> numbersOf(const json& value) {
    const auto& bytes = value.get_binary();
    std::vector<Number> values(bytes.size() / sizeof(Number));
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), values.size() * sizeof(Number));
    return values;
}

json toJson(const Hello& hello) { return {{"type", "hello"}, {"protocol", hello.protocol}, {"model", hello.model}}; }

json toJson(const Refused& refused) { return {{"type", "refused"}, {"reason", refused.reason.code()}}; }

const char* wordFor(TaskKind kind) {
    switch (kind) {
    case TaskKind::embedding:
        return "embedding_request";
    case TaskKind::outline:
        return "outline_request";
    case TaskKind::identity:
        return "identity_request";
    case TaskKind::analysis:
        break;
    }
    return "request";
}

std::optional<TaskKind> kindOf(const std::string& word) {
    for (const auto kind : {TaskKind::analysis, TaskKind::embedding, TaskKind::outline, TaskKind::identity})
        if (word == wordFor(kind))
            return kind;
    return std::nullopt;
}

json toJson(const Request& request) {
    const auto& name = request.song.native();
    return {{"type", wordFor(request.kind)},
            {"id", request.id},
            {"song", json::binary(std::vector<std::uint8_t>(name.begin(), name.end()))}};
}

json toJson(const SoundFeatures& features) {
    return {{"tempo_bpm", features.tempoBpm},
            {"key", features.key},
            {"key_strength", features.keyStrength},
            {"centroid_hz", features.centroidHz},
            {"onsets_per_second", features.onsetsPerSecond},
            {"loudness_lufs", features.loudnessLufs}};
}

SoundFeatures featuresFrom(const json& value) {
    return {.tempoBpm = value.at("tempo_bpm").get<float>(),
            .key = value.at("key").get<std::int8_t>(),
            .keyStrength = value.at("key_strength").get<float>(),
            .centroidHz = value.at("centroid_hz").get<float>(),
            .onsetsPerSecond = value.at("onsets_per_second").get<float>(),
            .loudnessLufs = value.at("loudness_lufs").get<float>()};
}

json toJson(std::uint64_t id, const Outline& outline) {
    return {{"type", "outline"},
            {"id", id},
            {"peak", json::binary(outline.waveform.peak)},
            {"rms", json::binary(outline.waveform.rms)},
            {"duration_ms", outline.duration.count()},
            {"loudness_lufs", outline.loudnessLufs},
            {"loudness_range_lu", outline.loudnessRangeLu},
            {"true_peak_db", outline.truePeakDb},
            {"fingerprint", json::binary(outline.fingerprint)}};
}

Outline outlineFrom(const json& value) {
    return {.waveform = {.peak = value.at("peak").get_binary(), .rms = value.at("rms").get_binary()},
            .duration = std::chrono::milliseconds{value.at("duration_ms").get<std::int64_t>()},
            .loudnessLufs = value.at("loudness_lufs").get<float>(),
            .loudnessRangeLu = value.at("loudness_range_lu").get<float>(),
            .truePeakDb = value.at("true_peak_db").get<float>(),
            .fingerprint = value.at("fingerprint").get_binary()};
}

SongAnalysis songFrom(const json& value) {
    const auto& features = value.at("features");
    return {.identity = value.at("identity").get<std::string>(),
            .duration = std::chrono::milliseconds{value.at("duration_ms").get<std::int64_t>()},
            .embedding = numbersOf<float>(value.at("embedding")),
            .probabilities = numbersOf<float>(value.at("probabilities")),
            .previewStart = std::chrono::milliseconds{value.at("preview_ms").get<std::int64_t>()},
            .features = features.is_null() ? std::nullopt : std::optional(featuresFrom(features)),
            .rest = numbersOf<std::uint32_t>(value.at("rest"))};
}

json toJson(std::uint64_t id, const SongIdentity& identity) {
    return {{"type", "identity"},
            {"id", id},
            {"identity", identity.identity},
            {"rest", bytesOf(identity.rest)},
            {"duration_ms", identity.duration.count()}};
}

SongIdentity identityFrom(const json& value) {
    return {.identity = value.at("identity").get<std::string>(),
            .rest = numbersOf<std::uint32_t>(value.at("rest")),
            .duration = std::chrono::milliseconds{value.at("duration_ms").get<std::int64_t>()}};
}

json toJson(const Answer& answer) {
    if (const auto* failure = std::get_if<AnalysisFailure>(&answer.outcome))
        return {{"type", "failure"},
                {"id", answer.id},
                {"kind", failure->kind},
                {"reason", failure->reason.code()},
                {"identity", failure->recording.identity},
                {"rest", bytesOf(failure->recording.rest)},
                {"duration_ms", failure->recording.duration.count()}};
    if (const auto* outline = std::get_if<Outline>(&answer.outcome))
        return toJson(answer.id, *outline);
    if (const auto* identity = std::get_if<SongIdentity>(&answer.outcome))
        return toJson(answer.id, *identity);
    const auto& song = std::get<SongAnalysis>(answer.outcome);
    return {{"type", "result"},
            {"id", answer.id},
            {"identity", song.identity},
            {"duration_ms", song.duration.count()},
            {"embedding", bytesOf(song.embedding)},
            {"probabilities", bytesOf(song.probabilities)},
            {"preview_ms", song.previewStart.count()},
            {"features", song.features ? toJson(*song.features) : json()},
            {"rest", bytesOf(song.rest)}};
}

PipeMessage fromJson(const json& value) {
    const auto type = value.at("type").get<std::string>();
    if (type == "hello")
        return Hello{value.at("protocol").get<int>(), value.at("model").get<std::string>()};
    if (type == "refused")
        return Refused{Message::fromCode(value.at("reason").get<std::string>())};
    if (auto request = readRequestFrom(type, value))
        return std::move(*request);
    if (auto answer = readAnswerFrom(type, value))
        return std::move(*answer);
    const auto id = value.at("id").get<std::uint64_t>();
    if (const auto kind = kindOf(type)) {
        const auto& name = value.at("song").get_binary();
        return Request{id, std::string(name.begin(), name.end()), *kind};
    }
    if (type == "outline")
        return Answer{id, outlineFrom(value)};
    if (type == "identity")
        return Answer{id, identityFrom(value)};
    if (type == "failure")
        return Answer{id, AnalysisFailure{value.at("kind").get<std::string>(),
                                          Message::fromCode(value.at("reason").get<std::string>()), identityFrom(value)}};
    if (type == "result")
        return Answer{id, songFrom(value)};
    throw Error{ErrorKind::process, Message(MessageId::analyzerMessageUnknown, {type})};
}

} // namespace

std::vector<std::uint8_t> encode(const PipeMessage& message) {
    const json value = std::visit([](const auto& one) { return toJson(one); }, message);
    std::vector<std::uint8_t> frame(kLengthBytes);
    json::to_msgpack(value, frame);
    const auto length = static_cast<std::uint32_t>(frame.size() - kLengthBytes);
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        frame[i] = static_cast<std::uint8_t>(length >> (8 * i));
    return frame;
}

void FrameReader::append(std::span<const std::uint8_t> bytes) {
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_read));
    m_read = 0;
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

std::optional<PipeMessage> FrameReader::next() {
    const auto rest = std::span(m_buffer).subspan(m_read);
    if (rest.size() < kLengthBytes)
        return std::nullopt;
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::uint32_t{rest[i]} << (8 * i);
    if (length > kLargestFrame)
        throw Error{ErrorKind::process, Message(MessageId::analyzerFrameWrong, {std::to_string(length)})};
    if (rest.size() < kLengthBytes + length)
        return std::nullopt;
    m_read += kLengthBytes + length;
    const auto frame = rest.subspan(kLengthBytes, length);
    DepthCheck check;
    if (!json::sax_parse(frame, &check, json::input_format_t::msgpack))
        throw Error{ErrorKind::process, Message(MessageId::analyzerMessageBroken, {"it is cut off"})};
    try {
        return fromJson(json::from_msgpack(frame));
    } catch (const json::exception& exception) {
        throw Error{ErrorKind::process, Message(MessageId::analyzerMessageBroken, {exception.what()})};
    }
}

} // namespace segue::analysis
