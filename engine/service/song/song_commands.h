// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"
#include "engine/words/cover_square.h"
#include "engine/words/request.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace segue {

/// Questions about one song. Details, outline and spectrogram of a file that killed the analyzer are answered with the
/// reason; only playing opens such a file in this process.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class SongCommands {
public:
    virtual ~SongCommands() = default;

    virtual void loadCover(RequestId request, std::filesystem::path song) = 0; ///< answered by CoverLoaded
    /// Answered by ThumbnailLoaded. @param pixels of the square that it is for
    virtual void loadThumbnail(RequestId request, CoverWish wish, int pixels) = 0;
    virtual void limitCoverShelf(std::uint64_t mostBytes) = 0;                   ///< of the disk; 0: none are kept
    virtual void emptyCoverShelf() = 0;                                          ///< they are made again when they are wanted
    virtual void loadDetails(RequestId request, std::filesystem::path song) = 0; ///< answered by SongDetailsLoaded
    virtual void loadExtras(RequestId request, std::filesystem::path song) = 0;  ///< answered by SongExtrasLoaded
    /// Answered by FilesDescribed, some at a time, each file once.
    virtual void describeFiles(RequestId request, std::vector<std::filesystem::path> files) = 0;
    /// Answered by OutlineLoaded: at once if the outline is stored, else while the song is read, and then it is stored. The
    /// newest request is read first and the one it interrupts after it; older ones are void.
    virtual void loadOutline(RequestId request, std::filesystem::path song) = 0;
    /// Answered by SpectrogramTileLoaded, once for each tile. A newer request cancels the rest of an older one.
    virtual void loadSpectrogram(RequestId request, SpectrogramRequest wanted) = 0;
};

} // namespace segue
