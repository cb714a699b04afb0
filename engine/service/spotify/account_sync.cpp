// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/account_sync.h"

#include <algorithm>
#include <set>
#include <utility>

namespace segue {

using spotify::WebClient;
using spotify::WebOutcome;
using spotify::WebPlaylist;
using spotify::WebReply;
using store::SpotifyListFacts;

namespace {

constexpr std::size_t kPerPage = 50;
constexpr std::chrono::hours kFreshFor{7 * 24};  ///< then saved songs are looked through to the end again
constexpr std::chrono::hours kStageGood{3 * 24}; ///< longer than any pause that Spotify wants
constexpr std::size_t kLikedPlace = 0, kAlbumsPlace = 1, kFirstPlaylist = 2;
constexpr const char* kLiked = "liked";
constexpr const char* kAlbums = "albums";

std::size_t pagesFor(std::size_t entries) { return std::max<std::size_t>(1, (entries + kPerPage - 1) / kPerPage); }

SpotifyListFacts factsOf(const WebPlaylist& playlist) {
    return {.list = {.kind = SpotifyListKind::playlist, .name = playlist.name, .owner = playlist.owner, .uri = playlist.uri},
            .key = playlist.uri,
            .snapshot = playlist.snapshot};
}

/// Whether it is the same as the one that was looked through.
bool isSame(const SpotifyListFacts& facts, const SpotifyListFacts* known) {
    return known != nullptr && !facts.snapshot.empty() && known->snapshot == facts.snapshot &&
           known->lookedThrough != std::chrono::sys_seconds();
}

std::map<std::string, SpotifyListFacts> byKey(std::vector<SpotifyListFacts> lists) {
    std::map<std::string, SpotifyListFacts> all;
    for (auto& facts : lists)
        all.emplace(facts.key, std::move(facts));
    return all;
}

} // namespace

AccountSync::AccountSync(Rooms rooms, spotify::WebUser user)
    : m_rooms(std::move(rooms))
    , m_user(std::move(user)) {}

WebReply AccountSync::run(SpotifySource& source, const std::stop_token& stop) {
    takeUpStage();
    if (auto failure = readPlaylists(stop))
        return std::move(*failure);
    plan();
    if (auto failure = readLiked(stop))
        return std::move(*failure);
    if (auto failure = readAlbums(stop))
        return std::move(*failure);
    for (std::size_t i = 0; i < m_playlists.size(); ++i)
        if (auto failure = readPlaylist(m_playlists[i], kFirstPlaylist + i, stop))
            return std::move(*failure);
    finish(source);
    return {.outcome = WebOutcome::answered};
}

void AccountSync::takeUpStage() {
    const auto now = m_rooms.clock.wall();
    const auto note = SyncNote::from(m_rooms.store.stageNote());
    if (note && note->begun <= now && now - note->begun < kStageGood) {
        m_note = *note;
    } else {
        m_rooms.store.dropStage();
        m_note = {.begun = now};
        m_rooms.store.setStageNote(m_note.text());
    }
    m_known = byKey(m_rooms.store.lists());
    m_staged = byKey(m_rooms.store.stagedLists());
}

void AccountSync::tell() { m_rooms.progress(m_done, m_left == 0 ? 0 : m_done + m_left); }

/// Read anew also when a sync goes on: what was staged is compared with what there is now. Entries that Spotify keeps from apps are
/// counted in the total and are not on the pages, which then overlap.
AccountSync::Failure AccountSync::readPlaylists(const std::stop_token& stop) {
    std::set<std::string> seen;
    for (std::size_t offset = 0;;) {
        const auto reply =
            m_rooms.client.get("/me/playlists?limit=50&offset=" + std::to_string(offset), WebClient::About::account, stop);
        if (reply.outcome != WebOutcome::answered)
            return reply;
        auto page = spotify::playlistsIn(reply.body, offset);
        if (!page)
            return WebReply{.outcome = WebOutcome::unusable, .words = "JSON"};
        for (auto& playlist : page->playlists)
            if (seen.insert(playlist.id).second)
                m_playlists.push_back(std::move(playlist));
        offset += page->read;
        ++m_done;
        tell();
        if (page->read == 0 || offset >= page->total)
            return std::nullopt;
    }
}

/// How many pages there will be, as far as it is known.
void AccountSync::plan() {
    m_left += 2; // saved songs and albums, whose first pages tell more
    for (const auto& playlist : m_playlists) {
        const auto facts = factsOf(playlist);
        const bool isRead = playlist.hasItems && playlist.count != 0U && !isSame(facts, known(facts.key)) && !isStaged(facts);
        m_left += isRead ? pagesFor(playlist.count.value_or(0)) : 0;
    }
}

const SpotifyListFacts* AccountSync::known(const std::string& key) const {
    const auto found = m_known.find(key);
    return found == m_known.end() ? nullptr : &found->second;
}

/// By an earlier run, to its end.
bool AccountSync::isStaged(const SpotifyListFacts& facts) const {
    const auto found = m_staged.find(facts.key);
    return found != m_staged.end() && found->second.snapshot == facts.snapshot &&
           found->second.lookedThrough != std::chrono::sys_seconds();
}

AccountSync::Failure AccountSync::readLiked(const std::stop_token& stop) {
    return readSaved({.facts = {.list = {.kind = SpotifyListKind::liked}, .key = kLiked},
                      .place = kLikedPlace,
                      .path = "/me/tracks?limit=50",
                      .read = &spotify::songsIn,
                      .about = WebClient::About::account,
                      .holdsOnce = true},
                     stop);
}

/// Without them the rest is worth something.
AccountSync::Failure AccountSync::readAlbums(const std::stop_token& stop) {
    auto failure = readSaved({.facts = {.list = {.kind = SpotifyListKind::albums}, .key = kAlbums},
                              .place = kAlbumsPlace,
                              .path = "/me/albums?limit=50",
                              .read = &spotify::albumsIn,
                              .about = WebClient::About::item,
                              .holdsOnce = true},
                             stop);
    const bool isMissing = failure && (failure->outcome == WebOutcome::forbidden || failure->outcome == WebOutcome::notFound);
    if (!isMissing)
        return failure;
    m_rooms.store.unstage(kAlbums);
    std::erase(m_keys, kAlbums);
    return std::nullopt;
}

AccountSync::Failure AccountSync::readSaved(ListPlan plan, const std::stop_token& stop) {
    m_keys.push_back(plan.facts.key);
    if (isStaged(plan.facts)) {
        m_left -= std::min<std::size_t>(m_left, 1);
        return std::nullopt;
    }
    const auto* const before = known(plan.facts.key);
    if (before != nullptr && before->lookedThrough + kFreshFor > m_rooms.clock.wall() &&
        before->lookedThrough <= m_rooms.clock.wall()) {
        plan.known = m_rooms.store.entries(before->list.id);
        plan.knownOf = before->lookedThrough;
    }
    return read(std::move(plan), stop);
}

AccountSync::Failure AccountSync::readPlaylist(const WebPlaylist& playlist, std::size_t place, const std::stop_token& stop) {
    const auto facts = factsOf(playlist);
    m_keys.push_back(facts.key);
    if (isStaged(facts)) {
        auto& staged = m_staged.at(facts.key);
        staged.list.name = playlist.name;
        m_rooms.store.stageList(staged, place);
        return std::nullopt;
    }
    if (const auto* const before = known(facts.key); isSame(facts, before)) {
        auto same = *before;
        same.list.name = playlist.name;
        same.list.owner = playlist.owner;
        m_rooms.store.stageTogether([&] {
            m_rooms.store.stageAsIs(facts.key, place);
            m_rooms.store.stageList(same, place);
        });
        return std::nullopt;
    }
    const bool mayAsk = playlist.hasItems || playlist.isCollaborative || playlist.ownerId == m_user.id;
    if (!mayAsk || playlist.count == 0U) {
        stageWithoutRows(facts, place, mayAsk ? SpotifyListState::empty : SpotifyListState::notAvailable);
        return std::nullopt;
    }
    auto failure = read({.facts = facts,
                         .place = place,
                         .path = "/playlists/" + playlist.id + "/items?additional_types=track&limit=50",
                         .read = &spotify::songsIn,
                         .about = WebClient::About::item},
                        stop);
    if (failure && failure->outcome == WebOutcome::forbidden) {
        stageWithoutRows(facts, place, SpotifyListState::notAvailable);
        return std::nullopt;
    }
    if (failure && failure->outcome == WebOutcome::notFound) { // it is gone, which shows when all the rest is there
        m_rooms.store.unstage(facts.key);
        m_keys.pop_back();
        return std::nullopt;
    }
    return failure;
}

void AccountSync::stageWithoutRows(SpotifyListFacts facts, std::size_t place, SpotifyListState state) {
    facts.list.state = state;
    if (state == SpotifyListState::empty)
        facts.list.count = 0;
    facts.lookedThrough = m_rooms.clock.wall();
    m_rooms.store.stageTogether([&] {
        m_rooms.store.clearStaged(facts.key);
        m_rooms.store.stageList(facts, place);
    });
}

AccountSync::Failure AccountSync::read(ListPlan plan, const std::stop_token& stop) {
    bool isFirst = true;
    ListSync list({.store = m_rooms.store,
                   .client = m_rooms.client,
                   .clock = m_rooms.clock,
                   .pageCame =
                       [this, &isFirst, &plan](std::size_t entries) {
                           // the first page tells how long a saved list is
                           if (std::exchange(isFirst, false) && plan.holdsOnce && plan.known.empty())
                               m_left += pagesFor(entries) - 1;
                           m_left -= std::min<std::size_t>(m_left, 1);
                           ++m_done;
                           tell();
                       }},
                  m_note, plan);
    return list.run(stop);
}

void AccountSync::finish(SpotifySource& source) {
    for (const auto& facts : m_rooms.store.stagedLists())
        if (std::ranges::find(m_keys, facts.key) == m_keys.end())
            m_rooms.store.unstage(facts.key);
    source.name = m_rooms.store.source().name; // it may have been renamed meanwhile
    source.state = SpotifyState::upToDate;
    source.problem = {};
    source.at = m_rooms.clock.wall();
    source.until = {};
    source.skipped = m_note.skipped;
    if (!m_user.name.empty())
        source.account = m_user.name;
    m_rooms.store.swap(&source);
}

} // namespace segue
