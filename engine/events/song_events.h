// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about one song.

#include "engine/spectrogram/spectrogram_words.h"
#include "engine/words/cover_image.h"
#include "engine/words/cover_square.h"
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
    CoverImage image; ///< empty: the song has none
    Message problem;  ///< why the one that it has is not here; empty: all is well
};

/// A small cover of an album. It may come twice for one request: what was known, and soon after what is there by now.
struct ThumbnailLoaded {
    RequestId request = 0;
    TrackId song = 0;  ///< the first of the wish
    int pixels = 0;    ///< as asked
    CoverSquare cover; ///< of the next larger of kCoverSides, or smaller where the cover is; empty: there is none
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

/// A file that was asked about.
struct DescribedFile {
    Track track; ///< the song of a library that it is; else (id 0) what its tags tell, and its path, the title its name if need be
    Message problem; ///< why it cannot be heard; empty: it holds sound that can be decoded
};

/// Some of the files that were asked about; the rest come in others of the same request, those of another disk apart.
struct FilesDescribed {
    RequestId request = 0;
    std::vector<DescribedFile> files;
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
