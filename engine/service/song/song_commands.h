// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"
#include "engine/words/request.h"

#include <filesystem>

namespace segue {

/// What can be asked about one song. Details, outline and spectrogram of a file that killed the analyzer are answered with the
/// reason: it is not opened here, but where the listener has it played.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class SongCommands {
public:
    virtual ~SongCommands() = default;

    virtual void loadCover(RequestId request, std::filesystem::path song) = 0;   ///< answered by CoverLoaded
    virtual void loadDetails(RequestId request, std::filesystem::path song) = 0; ///< answered by SongDetailsLoaded
    /// Answered by OutlineLoaded, at once if it is stored, else while the song is read; then it is stored. The newest
    /// request is read first and the one it interrupts after it; what is older still is void.
    virtual void loadOutline(RequestId request, std::filesystem::path song) = 0;
    /// Answered by SpectrogramTileLoaded, one for each tile. A newer request makes what is left of an older one void.
    virtual void loadSpectrogram(RequestId request, SpectrogramRequest wanted) = 0;
};

} // namespace segue
