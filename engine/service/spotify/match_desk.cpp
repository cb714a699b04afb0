// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/match_desk.h"

#include "engine/spotify/matching.h"
#include "engine/store/own_song_reader.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace segue {

using store::SpotifyStore;

namespace {

constexpr std::chrono::minutes kLongestWait{1};

/// The songs of a source, each once, and what their rows match now.
struct Songs {
    std::vector<SpotifyStore::Match> matches; ///< by `song`
    std::vector<spotify::WantedSong> wanted;  ///< in the same order
};

Songs songsOf(SpotifyStore& store) {
    Songs songs;
    std::unordered_map<std::string, std::size_t> known;
    for (const auto& facts : store.lists())
        for (auto& [row, isrc] : store.entries(facts.list.id)) {
            auto key = SpotifyStore::songKey(row);
            const auto [place, isNew] = known.try_emplace(key, songs.wanted.size());
            if (!isNew) {
                auto& wanted = songs.wanted[place->second]; // one list may tell more of it than another
                wanted.isrc = wanted.isrc.empty() ? isrc : wanted.isrc;
                wanted.duration = wanted.duration.count() == 0 ? row.duration : wanted.duration;
                continue;
            }
            songs.wanted.push_back(
                {.title = row.title, .artist = row.artist, .album = row.album, .isrc = isrc, .duration = row.duration});
            songs.matches.push_back({.row = row.id,
                                     .match = row.match,
                                     .tracks = std::move(row.tracks),
                                     .isConfirmed = row.isConfirmed,
                                     .isUnlinked = row.isUnlinked,
                                     .song = std::move(key)});
        }
    return songs;
}

/// The listener's song that an answer names; 0: it is gone.
class Recordings final {
public:
    explicit Recordings(std::span<const OwnSong> own) {
        for (const auto& song : own) {
            m_byName.try_emplace(song.recording, song.id);
            m_byName.try_emplace("track-" + std::to_string(song.id), song.id); // its name until its sound is known
        }
    }
    [[nodiscard]] TrackId find(const std::string& recording) const {
        const auto found = m_byName.find(recording);
        return found != m_byName.end() ? found->second : 0;
    }

private:
    std::unordered_map<std::string, TrackId> m_byName;
};

bool isSame(const SpotifyStore::Match& a, const SpotifyStore::Match& b) {
    return a.match == b.match && a.tracks == b.tracks && a.isConfirmed == b.isConfirmed && a.isUnlinked == b.isUnlinked;
}

void takeAnswers(std::vector<SpotifyStore::Match>& matches, const std::vector<store::SpotifyAnswer>& answers,
                 std::span<const OwnSong> own) {
    if (answers.empty())
        return;
    const Recordings recordings(own);
    std::unordered_map<std::string_view, const store::SpotifyAnswer*> bySong;
    for (const auto& answer : answers)
        bySong[answer.song] = &answer;
    for (auto& match : matches) {
        const auto found = bySong.find(match.song);
        if (found == bySong.end())
            continue;
        const auto& recording = found->second->recording;
        const auto track = recording.empty() ? TrackId{0} : recordings.find(recording);
        if (recording.empty())
            match = {.match = SpotifyMatch::none, .isUnlinked = true, .song = std::move(match.song)};
        else if (track != 0) // else as if the listener had said nothing, until it is there again
            match = {.match = SpotifyMatch::exact, .tracks = {track}, .isConfirmed = true, .song = std::move(match.song)};
    }
}

} // namespace

void MatchDesk::match(SpotifySourceId source) {
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.insert(source);
    }
    m_noted.notify_all(); // what waits for quiet takes it first
    post();
}

void MatchDesk::noteOwnSongs() {
    {
        const std::lock_guard lock(m_mutex);
        m_lastNote = Clock::now();
        if (!m_areOwnOthers)
            m_firstNote = m_lastNote;
        m_areOwnOthers = true;
    }
    post();
}

void MatchDesk::post() {
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isPosted, true))
            return;
    }
    m_line.run([this](const std::stop_token& stop) { run(stop); });
}

void MatchDesk::stop() { m_line.stop(); }

/// @return whether all sources are to be matched; else those that were named
bool MatchDesk::waitForQuiet(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_wanted.empty() && m_areOwnOthers && !stop.stop_requested()) {
        const auto until = std::min(m_lastNote + m_rooms.quiet, m_firstNote + kLongestWait);
        if (Clock::now() >= until)
            return true;
        m_noted.wait_until(lock, stop, until, [this] { return !m_wanted.empty(); });
    }
    return false;
}

void MatchDesk::run(const std::stop_token& stop) {
    const auto ids = m_rooms.files.all();
    const bool isAll = !ids.empty() && waitForQuiet(stop);
    std::set<SpotifySourceId> wanted;
    bool isMore = false;
    {
        const std::lock_guard lock(m_mutex);
        wanted = isAll ? std::set(ids.begin(), ids.end()) : std::exchange(m_wanted, {});
        if (isAll || ids.empty())
            m_areOwnOthers = false;
        m_isPosted = false;
        isMore = m_areOwnOthers || !m_wanted.empty();
    }
    std::erase_if(wanted, [&](SpotifySourceId id) { return std::ranges::find(ids, id) == ids.end(); });
    if (!wanted.empty() && !stop.stop_requested()) {
        const auto own = store::readOwnSongs(m_reader);
        for (const auto id : wanted)
            carryOut(m_rooms.emitter, [&] { matchOne(id, own, !isAll, stop); });
    }
    if (isMore && !stop.stop_requested())
        post();
}

void MatchDesk::matchOne(SpotifySourceId source, std::span<const OwnSong> own, bool wasAsked, const std::stop_token& stop) {
    Songs songs;
    if (!m_rooms.files.with(source, [&](SpotifyStore& store) { songs = songsOf(store); }))
        return;
    const auto found = spotify::findOwn(own, songs.wanted, stop);
    if (stop.stop_requested())
        return;
    bool isOther = false;
    m_rooms.files.with(source, [&](SpotifyStore& store) {
        std::vector<SpotifyStore::Match> matches;
        for (std::size_t i = 0; i < found.size(); ++i)
            matches.push_back({.match = found[i].match, .tracks = found[i].tracks, .song = songs.matches[i].song});
        takeAnswers(matches, store.answers(), own);
        isOther = !std::ranges::equal(matches, songs.matches, isSame);
        if (isOther)
            store.changeMatches(matches);
    });
    if (isOther || wasAsked)
        m_rooms.changed(source);
}

} // namespace segue
