// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/list_sync.h"

#include "engine/words/isrc.h"

#include <algorithm>
#include <utility>

namespace segue {

using spotify::WebOutcome;
using spotify::WebReply;
using store::SpotifyEntry;
using store::SpotifyStore;

namespace {

SpotifyListState stateOf(std::size_t rows, const SpotifySkipped& skipped) {
    if (rows > 0)
        return SpotifyListState::contents;
    return skipped.episodes > 0 ? SpotifyListState::podcastsOnly : SpotifyListState::empty;
}

} // namespace

ListSync::ListSync(Rooms rooms, SyncNote& note, ListPlan plan)
    : m_rooms(std::move(rooms))
    , m_note(note)
    , m_plan(std::move(plan)) {
    for (std::size_t i = 0; i < m_plan.known.size(); ++i)
        m_knownPlace[SpotifyStore::songKey(m_plan.known[i].row)] = i;
}

std::optional<WebReply> ListSync::run(const std::stop_token& stop) {
    takeUp();
    for (;;) {
        auto reply = m_rooms.client.get(m_plan.path + "&offset=" + std::to_string(m_note.offset), m_plan.about, stop);
        if (reply.outcome != WebOutcome::answered)
            return reply;
        const auto page = m_plan.read(reply.body, m_note.offset);
        if (!page)
            return WebReply{.outcome = WebOutcome::unusable, .words = "JSON"};
        const bool hasMovedNow = hasMoved(*page);
        if (hasMovedNow && !m_note.isSecond) {
            beginAnew(true);
            continue;
        }
        if (hasMovedNow && m_note.offset == 0) // nothing, though there is something
            return WebReply{.outcome = WebOutcome::unusable, .words = "0 of " + std::to_string(page->total)};
        const bool isWhole = take(*page);
        m_rooms.pageCame(m_note.total);
        if (isWhole)
            return std::nullopt;
    }
}

void ListSync::takeUp() {
    const auto& key = m_plan.facts.key;
    const bool goesOn = m_note.key == key && m_note.offset > 0 && m_rooms.store.stagedRows(key) == m_note.rows;
    if (!goesOn)
        return beginAnew(false);
    if (m_plan.holdsOnce)
        for (auto& song : m_rooms.store.stagedSongs(key))
            m_seen.insert(std::move(song));
}

void ListSync::beginAnew(bool isSecond) {
    m_note.key = m_plan.facts.key;
    m_note.offset = m_note.rows = m_note.total = 0;
    m_note.isSecond = isSecond;
    m_note.skippedHere = {};
    m_seen.clear();
    m_rooms.store.stageTogether([&] {
        m_rooms.store.clearStaged(m_note.key);
        m_rooms.store.setStageNote(m_note.text());
    });
}

bool ListSync::hasMoved(const spotify::SongPage& page) const {
    const bool isOther = m_note.offset > 0 && page.total != m_note.total;
    const bool endsEarly = page.read == 0 && m_note.offset < page.total;
    return isOther || endsEarly;
}

std::vector<SpotifyEntry> ListSync::fresh(const spotify::SongPage& page) {
    std::vector<SpotifyEntry> rows;
    for (const auto& song : page.songs) {
        auto key = SpotifyStore::songKey(song.row);
        if (!m_plan.holdsOnce) // a playlist may hold a song twice, but not since the same moment
            key += '\n' + std::to_string(song.row.added.time_since_epoch().count());
        const bool isNew = m_seen.insert(std::move(key)).second;
        if (!isNew && m_plan.holdsOnce)
            ++m_note.skippedHere.twice;
        if (isNew || (!m_plan.holdsOnce && !m_note.isSecond))
            rows.push_back({.row = song.row, .isrc = isrcIn(song.isrc)});
    }
    return rows;
}

/// Where in what is known that begins which is behind this page; nothing: that cannot be told.
std::optional<std::size_t> ListSync::knownBehind(const spotify::SongPage& page) const {
    if (m_plan.known.empty() || m_note.isSecond || page.songs.empty() || page.songs.size() != page.read)
        return std::nullopt;
    std::size_t last = 0;
    for (const auto& song : page.songs) {
        const auto found = m_knownPlace.find(SpotifyStore::songKey(song.row));
        if (found == m_knownPlace.end())
            return std::nullopt;
        last = found->second;
    }
    const auto rest = m_plan.known.size() - (last + 1);
    return m_note.offset + rest == m_note.total ? std::optional(last + 1) : std::nullopt;
}

bool ListSync::take(const spotify::SongPage& page) {
    auto rows = fresh(page);
    m_note.offset += page.read;
    m_note.total = page.total;
    m_note.skippedHere = m_note.skippedHere + page.skipped;
    const bool isEnd = page.read == 0 || m_note.offset >= m_note.total;
    const auto behind = isEnd ? std::nullopt : knownBehind(page);
    if (behind)
        for (auto i = *behind; i < m_plan.known.size(); ++i)
            if (m_seen.insert(SpotifyStore::songKey(m_plan.known[i].row)).second)
                rows.push_back(m_plan.known[i]);
    stage(rows, isEnd || behind, behind.has_value());
    return isEnd || behind;
}

void ListSync::stage(std::span<const SpotifyEntry> rows, bool isWhole, bool isKnown) {
    auto facts = m_plan.facts;
    m_note.rows += rows.size();
    facts.list.count = m_note.rows;
    facts.list.state = stateOf(m_note.rows, m_note.skippedHere);
    facts.lookedThrough = !isWhole ? std::chrono::sys_seconds() : isKnown ? m_plan.knownOf : m_rooms.clock.wall();
    auto next = m_note;
    if (isWhole)
        next = {.begun = m_note.begun, .skipped = m_note.skipped + m_note.skippedHere};
    m_rooms.store.stageTogether([&] {
        m_rooms.store.stageList(facts, m_plan.place);
        m_rooms.store.stageRows(facts.key, rows);
        m_rooms.store.setStageNote(next.text());
    });
    const auto total = m_note.total;
    m_note = next;
    m_note.total = total; // for whoever shows how far it is
}

} // namespace segue
