// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a listener has on Spotify, as Segue shows it. None of it is a song of Segue's: it has no TrackId, is in no library, queue or
// playlist, and is never analysed, embedded or recommended.

#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace segue {

using SpotifySourceId = std::int64_t; ///< > 0: the n of "Spotify #n", the lowest that was free when it came; 0: none
using SpotifyListId = std::int64_t;   ///< > 0 within its source, until the next import or sync
using SpotifyRowId = std::int64_t;    ///< likewise: one place in one list

/// Where a source comes from.
enum class SpotifyKind : std::uint8_t {
    exported, ///< the files of "Download your data"
    account,  ///< Spotify's Web API, with the listener's own client id
};

/// What a source is doing, or what keeps it from it. Rows that are there stay whatever it is.
enum class SpotifyState : std::uint8_t {
    importing,         ///< SpotifySource::done of total songs
    imported,          ///< as of SpotifySource::at
    importFailed,      ///< SpotifySource::problem says why; what was there before still is
    waitingForBrowser, ///< for the listener to agree at SpotifySource::address
    denied,            ///< the listener did not agree
    connecting,        ///< the code is exchanged, or the account asked who it is
    syncing,           ///< SpotifySource::done of total pages
    upToDate,          ///< as of SpotifySource::at
    offline,           ///< Spotify was not reached, or its answers cannot be used (problem); a copy as of `at` is shown
    rateLimited,       ///< goes on by itself at SpotifySource::until
    quotaUsed,         ///< nothing is asked before SpotifySource::until
    notOnUserList,     ///< the account is not among the users of the listener's app at Spotify
    appDisabled,       ///< the app was disabled, or its owner has no Premium any more
    clientRefused,     ///< the client id is not accepted
    signInAgain,       ///< Spotify took the sign-in back, as it does after six months
    signedOut,         ///< connected, and its secret is gone: the keyring forgot it, or it was for that session only
};

/// Where the secret of an account is.
enum class SpotifySecret : std::uint8_t { none, keyring, file, sessionOnly };

enum class SpotifyListKind : std::uint8_t { liked, albums, playlist };

enum class SpotifyListState : std::uint8_t {
    contents,
    empty,
    notAvailable, ///< Spotify gives apps only playlists that are the listener's own
    podcastsOnly,
};

struct SpotifyList {
    SpotifyListId id = 0;
    SpotifyListKind kind = SpotifyListKind::playlist;
    SpotifyListState state = SpotifyListState::contents;
    std::string name;                 ///< of a playlist
    std::string owner;                ///< of a playlist, if it is told
    std::string uri;                  ///< "spotify:playlist:..."; empty: not told
    std::optional<std::size_t> count; ///< rows; nothing: not known
    bool operator==(const SpotifyList&) const = default;
};

/// What was left out of an import or a sync, and why.
struct SpotifySkipped {
    std::size_t episodes = 0;   ///< of podcasts, and audiobooks
    std::size_t nameless = 0;   ///< entries without a name, or of no form that is known
    std::size_t twice = 0;      ///< the same song once more in one list that holds each once
    std::size_t unreadable = 0; ///< files or playlists
    std::size_t other = 0;      ///< artists, shows, blocked songs: not shown
    bool operator==(const SpotifySkipped&) const = default;
};

/// One "Spotify #n".
struct SpotifySource {
    SpotifySourceId id = 0;
    SpotifyKind kind = SpotifyKind::exported;
    std::string name;     ///< the listener's; empty: "Spotify #" and the id
    std::string account;  ///< the name that Spotify shows for it; empty: not told
    std::string clientId; ///< of an account
    SpotifyState state = SpotifyState::imported;
    Message problem;                 ///< what went wrong last; empty: nothing
    std::size_t done = 0, total = 0; ///< of what runs; total 0: not known
    std::chrono::sys_seconds at{};   ///< of the last import or whole sync; 0: never
    std::chrono::sys_seconds until{};
    std::string address;                   ///< of Spotify's page, while the browser is waited for
    std::string redirect;                  ///< the address that the listener must have registered, then
    std::chrono::sys_seconds signInEnds{}; ///< 0: not known, or there is none
    SpotifySecret secret = SpotifySecret::none;
    std::filesystem::path file; ///< that was imported
    SpotifySkipped skipped;
    std::vector<SpotifyList> lists; ///< liked songs, albums, playlists in Spotify's order
    std::size_t songs = 0;          ///< different ones
    std::size_t here = 0;           ///< of those: in the listener's own music, exactly or strongly
    bool operator==(const SpotifySource&) const = default;
};

/// How sure it is that a row is a song of the listener's own.
enum class SpotifyMatch : std::uint8_t {
    none,
    several,  ///< more than one that could be, SpotifyRow::tracks: the listener says which
    probable, ///< artist and title agree, length (or album) less so
    strong,   ///< artist, title and length agree; without a length artist, title and album
    exact,    ///< by ISRC, or since the listener said so
};

enum class SpotifyAvailability : std::uint8_t {
    playable,
    unavailable, ///< not in the listener's country or product any more
    localFile,   ///< a file of the listener's own that Spotify was told of
};

/// One row of a list. Of the list of albums a row is an album, and title is empty.
struct SpotifyRow {
    SpotifyRowId id = 0;
    std::string uri; ///< "spotify:track:..."; empty: an old export does not tell
    std::string title;
    std::string artist; ///< several are joined with ", "
    std::string album;
    std::string albumUri;
    std::chrono::milliseconds duration{0}; ///< 0: not told
    std::chrono::sys_seconds added{};      ///< 0: not told
    SpotifyAvailability availability = SpotifyAvailability::playable;
    SpotifyMatch match = SpotifyMatch::none;
    std::vector<TrackId> tracks; ///< best first; one unless several; of an album: its songs here
    bool isConfirmed = false;    ///< the listener said so
    bool isUnlinked = false;     ///< the listener said that it is none of them; match is none
    bool operator==(const SpotifyRow&) const = default;
};

/// An album on Spotify of which songs are liked that are not in the listener's music.
struct SpotifyWanted {
    std::string artist;
    std::string album;
    std::string uri;                 ///< of the album; empty: not told
    bool isWhole = false;            ///< the album itself is liked
    std::vector<std::string> titles; ///< of the liked songs
    bool operator==(const SpotifyWanted&) const = default;
};

/// With what an account is connected.
struct SpotifyConnection {
    SpotifySourceId source = 0; ///< that signs in once more; 0: a new one
    std::string clientId;       ///< of the app that the listener registered at Spotify
    std::uint16_t port = 0;     ///< of the redirect address on this computer; 0: any that is free
};

} // namespace segue
