// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/list_sync.h"
#include "engine/service/spotify/sync_note.h"
#include "engine/spotify/web/account_json.h"
#include "engine/spotify/web/web_client.h"
#include "engine/spotify/web/web_clock.h"
#include "engine/store/spotify_store.h"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue {

/// Brings the lists of a source up to date: playlists by their version, liked songs and albums from the newest on. All of it is
/// staged and takes the place of what was there at the end, so that what goes wrong in between costs nothing; the next run goes on
/// where this one ended.
class AccountSync final {
public:
    struct Rooms {
        store::SpotifyStore& store;
        spotify::WebClient& client;
        const spotify::WebClock& clock;
        std::function<void(std::size_t done, std::size_t total)> progress; ///< pages; total 0: not known yet
    };
    AccountSync(Rooms rooms, spotify::WebUser user);

    /// @param source is stored, as up to date, with the lists. @return answered: all is new; else why not
    [[nodiscard]] spotify::WebReply run(SpotifySource& source, const std::stop_token& stop);

private:
    using Failure = std::optional<spotify::WebReply>; ///< nothing: it went well

    void takeUpStage();
    void plan();
    Failure readPlaylists(const std::stop_token& stop);
    Failure readSaved(ListPlan plan, const std::stop_token& stop);
    Failure readLiked(const std::stop_token& stop);
    Failure readAlbums(const std::stop_token& stop);
    Failure readPlaylist(const spotify::WebPlaylist& playlist, std::size_t place, const std::stop_token& stop);
    Failure read(ListPlan plan, const std::stop_token& stop);
    void stageWithoutRows(store::SpotifyListFacts facts, std::size_t place, SpotifyListState state);
    [[nodiscard]] bool isStaged(const store::SpotifyListFacts& facts) const;
    [[nodiscard]] const store::SpotifyListFacts* known(const std::string& key) const;
    void finish(SpotifySource& source);
    void tell();

    Rooms m_rooms;
    spotify::WebUser m_user;
    SyncNote m_note;
    std::map<std::string, store::SpotifyListFacts> m_known, m_staged; ///< by key
    std::vector<spotify::WebPlaylist> m_playlists;
    std::vector<std::string> m_keys;    ///< of all lists that there are now
    std::size_t m_done = 0, m_left = 0; ///< pages
};

} // namespace segue
