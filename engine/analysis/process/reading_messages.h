// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

namespace segue::analysis {

/// What goes through the pipes to and from segue-analyzer --read; frames as in protocol.h. It answers in the order in which
/// it was asked.

enum class ReadKind : std::uint8_t { tags, cover, format, extras, thumbnails };

struct ReadRequest {
    std::uint64_t id = 0;
    std::filesystem::path song;
    ReadKind kind = ReadKind::tags;
    audio::TagOptions options;                                   ///< of tags
    audio::CoverSource from = audio::CoverSource::besideElseOwn; ///< of thumbnails, as the next
    std::string unless = {};
};

/// A cover in several frames, in order; one without bytes is no cover.
struct CoverPart {
    static constexpr std::size_t kMostBytes = 1U << 20U;
    static constexpr std::size_t kMostOfAll = 32U << 20U; ///< bytes of all frames together
    int width = 0, height = 0;                            ///< of the cover's pixels
    std::vector<std::uint8_t> bytes;                      ///< first its pixels, then its file
    bool isLast = true;
};

/// @return nothing if the bytes are fewer than the pixels
[[nodiscard]] std::optional<CoverImage> coverOf(const CoverPart& whole);

struct ReadAnswer {
    std::uint64_t id = 0;
    /// NotRead: refused. Thumbnails without a content: there is no cover.
    std::variant<audio::NotRead, audio::Tags, CoverPart, audio::StreamFormat, audio::Extras, audio::CoverThumbnails> found;
};

[[nodiscard]] nlohmann::json toJson(const ReadRequest& request);
[[nodiscard]] nlohmann::json toJson(const ReadAnswer& answer);
/// @param type of the message; nothing: it is none of these. Throws what nlohmann throws for one that is broken.
[[nodiscard]] std::optional<ReadRequest> readRequestFrom(const std::string& type, const nlohmann::json& value);
[[nodiscard]] std::optional<ReadAnswer> readAnswerFrom(const std::string& type, const nlohmann::json& value);

} // namespace segue::analysis
