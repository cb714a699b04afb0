// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/planning.h"

#include "engine/bring/song_finding.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace segue::bring {

namespace {

constexpr std::size_t kStopEvery = 256;
constexpr std::chrono::sys_seconds kNever{};

std::string shownName(const ForeignSong& song) {
    if (song.title.empty())
        return song.path.native();
    return song.artist.empty() ? song.title : song.artist + " – " + song.title;
}

std::int64_t secondsOf(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }

/// Makes the plan out of what each song is given.
class Planner final {
public:
    Planner(const SongList& songs, const BringOptions& options)
        : m_songs(songs)
        , m_options(options)
        , m_finding(songs) {}

    void give(const ForeignSong& theirs) {
        ++gifts.plan.songs;
        const auto place = m_finding.find(theirs);
        if (!place) {
            if (gifts.plan.strangers.size() < BringPart::kMostExamples)
                gifts.plan.strangers.push_back(shownName(theirs));
            return;
        }
        ++gifts.plan.found;
        auto& gift = m_given[*place];
        gift.rating = std::max(gift.rating, m_options.ratings ? theirs.rating : 0);
        gift.plays = std::max(gift.plays, m_options.plays ? theirs.plays : 0);
        if (!m_options.dates)
            return;
        gift.lastPlayed = std::max(gift.lastPlayed, theirs.lastPlayed);
        if (theirs.added != kNever)
            gift.added = gift.added == kNever ? theirs.added : std::min(gift.added, theirs.added);
    }

    void give(const ForeignPlaylist& theirs) {
        PlaylistGift gift{.name = theirs.name, .songs = {}};
        for (const auto& line : theirs.lines) {
            const auto place = m_finding.find(line);
            if (place)
                gift.songs.push_back(m_songs.row(*place).id);
            gift.lines.push_back({.track = place ? m_songs.row(*place).id : 0,
                                  .path = line.path,
                                  .title = line.title,
                                  .artist = line.artist,
                                  .length = line.length});
        }
        gifts.plan.playlists.push_back({.name = theirs.name, .lines = theirs.lines.size(), .found = gift.songs.size()});
        gifts.playlists.push_back(std::move(gift));
    }

    /// Keeps of each gift what is another value than here.
    void finish() {
        std::vector<std::size_t> places;
        places.reserve(m_given.size());
        for (const auto& [place, gift] : m_given)
            places.push_back(place);
        std::ranges::sort(places); // the same examples each time
        for (const auto place : places)
            keep(place, m_given[place]);
    }

    Gifts gifts;

private:
    void keep(std::size_t place, const SongGift& given) {
        const auto& row = m_songs.row(place);
        auto& plan = gifts.plan;
        SongGift gift{.track = row.id};
        if (given.rating > 0 && given.rating != row.rating && (row.rating == 0 || m_options.theirsWin))
            gift.rating = note(plan.ratings, row, row.rating, given.rating);
        if (given.plays > row.plays)
            gift.plays = note(plan.plays, row, row.plays, given.plays);
        if (given.lastPlayed > row.lastPlayed) {
            note(plan.lastPlayed, row, secondsOf(row.lastPlayed), secondsOf(given.lastPlayed));
            gift.lastPlayed = given.lastPlayed;
        }
        if (given.added != kNever && (row.added == kNever || given.added < row.added)) {
            note(plan.added, row, secondsOf(row.added), secondsOf(given.added));
            gift.added = given.added;
        }
        if (gift.rating == 0 && gift.plays == 0 && gift.lastPlayed == kNever && gift.added == kNever)
            return;
        ++plan.changed;
        gifts.songs.push_back(gift);
    }

    int note(BringPart& part, const SongRow& row, std::int64_t before, std::int64_t after) {
        ++part.songs;
        if (part.examples.size() < BringPart::kMostExamples)
            part.examples.push_back({.title = std::string(m_songs.texts()[row.title]),
                                     .artist = std::string(m_songs.texts()[row.artist]),
                                     .before = before,
                                     .after = after});
        return static_cast<int>(after);
    }

    const SongList& m_songs;
    const BringOptions& m_options;
    SongFinding m_finding;
    std::unordered_map<std::size_t, SongGift> m_given; ///< by the songs' places
};

} // namespace

Gifts planGifts(const ForeignLibrary& theirs, const SongList& songs, const BringOptions& options, const std::stop_token& stop) {
    Planner planner(songs, options);
    for (std::size_t i = 0; i < theirs.songs.size(); ++i) {
        if (i % kStopEvery == 0 && stop.stop_requested())
            break;
        planner.give(theirs.songs[i]);
    }
    if (options.playlists)
        for (const auto& list : theirs.playlists)
            if (!stop.stop_requested())
                planner.give(list);
    planner.finish();
    return std::move(planner.gifts);
}

} // namespace segue::bring
