// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/excerpt.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::audio {

/// Parts of readExcerpts() for callers that go on reading with the same decoder; inside this box only. Throw like Decoder.

/// Is told what is read while it is still near to the processor. Either may be empty.
struct ExcerptWatch {
    std::function<void(std::size_t excerpt)> before; ///< a stretch is read; the number of its excerpt, if there is sound in it
    std::function<void(std::span<const float> samples)> heard; ///< of that stretch, in order, in pieces
};

/// The excerpts planned for the whole file, as readExcerpts() promises. Nothing when stopped.
[[nodiscard]] std::optional<ExcerptSet> readPlanned(Decoder& decoder, const std::filesystem::path& path, const ExcerptPlan& plan,
                                                    const std::stop_token& stop, const ExcerptWatch& watch = {});

/// The sound of one stretch; shorter or empty if the file ends first.
/// @param heard see ExcerptWatch
[[nodiscard]] std::vector<float> readSpan(Decoder& decoder, const ExcerptSpan& span,
                                          const std::function<void(std::span<const float> samples)>& heard = {});

} // namespace segue::audio
