// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/playlist_step.h"
#include "engine/words/track.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::store {

/// A song as playlists know it: what it is found by, and the words that are shown when it is not found.
struct KeptSong {
    KeptSongId id = 0;
    std::string identity;       ///< of its recording; empty: not known
    std::filesystem::path path; ///< absolute, or an address on the net
    std::string title, artist;
    std::chrono::milliseconds duration{0}; ///< 0: not known
    TrackId track = 0;                     ///< that it was made of; it may be gone. 0: it never was in a library
    TrackId found = 0;                     ///< the song that it stands for now; 0: none
    bool isThere = false;                  ///< that song's file is there, as far as is known
};

/// The songs of the libraries as a search for them sees them.
struct ListedSong {
    TrackId id = 0;
    std::string_view root, path; ///< of its library; below that
    std::string_view title, artist, identity;
    std::chrono::milliseconds duration{0};
    bool isThere = false; ///< neither missing nor in an offline library
};

/// What the entries of playlists stand for. A song is found by its recording first, which survives that its file moves, is
/// retagged or lies in another library; then as the song that it was made of, and by its path. Triggers keep path, words and
/// recording up to date while the song is in a library.
///
/// Same thread as its Database; throws Error.
class PlaylistSongStore final {
public:
    explicit PlaylistSongStore(Database& database)
        : m_database(database) {}

    /// Of songs of the libraries, in this order; those that are gone are left out.
    [[nodiscard]] std::vector<KeptSongId> keep(std::span<const TrackId> tracks);
    /// Of what is in no library: a file, or an address.
    [[nodiscard]] KeptSongId keepStranger(const KeptSong& song);
    /// Of both: songs that were found are kept as keep() does, others as keepStranger(). In this order, without those that are
    /// gone.
    [[nodiscard]] std::vector<KeptSongId> keepFound(std::span<const KeptSong> songs);
    /// In this order, each as often as it is asked for.
    [[nodiscard]] std::vector<KeptSong> find(std::span<const KeptSongId> songs) const;
    /// Visits all songs of all libraries; what it shows is valid until the visitor returns.
    void forEachSong(const std::function<void(const ListedSong&)>& visit) const;

private:
    Database& m_database;
};

} // namespace segue::store
