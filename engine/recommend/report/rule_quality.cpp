// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/report/rule_quality.h"

#include "engine/recommend/policy/versions.h"
#include "engine/recommend/report/library_quality.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace segue::recommend {

namespace {

constexpr std::size_t kRuleQualityPlaces = 10;
constexpr std::size_t kRuleQualityLookedAt = 30; ///< for ten by other artists
constexpr std::size_t kMostOfName = 64;
constexpr std::size_t kBetweenReports = 50;

/// Which places belong together.
class RuleGroups final {
public:
    explicit RuleGroups(std::size_t places)
        : m_next(places) {
        std::iota(m_next.begin(), m_next.end(), std::size_t{0});
    }
    [[nodiscard]] std::size_t of(std::size_t place) {
        while (m_next[place] != place)
            place = m_next[place] = m_next[m_next[place]];
        return place;
    }
    void join(std::size_t one, std::size_t other) { m_next[of(one)] = of(other); }

private:
    std::vector<std::size_t> m_next;
};

/// A part of a library, as a library of its own.
class SomeSongs final {
public:
    SomeSongs(const EmbeddingMatrix& from, const SongTable& known, std::size_t most)
        : m_matrix(from.columns()) {
        const auto slots = from.slots();
        std::unordered_set<std::uint64_t> recordings;
        m_songs.pause();
        // Spread over all by Knuth's multiplicative hash, so that no album or artist is preferred; always the same ones.
        const std::uint64_t share = slots.size() <= most ? ~std::uint32_t{0} : (std::uint64_t{most} << 32U) / slots.size();
        for (const Slot slot : slots) {
            const SongFacts& facts = known.facts(slot);
            const bool isCopy = facts.recording != 0 && !recordings.insert(facts.recording).second;
            if (isCopy || static_cast<std::uint32_t>(facts.track) * 2654435761U > share)
                continue;
            m_matrix.put(from.rows().row(slot), from.embedding(facts.track));
            m_songs.put(facts);
            m_tracks.push_back(facts.track);
        }
        m_songs.resume();
    }

    [[nodiscard]] const std::vector<TrackId>& tracks() const { return m_tracks; }
    [[nodiscard]] const SongFacts& facts(TrackId track) const { return m_songs.facts(*m_matrix.slotOf(track)); }

    [[nodiscard]] std::vector<TrackId> listByRules(TrackId track) const {
        Question question{.seeds = {seed(track)}, .count = kRuleQualityLookedAt, .wantsReasons = false};
        std::vector<TrackId> list;
        for (const Listed& one : makeList({.matrix = m_matrix, .songs = m_songs}, question).songs)
            list.push_back(one.track);
        return list;
    }
    [[nodiscard]] std::vector<TrackId> plainList(TrackId track) const {
        const Filter others{.exceptTrack = track, .exceptRecording = facts(track).recording};
        std::vector<TrackId> list;
        for (const Neighbour& one : m_matrix.nearest(m_matrix.embedding(track), kRuleQualityLookedAt, others))
            list.push_back(one.row.track);
        return list;
    }

private:
    [[nodiscard]] Seed seed(TrackId track) const {
        return {.track = track, .recording = facts(track).recording, .embedding = m_matrix.embedding(track), .facts = facts(track)};
    }

    EmbeddingMatrix m_matrix;
    SongTable m_songs{m_matrix};
    std::vector<TrackId> m_tracks;
};

/// Adds lists up.
class ListSum final {
public:
    explicit ListSum(const SomeSongs& songs)
        : m_songs(songs) {
        for (const TrackId track : songs.tracks())
            m_times.emplace(track, 0);
    }

    void add(TrackId seed, const std::vector<TrackId>& list) {
        const SongFacts& asked = m_songs.facts(seed);
        std::size_t others = 0, same = 0;
        std::vector<NameId> artists;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const SongFacts& song = m_songs.facts(list[i]);
            const bool isOwn = song.artists[0] != 0 && song.artists[0] == asked.artists[0];
            if (!isOwn && song.genres[0] != 0 && others < kRuleQualityPlaces) {
                ++others;
                same += sharesGenre(asked, song) ? 1 : 0;
            }
            if (i >= kRuleQualityPlaces)
                continue;
            artists.push_back(song.artists[0]);
            m_own += isOwn ? 1 : 0;
            ++m_times[list[i]];
            ++m_placesTaken;
        }
        if (others > 0 && asked.genres[0] != 0) {
            m_precision += static_cast<double>(same) / static_cast<double>(others);
            ++m_rated;
        }
        std::ranges::sort(artists);
        m_artists += static_cast<std::size_t>(std::ranges::unique(artists).begin() - artists.begin());
    }

    [[nodiscard]] ListFigures figures() const {
        std::vector<std::size_t> times;
        for (const auto& [track, count] : m_times)
            times.push_back(count);
        const auto count = static_cast<double>(std::max<std::size_t>(1, times.size()));
        return {.precisionAt10 = m_rated > 0 ? std::optional(m_precision / static_cast<double>(m_rated)) : std::nullopt,
                .artistsPerList = static_cast<double>(m_artists) / count,
                .ownArtist = static_cast<double>(m_own) / static_cast<double>(std::max<std::size_t>(1, m_placesTaken)),
                .hubSkew = times.empty() ? 0.0 : skewness(times),
                .neverListed = static_cast<double>(std::ranges::count(times, std::size_t{0})) / count};
    }

private:
    static bool sharesGenre(const SongFacts& a, const SongFacts& b) {
        return std::ranges::any_of(
            a.genres, [&](NameId genre) { return genre != 0 && std::ranges::find(b.genres, genre) != b.genres.end(); });
    }

    const SomeSongs& m_songs;
    std::unordered_map<TrackId, std::size_t> m_times;
    double m_precision = 0.0;
    std::size_t m_rated = 0, m_artists = 0, m_own = 0, m_placesTaken = 0;
};

} // namespace

VersionCounts countVersions(const EmbeddingMatrix& matrix, const SongTable& songs) {
    const auto slots = matrix.slots();
    RuleGroups groups(slots.size());
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> byName; ///< title and one of the artists
    for (std::size_t place = 0; place < slots.size(); ++place)
        for (const NameId artist : songs.facts(slots[place]).artists)
            if (artist != 0 && songs.title(slots[place]) != 0)
                byName[std::uint64_t{songs.title(slots[place])} << 32U | artist].push_back(place);
    for (const auto& [name, places] : byName)
        for (std::size_t i = 0; i < std::min(places.size(), kMostOfName); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (isSameSong(songs.facts(slots[places[i]]), songs.facts(slots[places[k]])))
                    groups.join(places[i], places[k]);
    std::unordered_map<std::size_t, std::unordered_set<std::uint64_t>> recordings; ///< by group
    for (std::size_t place = 0; place < slots.size(); ++place)
        recordings[groups.of(place)].insert(songs.facts(slots[place]).recording);
    VersionCounts counts;
    for (const auto& [group, different] : recordings)
        if (different.size() > 1) {
            ++counts.songs;
            counts.versions += different.size() - 1;
        }
    return counts;
}

std::optional<RuledLists> measureRules(const Recommender& library, std::size_t most, const std::stop_token& stop,
                                       const std::function<void(std::size_t done, std::size_t total)>& progress) {
    std::optional<SomeSongs> songs;
    library.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& known) { songs.emplace(matrix, known, most); });
    ListSum byRules(*songs), plain(*songs);
    const auto& tracks = songs->tracks();
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (stop.stop_requested())
            return std::nullopt;
        byRules.add(tracks[i], songs->listByRules(tracks[i]));
        plain.add(tracks[i], songs->plainList(tracks[i]));
        if (progress && i % kBetweenReports == 0)
            progress(i, tracks.size());
    }
    if (tracks.size() < 2)
        return RuledLists{};
    return RuledLists{.songs = tracks.size(), .byRules = byRules.figures(), .plain = plain.figures()};
}

} // namespace segue::recommend
