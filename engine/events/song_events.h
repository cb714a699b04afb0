// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about one song.

#include "engine/spectrogram/spectrogram_words.h"
#include "engine/words/message.h"
#include "engine/words/request.h"
#include "engine/words/song_details.h"
#include "engine/words/song_extras.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace segue {

struct CoverLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    std::vector<std::uint8_t> bytes; ///< an encoded image (JPEG, PNG, ...); empty: the song has none
};

struct SongDetailsLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    SongDetails details;
    Message problem; ///< why the file's own facts are missing; empty: all is well
};

/// Lyrics and chapters.
struct SongExtrasLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    SongExtras extras; ///< without both where there are none, or the file cannot be read
};

/// A song's outline. If none is stored, the song is read and this is sent repeatedly meanwhile, at most 10 a second.
struct OutlineLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    Outline outline;      ///< the columns not yet read are 0
    float complete = 0.F; ///< how much of the song it covers, [0, 1]; 1 comes last
    Message problem;      ///< why there is none
};

/// A tile of a song's spectrogram, or why there is none.
struct SpectrogramTileLoaded {
    RequestId request = 0;
    std::filesystem::path song;
    std::shared_ptr<const SpectrogramTile> tile; ///< null: see problem; no more tiles of this request follow
    Message problem;
};

} // namespace segue
