// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/sheet_reading.h"

#include "engine/audio/tags.h"
#include "engine/audio/text_file.h"

#include <utility>
#include <variant>

namespace segue::library {

std::optional<CueSheet> readSheet(const std::filesystem::path& file, bool guessCodePage, const std::stop_token& stop) {
    if (stop.stop_requested())
        return std::nullopt;
    const auto bytes = audio::readSmallFile(file, audio::kMaxSheetBytes);
    if (!bytes)
        return std::nullopt;
    auto parsed = parseCueSheet(audio::textOf(*bytes, guessCodePage));
    auto* const sheet = std::get_if<CueSheet>(&parsed);
    return sheet != nullptr ? std::optional(std::move(*sheet)) : std::nullopt;
}

} // namespace segue::library
