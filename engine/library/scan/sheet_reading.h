// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playlist/cue_sheet.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace segue::library {

/// A CUE sheet, whatever it is written in. Nothing if it cannot be read, is too long (audio::kMaxSheetBytes), or divides nothing:
/// then its music is what it would be without it. Any thread.
[[nodiscard]] std::optional<CueSheet> readSheet(const std::filesystem::path& file, bool guessCodePage, const std::stop_token& stop);

} // namespace segue::library
