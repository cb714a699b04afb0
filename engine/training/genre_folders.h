// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/training/song_list.h"

#include <filesystem>
#include <stop_token>

namespace segue::training {

/// Whether one of its folders holds music, at any depth.
[[nodiscard]] bool isFolderOfGenres(const std::filesystem::path& folder);

/// The music files below FOLDER/GENRE, in order of their paths; hidden ones are left out. Their tags are read by `files`;
/// what that cannot read is left out with the reason.
///
/// A song's artist is the tag's. Without a tag the folder that it lies in stands for the artist; if that is the genre's
/// folder, the song has an artist of its own. A tenth of the artists is for validation, chosen by their names alone, so that
/// the choice stays the same when music is added. In small collections a genre may have no validation artist, or no other
/// ones. Then one more artist is chosen if another is left to learn from, or one of them is learned from after all.
///
/// @return what was found until a stop was requested. Throws Error{io} if the folder cannot be listed.
[[nodiscard]] SongList listGenreFolders(const std::filesystem::path& folder, audio::FileReader& files,
                                        const std::stop_token& stop = {});

} // namespace segue::training
