// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace segue::audio {

/// What is known of a file without decoding it.
struct IdentifiedFile {
    StreamFormat format;
    AudioIdentity identity;
};

/// The identity that readExcerpts() finds with the same plan, from the packets alone: for a file that was probably heard
/// before. If the container does not lead to the excerpts, or its durations cannot be trusted, the excerpts are decoded after
/// all, so that both agree. For a damaged file they may still differ, and then it is not recognised.
/// @return nothing if @p stop was requested. Throws like Decoder.
[[nodiscard]] std::optional<IdentifiedFile> readIdentity(const std::filesystem::path& path, const ExcerptPlan& plan = {},
                                                         std::stop_token stop = {});

} // namespace segue::audio
