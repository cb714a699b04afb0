// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::audio {

/// Parts of readExcerpts() for callers that go on reading with the same decoder; inside this box only. Throw like Decoder.

/// The excerpts planned for the whole file, as readExcerpts() promises. Nothing when stopped.
[[nodiscard]] std::optional<ExcerptSet> readPlanned(Decoder& decoder, const std::filesystem::path& path, const ExcerptPlan& plan,
                                                    const std::stop_token& stop);

/// The sound of one stretch; shorter or empty if the file ends first.
[[nodiscard]] std::vector<float> readSpan(Decoder& decoder, const ExcerptSpan& span);

} // namespace segue::audio
