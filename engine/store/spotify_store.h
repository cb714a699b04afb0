// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/spotify.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What the account of a source needs besides its rows.
struct SpotifyAccountFacts {
    std::string accountId;                       ///< Spotify's, by which it is known again
    std::chrono::sys_seconds authorized{};       ///< when the listener agreed
    std::chrono::sys_seconds blockedUntil{};     ///< nothing is asked before
    std::vector<std::chrono::sys_seconds> asked; ///< when Spotify was asked, in the last 24 hours: the quota
    std::uint16_t port = 0;                      ///< of the redirect that was registered; 0: any
    bool operator==(const SpotifyAccountFacts&) const = default;
};

/// What the listener lets Segue do with Spotify's own player, and what came of that.
struct SpotifyPlayerFacts {
    bool isWanted = false;                       ///< it may be controlled
    std::string granted;                         ///< scopes of the sign-in, as Spotify told them
    std::chrono::sys_seconds blockedUntil{};     ///< as in SpotifyAccountFacts, apart since a sync writes that meanwhile
    std::vector<std::chrono::sys_seconds> asked; ///< likewise
    bool operator==(const SpotifyPlayerFacts&) const = default;
};

/// A row as it comes: what only matching needs is beside it.
struct SpotifyEntry {
    SpotifyRow row;   ///< id, match, tracks and what the listener said are ignored
    std::string isrc; ///< normalised; empty: not told
};

/// A list as it comes. Lists of one source are told apart by `key`.
struct SpotifyListFacts {
    SpotifyList list;                         ///< id is ignored
    std::string key;                          ///< "liked", "albums", a playlist's uri, or "playlist N" where it has none
    std::string snapshot;                     ///< Spotify's version of a playlist's contents; empty: not told
    std::chrono::sys_seconds lookedThrough{}; ///< when all of it was read last
};

/// What the listener said of a song on Spotify.
struct SpotifyAnswer {
    std::string song;      ///< the uri; where there is none artist, title and album, a line each
    std::string recording; ///< identity of the listener's own (track.identity), or "track-" and its id; empty: it is none of them
};

/// One source of Spotify in a database file of its own, which holds all that Segue keeps of it, and goes with it. Nothing of it is
/// ever in Segue's own database.
///
/// What comes is put on a *stage*, list by list and page by page, and takes the place of what is there in one transaction
/// (swap). A stage outlives the program, so that a sync goes on where it was.
///
/// Thread rule: one connection, one thread at a time; several may be open. Failure rule: Error{io, noSpace, busy, damaged, newer};
/// after any of them what was there is whole.
class SpotifyStore final {
public:
    /// The sources that are kept in a folder, lowest first; none if it is not there.
    [[nodiscard]] static std::vector<SpotifySourceId> sources(const std::filesystem::path& folder);
    /// Opens a source, or makes it. Access::read makes nothing, and what changes something throws.
    SpotifyStore(const std::filesystem::path& folder, SpotifySourceId source, Access access = Access::write);
    ~SpotifyStore();
    SpotifyStore(SpotifyStore&&) noexcept;
    SpotifyStore& operator=(SpotifyStore&&) noexcept;
    /// Removes the files of a source (its database, log, and what hangs on them), and the folder with the last. No store of it may
    /// be open.
    static void remove(const std::filesystem::path& folder, SpotifySourceId source);

    [[nodiscard]] SpotifySource source();        ///< with lists, `songs` and `here`
    void setSource(const SpotifySource& source); ///< all but lists, songs, here, done, total, address and redirect
    [[nodiscard]] SpotifyAccountFacts account();
    void setAccount(const SpotifyAccountFacts& facts);
    [[nodiscard]] SpotifyPlayerFacts player();
    // One fact each, since several write at a time.
    void allowPlayer(bool isWanted);
    void setPlayerGranted(const std::string& granted);
    void setPlayerBlocked(std::chrono::sys_seconds until);
    void setPlayerAsked(const std::vector<std::chrono::sys_seconds>& asked);

    [[nodiscard]] std::vector<SpotifyListFacts> lists();                 ///< in order, with ids
    [[nodiscard]] std::vector<SpotifyRow> rows(SpotifyListId list);      ///< in order
    [[nodiscard]] std::vector<SpotifyEntry> entries(SpotifyListId list); ///< likewise
    [[nodiscard]] std::optional<SpotifyRow> row(SpotifyRowId row);

    // The stage.
    void stageList(const SpotifyListFacts& list, std::size_t place); ///< begins or changes a list; its staged rows stay
    /// Puts rows behind those that are staged of that list.
    void stageRows(const std::string& key, std::span<const SpotifyEntry> rows);
    /// Stages a list as it is now, with all its rows: it did not change.
    void stageAsIs(const std::string& key, std::size_t place);
    [[nodiscard]] std::size_t stagedRows(const std::string& key); ///< 0 also for one that is not staged
    [[nodiscard]] std::vector<SpotifyListFacts> stagedLists();
    /// The songs (songKey) of a staged list, sorted; those whose rows are there twice once.
    [[nodiscard]] std::vector<std::string> stagedSongs(const std::string& key);
    void clearStaged(const std::string& key); ///< its rows
    void unstage(const std::string& key);     ///< the list too
    /// Several changes of the stage in one transaction, which is much faster; none of them holds if `work` throws.
    void stageTogether(const std::function<void()>& work);
    /// What the stage was begun for, in the caller's words ("import FILE", "sync 3"); empty: nothing is staged.
    [[nodiscard]] std::string stageNote();
    void setStageNote(const std::string& note);
    void dropStage();
    /// What is staged takes the place of all lists and rows; answers of the listener stay, and matches of songs that stay.
    /// @param with if given, set (as by setSource) in the same transaction
    void swap(const SpotifySource* with = nullptr);

    // Which rows are the listener's own songs. Rows of the same song (songKey) match alike: the last one that is named counts.
    struct Match {
        SpotifyRowId row = 0;
        SpotifyMatch match = SpotifyMatch::none;
        std::vector<TrackId> tracks;
        bool isConfirmed = false; ///< as in SpotifyRow
        bool isUnlinked = false;
        std::string song = {}; ///< songKey(), in place of `row`: rows may be exchanged meanwhile
    };
    void setMatches(std::span<const Match> matches);    ///< of all rows; those that are not named match nothing
    void changeMatches(std::span<const Match> matches); ///< of those rows only
    /// What SpotifyAnswer::song is of a row.
    [[nodiscard]] static std::string songKey(const SpotifyRow& row);
    [[nodiscard]] std::vector<SpotifyAnswer> answers();
    void answer(const SpotifyAnswer& answer); ///< in place of an earlier one
    void forgetAnswer(const std::string& song);

private:
    class Connection;
    std::unique_ptr<Connection> m_connection;
};

} // namespace segue::store
