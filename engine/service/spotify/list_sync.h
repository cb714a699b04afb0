// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/sync_note.h"
#include "engine/spotify/web/list_json.h"
#include "engine/spotify/web/web_client.h"
#include "engine/store/spotify_store.h"

#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue {

/// One list that is to be read.
struct ListPlan {
    store::SpotifyListFacts facts; ///< as they will be, but for state, count and when it was looked through
    std::size_t place = 0;
    std::string path; ///< with a query, to which the offset is added
    std::optional<spotify::SongPage> (*read)(std::string_view body, std::size_t offset) = nullptr;
    spotify::WebClient::About about = spotify::WebClient::About::account;
    bool holdsOnce = false;                      ///< each song once at most: liked songs, albums
    std::vector<store::SpotifyEntry> known = {}; ///< what was there, newest first; empty: all of it is to be read
    std::chrono::sys_seconds knownOf{};          ///< when that was looked through
};

/// Reads one list page by page onto the stage. Each page is stored with where the next one begins, in one transaction, so that a
/// later run goes on there. Where entries or their number move meanwhile, it begins again, once; then what was seen of both
/// readings counts, each once. Liked songs are told newest first: where a whole page is known, and the number says that nothing
/// behind it is another, what is behind it is taken as it was.
class ListSync final {
public:
    struct Rooms {
        store::SpotifyStore& store;
        spotify::WebClient& client;
        const spotify::WebClock& clock;
        std::function<void(std::size_t entries)> pageCame; ///< so many are in the list in all
    };
    ListSync(Rooms rooms, SyncNote& note, ListPlan plan);

    /// @return nothing: all of it is staged; else what went wrong
    [[nodiscard]] std::optional<spotify::WebReply> run(const std::stop_token& stop);

private:
    void takeUp();
    void beginAnew(bool isSecond);
    [[nodiscard]] bool hasMoved(const spotify::SongPage& page) const;
    bool take(const spotify::SongPage& page); ///< @return whether that was all
    [[nodiscard]] std::vector<store::SpotifyEntry> fresh(const spotify::SongPage& page);
    [[nodiscard]] std::optional<std::size_t> knownBehind(const spotify::SongPage& page) const;
    void stage(std::span<const store::SpotifyEntry> rows, bool isWhole, bool isKnown);

    Rooms m_rooms;
    SyncNote& m_note;
    ListPlan m_plan;
    std::set<std::string> m_seen;                              ///< songs, where each is to be there once
    std::unordered_map<std::string, std::size_t> m_knownPlace; ///< of the songs of m_plan.known
};

} // namespace segue
