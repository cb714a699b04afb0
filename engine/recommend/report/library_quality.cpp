// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/report/library_quality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace segue::recommend {

namespace {

constexpr std::size_t kList = 10;
constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
constexpr double kNormal95 = 1.96; ///< standard deviations that hold 95 % of a normal distribution

/// About `most` of them, spread over all by a hash, so that no album or artist is preferred; always the same ones.
std::vector<std::uint32_t> sampleOf(std::vector<std::uint32_t> songs, std::size_t most) {
    if (songs.size() <= most)
        return songs;
    const auto key = [](std::uint32_t song) { return song * 2654435761U; }; // Knuth's multiplicative hash
    std::ranges::nth_element(songs, songs.begin() + static_cast<std::ptrdiff_t>(most), {}, key);
    songs.resize(most);
    std::ranges::sort(songs);
    return songs;
}

bool shareGenre(std::span<const GenreId> left, std::span<const GenreId> right) {
    return std::ranges::any_of(left, [&](GenreId genre) { return std::ranges::find(right, genre) != right.end(); });
}

/// The share of other songs that have a genre of the seed's, for any of them.
double chanceOf(const TaggedSongs& songs, std::span<const std::uint32_t> seeds, std::span<const std::uint32_t> tagged) {
    std::map<GenreId, std::size_t> having;
    for (const auto song : tagged)
        for (const GenreId genre : songs.genres[song])
            ++having[genre];
    double sum = 0.0;
    for (const auto seed : seeds) {
        double none = 1.0; // as if genres came together by chance
        for (const GenreId genre : songs.genres[seed])
            none *= 1.0 - static_cast<double>(having[genre]) / static_cast<double>(tagged.size());
        sum += 1.0 - none;
    }
    return sum / static_cast<double>(seeds.size());
}

/// Seeds for which nobody answered (there is one artist) do not count.
struct Precision {
    double sum = 0.0, squares = 0.0;
    std::size_t seeds = 0;

    void add(double share) {
        sum += share;
        squares += share * share;
        ++seeds;
    }
    [[nodiscard]] double mean() const { return sum / static_cast<double>(seeds); }
    [[nodiscard]] double margin() const {
        const auto count = static_cast<double>(seeds);
        return kNormal95 * std::sqrt(std::max(0.0, squares / count - mean() * mean()) / count);
    }
};

/// Tarjan's strongly connected components, without recursion: a library is deeper than a stack.
class Groups final {
public:
    Groups(std::span<const std::uint32_t> arrows, std::size_t width)
        : m_arrows(arrows)
        , m_width(width)
        , m_places(width == 0 ? 0 : arrows.size() / width)
        , m_number(m_places, 0)
        , m_lowest(m_places, 0)
        , m_isOpen(m_places, false) {}

    std::vector<std::uint32_t> largest() {
        for (std::uint32_t place = 0; place < m_places; ++place)
            if (m_number[place] == 0)
                walk(place);
        return m_largest;
    }

private:
    struct Step {
        std::uint32_t place = 0;
        std::size_t arrow = 0;
    };

    void enter(std::uint32_t place) {
        m_number[place] = m_lowest[place] = ++m_last;
        m_isOpen[place] = true;
        m_open.push_back(place);
        m_steps.push_back({place, 0});
    }

    void walk(std::uint32_t from) {
        enter(from);
        while (!m_steps.empty()) {
            Step& step = m_steps.back();
            const std::uint32_t place = step.place;
            if (step.arrow < m_width) {
                const std::uint32_t next = m_arrows[place * m_width + step.arrow++];
                if (next >= m_places)
                    continue;
                if (m_number[next] == 0)
                    enter(next);
                else if (m_isOpen[next])
                    m_lowest[place] = std::min(m_lowest[place], m_number[next]);
                continue;
            }
            m_steps.pop_back();
            if (!m_steps.empty())
                m_lowest[m_steps.back().place] = std::min(m_lowest[m_steps.back().place], m_lowest[place]);
            if (m_lowest[place] == m_number[place])
                close(place);
        }
    }

    void close(std::uint32_t place) {
        std::vector<std::uint32_t> group;
        do {
            group.push_back(m_open.back());
            m_open.pop_back();
            m_isOpen[group.back()] = false;
        } while (group.back() != place);
        if (group.size() > m_largest.size())
            m_largest = std::move(group);
    }

    std::span<const std::uint32_t> m_arrows;
    std::size_t m_width, m_places;
    std::vector<std::uint32_t> m_number, m_lowest;
    std::vector<bool> m_isOpen;
    std::uint32_t m_last = 0;
    std::vector<std::uint32_t> m_open, m_largest;
    std::vector<Step> m_steps;
};

/// One measurement.
class Measurement final {
public:
    Measurement(const TaggedSongs& songs, const QualityLimits& limits, const std::stop_token& stop,
                const std::function<void(std::size_t, std::size_t)>& progress)
        : m_songs(songs)
        , m_stop(stop)
        , m_progress(progress) {
        std::vector<std::uint32_t> all(songs.vectors.size());
        std::iota(all.begin(), all.end(), 0U);
        m_tagged = votersOf(songs, songs.vectors.size());
        m_seeds = sampleOf(m_tagged, limits.seeds);
        m_listing = sampleOf(std::move(all), limits.songs);
    }

    std::optional<ListQuality> run() {
        m_result.songs = m_songs.vectors.size();
        if (!measurePrecision() || !measureListing())
            return std::nullopt;
        return m_result;
    }

private:
    [[nodiscard]] std::function<void(std::size_t)> after(std::size_t before) const {
        return [this, before](std::size_t done) {
            if (m_progress)
                m_progress(before + done, m_seeds.size() + m_listing.size());
        };
    }

    bool measurePrecision() {
        if (m_seeds.size() < 2)
            return true;
        Precision precision;
        const auto rate = [&](std::uint32_t seed, std::span<const NearSong> nearest) {
            if (nearest.empty())
                return;
            const auto same = std::ranges::count_if(
                nearest, [&](const NearSong& one) { return shareGenre(m_songs.genres[seed], m_songs.genres[one.song]); });
            precision.add(static_cast<double>(same) / static_cast<double>(nearest.size()));
        };
        const ManyQuestions questions{.songs = m_seeds, .among = m_tagged, .count = kList, .otherArtistsOnly = true};
        if (!findNearest(m_songs.vectors, questions, m_stop, rate, after(0)))
            return false;
        if (precision.seeds == 0)
            return true;
        m_result.seeds = precision.seeds;
        m_result.precisionAt10 = precision.mean();
        m_result.precisionMargin = m_seeds.size() < m_tagged.size() ? precision.margin() : 0.0;
        m_result.byChance = chanceOf(m_songs, m_seeds, m_tagged);
        return true;
    }

    bool measureListing() {
        const std::size_t count = m_listing.size();
        std::vector<std::uint32_t> placeOf(m_songs.vectors.size(), kNowhere);
        for (std::uint32_t place = 0; place < count; ++place)
            placeOf[m_listing[place]] = place;
        std::vector<std::uint32_t> lists(count * kList, kNowhere);
        std::vector<std::size_t> times(count, 0);
        std::size_t artists = 0, own = 0, places = 0;
        const auto note = [&](std::uint32_t seed, std::span<const NearSong> nearest) {
            std::vector<std::uint32_t> named;
            for (std::size_t i = 0; i < nearest.size(); ++i) {
                lists[placeOf[seed] * kList + i] = placeOf[nearest[i].song];
                ++times[placeOf[nearest[i].song]];
                named.push_back(m_songs.vectors.artist(nearest[i].song));
            }
            own += static_cast<std::size_t>(std::ranges::count(named, m_songs.vectors.artist(seed)));
            places += named.size();
            std::ranges::sort(named);
            artists += static_cast<std::size_t>(std::ranges::unique(named).begin() - named.begin());
        };
        const ManyQuestions questions{.songs = m_listing, .among = m_listing, .count = kList};
        if (!findNearest(m_songs.vectors, questions, m_stop, note, after(m_seeds.size())))
            return false;
        m_result.listed = count;
        if (places == 0)
            return true;
        m_result.artistsPerList = static_cast<double>(artists) / static_cast<double>(count);
        m_result.ownArtist = static_cast<double>(own) / static_cast<double>(places);
        m_result.reachable = reachableShare(lists, kList);
        describe(times);
        return true;
    }

    void describe(std::span<const std::size_t> times) {
        m_result.hubSkew = skewness(times);
        m_result.mostListed = *std::ranges::max_element(times);
        for (const std::size_t one : times) {
            const auto limits = std::span(ListQuality::kUpTo).first(ListQuality::kUpTo.size() - 1);
            const auto found = std::ranges::find_if(limits, [&](std::size_t limit) { return one <= limit; });
            ++m_result.timesListed[static_cast<std::size_t>(found - limits.begin())];
        }
        m_result.neverListed = static_cast<double>(m_result.timesListed[0]) / static_cast<double>(times.size());
    }

    const TaggedSongs& m_songs;
    const std::stop_token& m_stop;
    const std::function<void(std::size_t, std::size_t)>& m_progress;
    std::vector<std::uint32_t> m_tagged, m_seeds, m_listing;
    ListQuality m_result;
};

} // namespace

double skewness(std::span<const std::size_t> counts) {
    const auto count = static_cast<double>(counts.size());
    const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / count;
    double second = 0.0, third = 0.0;
    for (const std::size_t one : counts) {
        const double off = static_cast<double>(one) - mean;
        second += off * off;
        third += off * off * off;
    }
    return second == 0.0 ? 0.0 : third / count / std::pow(second / count, 1.5);
}

double reachableShare(std::span<const std::uint32_t> arrows, std::size_t width) {
    auto reached = Groups(arrows, width).largest();
    if (reached.empty())
        return 0.0;
    const std::size_t places = arrows.size() / width;
    std::vector<bool> isReached(places, false);
    for (const auto place : reached)
        isReached[place] = true;
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const auto next : arrows.subspan(reached[i] * width, width))
            if (next < places && !isReached[next]) {
                isReached[next] = true;
                reached.push_back(next);
            }
    return static_cast<double>(reached.size()) / static_cast<double>(places);
}

std::optional<ListQuality> measureLists(const TaggedSongs& songs, const QualityLimits& limits, const std::stop_token& stop,
                                        const std::function<void(std::size_t done, std::size_t total)>& progress) {
    return Measurement(songs, limits, stop, progress).run();
}

} // namespace segue::recommend
