// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/training/song_hearing.h"
#include "engine/words/message.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

/// What a data set was made of.
enum class DataKind {
    arrays,       ///< tracks.tsv and mel128_u8.npy, see Dataset::load()
    genreFolders, ///< DATA/GENRE/.../song, see listGenreFolders()
    fmaClips,     ///< fma_metadata/tracks.csv and fma_small/000/000002.mp3, see listFmaClips()
};

/// A data set with what whoever trains on it should know.
struct LoadedData {
    DataKind kind = DataKind::arrays;
    Dataset dataset;
    std::vector<LeftOutSong> leftOut;
    Message cacheProblem; ///< see HeardSongs
    std::string identity; ///< of the songs, see TrainingRun::dataIdentity; empty for arrays
};

/// Reads whatever training data lies there: it is told by the files. Arrays hold patches of the usual front end; a
/// folder of audio is decoded and heard with the front end that the options name.
/// @param files reads the songs' tags
/// @return nothing if a stop was requested. Throws Error{io} if there is no such folder, Error{usage} if nothing in it
/// is known or another front end than the arrays' is asked for, else what the functions above throw.
[[nodiscard]] std::optional<LoadedData> loadData(const std::filesystem::path& folder, audio::FileReader& files,
                                                 const HearingOptions& options = {}, const std::stop_token& stop = {});

} // namespace segue::training
