// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

/// Made-up answers for the Song details page.
namespace segue::test {

[[nodiscard]] SongDetails exampleDetails(const Track& track);
/// A song that swells and fades, with verses.
[[nodiscard]] Outline exampleOutline(const Track& track);
/// A few voices that glide, over noise; ends with the song of four minutes.
[[nodiscard]] SpectrogramTileLoaded exampleTile(const std::filesystem::path& song, const SpectrogramStyle& style,
                                                std::int64_t index);

} // namespace segue::test
