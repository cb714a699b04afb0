// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/reading_messages.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace segue::analysis {

using nlohmann::json;

namespace {

/// Tags go as lists, in this order, since there are many of them.
template <typename Tags>
auto textsOf(Tags& tags) {
    return std::array{&tags.title,      &tags.artist,     &tags.albumArtist, &tags.album,  &tags.genre, &tags.orderArtist,
                      &tags.orderAlbum, &tags.orderTitle, &tags.releaseId,   &tags.format, &tags.isrc};
}

json toJson(std::uint64_t id, const audio::Tags& tags) {
    json texts = json::array();
    for (const auto* text : textsOf(tags))
        texts.push_back(*text);
    for (const auto& artist : tags.artists)
        texts.push_back(artist);
    const json numbers{tags.trackNumber,
                       tags.discNumber,
                       tags.year,
                       tags.duration ? tags.duration->count() : -1,
                       (tags.isSong ? 1 : 0) + (tags.hasCover ? 2 : 0),
                       tags.originalYear,
                       tags.bitRateKbps};
    json message{{"type", "tags"}, {"id", id}, {"texts", std::move(texts)}, {"numbers", numbers}};
    if (!tags.cueSheet.empty())
        message["sheet"] = tags.cueSheet;
    if (tags.rating > 0)
        message["rating"] = tags.rating;
    return message;
}

audio::Tags tagsFrom(const json& value) {
    audio::Tags tags;
    const auto& texts = value.at("texts");
    const auto places = textsOf(tags);
    for (std::size_t i = 0; i < places.size(); ++i)
        *places[i] = texts.at(i).get<std::string>();
    for (std::size_t i = places.size(); i < texts.size(); ++i)
        tags.artists.push_back(texts.at(i).get<std::string>());
    const auto& numbers = value.at("numbers");
    tags.trackNumber = numbers.at(0).get<int>();
    tags.discNumber = numbers.at(1).get<int>();
    tags.year = numbers.at(2).get<int>();
    if (const auto duration = numbers.at(3).get<std::int64_t>(); duration >= 0)
        tags.duration = std::chrono::milliseconds{duration};
    const int flags = numbers.at(4).get<int>() & 3;
    tags.isSong = (flags & 1) != 0;
    tags.hasCover = (flags & 2) != 0;
    tags.originalYear = numbers.at(5).get<int>();
    tags.bitRateKbps = numbers.at(6).get<int>();
    if (const auto sheet = value.find("sheet"); sheet != value.end())
        tags.cueSheet = sheet->get<std::string>();
    tags.rating = std::clamp(value.value("rating", 0), 0, 5);
    return tags;
}

json toJson(std::uint64_t id, const CoverPart& part) {
    return {{"type", "cover"},
            {"id", id},
            {"size", {part.width, part.height}},
            {"bytes", json::binary(part.bytes)},
            {"is_last", part.isLast}};
}

CoverPart coverFrom(const json& value) {
    return {.width = value.at("size").at(0).get<int>(),
            .height = value.at("size").at(1).get<int>(),
            .bytes = value.at("bytes").get_binary(),
            .isLast = value.at("is_last").get<bool>()};
}

json toJson(std::uint64_t id, const audio::StreamFormat& format) {
    return {{"type", "format"},
            {"id", id},
            {"codec", format.codec},
            {"numbers", {format.rateHz, format.channels, format.duration.count(), format.bitRate}}};
}

audio::StreamFormat formatFrom(const json& value) {
    const auto& numbers = value.at("numbers");
    return {.rateHz = numbers.at(0).get<int>(),
            .channels = numbers.at(1).get<int>(),
            .codec = value.at("codec").get<std::string>(),
            .duration = std::chrono::milliseconds{numbers.at(2).get<std::int64_t>()},
            .bitRate = numbers.at(3).get<std::int64_t>()};
}

json toJson(std::uint64_t id, const audio::Extras& extras) {
    json chapters = json::array();
    for (const auto& chapter : extras.chapters)
        chapters.push_back({chapter.start.count(), chapter.title});
    return {{"type", "extras"},
            {"id", id},
            {"lyrics", extras.lyrics},
            {"chapters", std::move(chapters)},
            {"recording", extras.recordingId}};
}

audio::Extras extrasFrom(const json& value) {
    audio::Extras extras{
        .lyrics = value.at("lyrics").get<std::string>(), .chapters = {}, .recordingId = value.at("recording").get<std::string>()};
    for (const auto& chapter : value.at("chapters"))
        extras.chapters.push_back({std::chrono::milliseconds{chapter.at(0).get<std::int64_t>()}, chapter.at(1).get<std::string>()});
    return extras;
}

json toJson(std::uint64_t id, const audio::CoverThumbnails& thumbnails) {
    json files = json::array();
    for (const auto& file : thumbnails.files)
        files.push_back(json::binary(file));
    return {{"type", "thumbnails"},
            {"id", id},
            {"content", thumbnails.content},
            {"beside", thumbnails.isBeside},
            {"files", std::move(files)}};
}

audio::CoverThumbnails thumbnailsFrom(const json& value) {
    audio::CoverThumbnails thumbnails{
        .content = value.at("content").get<std::string>(), .isBeside = value.at("beside").get<bool>(), .files = {}};
    for (std::size_t i = 0; i < thumbnails.files.size(); ++i)
        thumbnails.files[i] = value.at("files").at(i).get_binary();
    return thumbnails;
}

json toJson(std::uint64_t id, const audio::NotRead& refusal) {
    return {{"type", "not_read"}, {"id", id}, {"reason", refusal.reason.code()}};
}

} // namespace

std::optional<CoverImage> coverOf(const CoverPart& whole) {
    constexpr int kLongest = CoverImage::kMostSide;
    if (whole.width < 1 || whole.height < 1 || whole.width > kLongest || whole.height > kLongest)
        return std::nullopt;
    const auto pixels = static_cast<std::size_t>(whole.width) * static_cast<std::size_t>(whole.height) * CoverImage::kBytesAPixel;
    if (whole.bytes.size() < pixels)
        return std::nullopt;
    const auto middle = whole.bytes.begin() + static_cast<std::ptrdiff_t>(pixels);
    return CoverImage{
        .width = whole.width, .height = whole.height, .pixels = {whole.bytes.begin(), middle}, .file = {middle, whole.bytes.end()}};
}

json toJson(const ReadRequest& request) {
    const auto& name = request.song.native();
    return {{"type", "read"},
            {"id", request.id},
            {"song", json::binary(std::vector<std::uint8_t>(name.begin(), name.end()))},
            {"kind", static_cast<int>(request.kind)},
            {"guess", request.options.guessCodePage},
            {"from", static_cast<int>(request.from)},
            {"unless", request.unless}};
}

json toJson(const ReadAnswer& answer) {
    return std::visit([&](const auto& found) { return toJson(answer.id, found); }, answer.found);
}

std::optional<ReadRequest> readRequestFrom(const std::string& type, const json& value) {
    if (type != "read")
        return std::nullopt;
    const auto& name = value.at("song").get_binary();
    const int kind = value.at("kind").get<int>();
    return ReadRequest{.id = value.at("id").get<std::uint64_t>(),
                       .song = std::string(name.begin(), name.end()),
                       .kind = kind == 1   ? ReadKind::cover
                               : kind == 2 ? ReadKind::format
                               : kind == 3 ? ReadKind::extras
                               : kind == 4 ? ReadKind::thumbnails
                                           : ReadKind::tags,
                       .options = {.guessCodePage = value.at("guess").get<bool>()},
                       .from = static_cast<audio::CoverSource>(value.at("from").get<int>() & 3),
                       .unless = value.at("unless").get<std::string>()};
}

std::optional<ReadAnswer> readAnswerFrom(const std::string& type, const json& value) {
    const auto id = [&] { return value.at("id").get<std::uint64_t>(); };
    if (type == "tags")
        return ReadAnswer{id(), tagsFrom(value)};
    if (type == "cover")
        return ReadAnswer{id(), coverFrom(value)};
    if (type == "format")
        return ReadAnswer{id(), formatFrom(value)};
    if (type == "extras")
        return ReadAnswer{id(), extrasFrom(value)};
    if (type == "thumbnails")
        return ReadAnswer{id(), thumbnailsFrom(value)};
    if (type == "not_read")
        return ReadAnswer{id(), audio::NotRead{.why = audio::NotRead::Why::refused,
                                               .reason = Message::fromCode(value.at("reason").get<std::string>())}};
    return std::nullopt;
}

} // namespace segue::analysis
