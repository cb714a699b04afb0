// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/path/song_path.h"

#include "engine/recommend/index/dot_products.h"
#include "engine/recommend/policy/versions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace segue::recommend {

namespace {

constexpr std::size_t kLookedAt = 600; ///< songs nearest to a waypoint, at first
constexpr double kOffPace = 6.0;       ///< what a song loses by being elsewhere along the path
constexpr double kTooAlike = 0.9995;   ///< cosine with a song of the path
constexpr int kTries = 9;              ///< to find how many songs fit

double cosineOf(std::int32_t product) {
    constexpr double kUnit = static_cast<double>(kOne) * static_cast<double>(kOne);
    return std::clamp(static_cast<double>(product) / kUnit, -1.0, 1.0);
}

/// The larger the nearer, without bound: -ln of how improbable it is that another song is as near.
double closeness(double cosine, const HubStatistics& waypoint, const HubStatistics& song, float strength) {
    if (waypoint.deviation <= 0.F || song.deviation <= 0.F)
        return 10.0 * cosine;
    const double share = std::exp(proximity(static_cast<float>(cosine), waypoint, song, std::max(strength, 0.01F)));
    return -std::log(std::max(1e-15, 1.0 - share));
}

/// No filter.
const ListRules kAnySong{.leavesOutSeasonal = false, .leavesOutSpoken = false};

/// How much may be given way for want of songs.
enum class Way { strict, artistsAgain, anything };

class Finder {
public:
    Finder(const EmbeddingMatrix& matrix, const SongTable& songs, const PathQuestion& question)
        : m_matrix(matrix)
        , m_songs(songs)
        , m_question(question)
        , m_fromHub(songs.hubOf(question.from.embedding))
        , m_toHub(songs.hubOf(question.to.embedding))
        , m_screen(kAnySong, question.from.facts, question.blocks, songs.names(), {}) {
        m_from = cosinesTo(question.from.embedding);
        m_to = cosinesTo(question.to.embedding);
    }

    PathFound find(std::size_t count) {
        m_chosen.clear();
        m_way = Way::strict;
        for (const std::size_t step : stepsFor(count))
            choose(static_cast<double>(step) / static_cast<double>(count - 1));
        return told(count);
    }

    [[nodiscard]] std::chrono::milliseconds lengthOf(const PathFound& path) const {
        std::int64_t sum = std::int64_t{m_question.from.facts.lengthMs} + std::int64_t{m_question.to.facts.lengthMs};
        for (const PathStop& stop : path.stops)
            if (const auto slot = m_matrix.slotOf(stop.track); slot && stop.progress > 0.F && stop.progress < 1.F)
                sum += m_songs.facts(*slot).lengthMs;
        return std::chrono::milliseconds(sum);
    }

private:
    struct Chosen {
        Slot slot = 0;
        double progress = 0.0;
    };

    /// By slot; -2 where there is no song.
    std::vector<float> cosinesTo(std::span<const float> vector) const {
        std::vector<float> cosines;
        for (const auto& one : m_matrix.rows().products(m_matrix.packed(vector).get(), {})) {
            if (one.slot >= cosines.size())
                cosines.resize(std::size_t{one.slot} + 1, -2.F);
            cosines[one.slot] = static_cast<float>(cosineOf(one.product));
        }
        return cosines;
    }

    /// The middle first, then the middles of both halves: so no end takes the songs of the other.
    static std::vector<std::size_t> stepsFor(std::size_t count) {
        std::vector<std::size_t> steps;
        std::vector<std::pair<std::size_t, std::size_t>> parts{{0, count - 1}};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto [first, last] = parts[i];
            if (last - first < 2)
                continue;
            const auto middle = (first + last) / 2;
            steps.push_back(middle);
            parts.emplace_back(first, middle);
            parts.emplace_back(middle, last);
        }
        return steps;
    }

    [[nodiscard]] double progressOf(Slot slot) const {
        const double fromStart = std::acos(static_cast<double>(m_from[slot]));
        const double fromEnd = std::acos(static_cast<double>(m_to[slot]));
        return fromStart + fromEnd > 0.0 ? fromStart / (fromStart + fromEnd) : 0.5;
    }

    [[nodiscard]] bool isFarFromBoth(Slot slot) const {
        return m_fromHub.deviation > 0.F && m_toHub.deviation > 0.F && m_from[slot] < m_fromHub.mean && m_to[slot] < m_toHub.mean;
    }

    [[nodiscard]] bool isTooAlike(Slot a, Slot b) const {
        std::int32_t product = 0;
        dotProducts()(m_matrix.rows().values(a), m_matrix.rows().values(b), m_matrix.rows().stride(), 1, &product);
        return cosineOf(product) > kTooAlike;
    }

    [[nodiscard]] bool isAllowed(Slot slot, Way way) const {
        const SongFacts& facts = m_songs.facts(slot);
        if (m_screen.broken(facts) != 0)
            return false;
        const auto clashes = [&](const SongFacts& other) {
            return facts.track == other.track || isSameSong(facts, other) || (way == Way::strict && sharesArtist(facts, other));
        };
        if (clashes(m_question.from.facts) || clashes(m_question.to.facts) ||
            (facts.recording != 0 && (facts.recording == m_question.from.recording || facts.recording == m_question.to.recording)))
            return false;
        return std::ranges::none_of(m_chosen, [&](const Chosen& one) {
            return clashes(m_songs.facts(one.slot)) || (way != Way::anything && isTooAlike(one.slot, slot));
        });
    }

    /// The best of these, as strictly as possible. @param near the nearest to the waypoint
    [[nodiscard]] std::optional<std::pair<Slot, Way>> best(std::span<const PackedRows::Product> near, const HubStatistics& hub,
                                                           double share) const {
        std::vector<std::pair<double, Slot>> scored;
        for (const auto& [product, slot] : near)
            scored.emplace_back(closeness(cosineOf(product), hub, m_songs.hub(slot), m_question.hubStrength) -
                                    kOffPace * std::abs(progressOf(slot) - share),
                                slot);
        std::ranges::sort(scored, [&](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : m_songs.facts(a.second).track < m_songs.facts(b.second).track;
        });
        for (const Way way : {Way::strict, Way::artistsAgain, Way::anything})
            for (const auto& [score, slot] : scored)
                if (isAllowed(slot, way) && (way == Way::anything || !isFarFromBoth(slot)))
                    return std::pair(slot, way);
        return std::nullopt;
    }

    void choose(double share) {
        const auto waypoint = between(m_question.from.embedding, m_question.to.embedding, share);
        const auto hub = m_songs.hubOf(waypoint);
        auto near = m_matrix.rows().products(m_matrix.packed(waypoint).get(), {});
        const auto isNearer = [](const auto& a, const auto& b) {
            return a.product != b.product ? a.product > b.product : a.slot < b.slot;
        };
        std::optional<std::pair<Slot, Way>> found;
        for (std::size_t looked = kLookedAt;; looked *= 8) {
            const auto count = std::min(looked, near.size());
            std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(count == near.size() ? 0 : count), isNearer);
            found = best(std::span(near).first(count), hub, share);
            if ((found && found->second == Way::strict) || count == near.size() || looked > kLookedAt * 8)
                break;
        }
        if (!found)
            return; // every song is on the path, or a version of one
        m_way = std::max(m_way, found->second);
        m_chosen.push_back({found->first, progressOf(found->first)});
    }

    [[nodiscard]] PathFound told(std::size_t count) const {
        auto chosen = m_chosen;
        std::ranges::sort(chosen, [&](const Chosen& a, const Chosen& b) {
            return a.progress != b.progress ? a.progress < b.progress : m_songs.facts(a.slot).track < m_songs.facts(b.slot).track;
        });
        PathFound path{.isShort = chosen.size() + 2 < count, .repeatsArtists = m_way != Way::strict};
        path.stops.push_back({m_question.from.track, 0.F});
        for (const Chosen& one : chosen)
            path.stops.push_back({m_songs.facts(one.slot).track, static_cast<float>(one.progress)});
        path.stops.push_back({m_question.to.track, 1.F});
        return path;
    }

    const EmbeddingMatrix& m_matrix;
    const SongTable& m_songs;
    const PathQuestion& m_question;
    HubStatistics m_fromHub, m_toHub;
    Screen m_screen;                 ///< of what the listener blocked, and of nothing else
    std::vector<float> m_from, m_to; ///< cosine with the ends, by slot
    std::vector<Chosen> m_chosen;
    Way m_way = Way::strict;
};

} // namespace

std::vector<float> between(std::span<const float> from, std::span<const float> to, double share) {
    const double cosine = std::clamp(static_cast<double>(std::inner_product(from.begin(), from.end(), to.begin(), 0.F)), -1.0, 1.0);
    const double angle = std::acos(cosine);
    const bool isStraight = std::sin(angle) < 1e-4;
    const double first = isStraight ? 1.0 - share : std::sin((1.0 - share) * angle) / std::sin(angle);
    const double second = isStraight ? share : std::sin(share * angle) / std::sin(angle);
    std::vector<float> point(from.size());
    double length = 0.0;
    for (std::size_t i = 0; i < point.size(); ++i) {
        const double value = first * static_cast<double>(from[i]) + second * static_cast<double>(to[i]);
        point[i] = static_cast<float>(value);
        length += value * value;
    }
    if (length > 1e-12)
        for (float& value : point)
            value = static_cast<float>(static_cast<double>(value) / std::sqrt(length));
    return point;
}

PathFound findPath(const EmbeddingMatrix& matrix, const SongTable& songs, const PathQuestion& question) {
    Finder finder(matrix, songs, question);
    if (question.length.count() <= 0)
        return finder.find(std::clamp<std::size_t>(question.songs, 2, kMostStops));
    std::size_t fits = 2;
    std::size_t over = std::min(kMostStops, matrix.size() + 2) + 1;
    PathFound best = finder.find(fits);
    for (int attempt = 0; attempt < kTries && over > fits + 1; ++attempt) {
        const auto count = (fits + over) / 2;
        auto path = finder.find(count);
        if (finder.lengthOf(path) <= question.length && !path.isShort) {
            fits = count;
            best = std::move(path);
        } else {
            over = count;
        }
    }
    return best;
}

} // namespace segue::recommend
