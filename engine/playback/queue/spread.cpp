// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/spread.h"

#include <algorithm>
#include <random>
#include <utility>

namespace segue::playback {

namespace {

/// How far off a neighbour of the same artist may be sent.
constexpr std::size_t kReach = 4096;
/// After so many attempts in vain it gives up: then one artist has nearly all the songs.
constexpr int kMostFailures = 1000;
constexpr double kJitter = 0.3; ///< of the distance between an artist's songs

/// [0, 1), the same from every library: the standard's distributions differ.
double part(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1.0p-53; }

struct Placed {
    double position = 0.0;
    std::uint32_t index = 0;
};

/// Evenly over [0, count), from a random beginning on, each a little off its place.
template <typename Songs>
void lay(const Songs& songs, double count, std::mt19937_64& random, std::vector<Placed>& placed) {
    const double step = count / static_cast<double>(songs.size());
    double position = part(random) * step;
    for (const auto& [artist, index] : songs) {
        placed.push_back({position + part(random) * step * kJitter, index});
        position += step;
    }
}

/// By artist; of one artist in a random order.
std::vector<std::pair<std::uint32_t, std::uint32_t>> byArtist(std::span<const std::uint32_t> artists, std::mt19937_64& random) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> songs;
    songs.reserve(artists.size());
    for (std::uint32_t i = 0; i < artists.size(); ++i)
        songs.emplace_back(artists[i], i);
    for (std::size_t i = songs.size(); i > 1; --i)
        std::swap(songs[i - 1], songs[static_cast<std::size_t>(random() % i)]);
    std::ranges::stable_sort(songs, {}, &std::pair<std::uint32_t, std::uint32_t>::first);
    return songs;
}

/// Parts neighbours of one artist: one of them goes to the nearest gap between two others. There is one, unless the artist has
/// more than half of all songs.
class Repair {
public:
    Repair(std::span<const std::uint32_t> artists, std::uint32_t before, std::vector<std::uint32_t>& order)
        : m_artists(artists)
        , m_before(before)
        , m_order(order) {}

    void run() {
        int failures = 0;
        for (std::size_t i = 0; i < m_order.size() && failures < kMostFailures; ++i)
            while (isDouble(i))
                if (!sendOff(i)) {
                    ++failures;
                    break;
                }
    }

private:
    [[nodiscard]] std::uint32_t at(std::size_t place) const { return m_artists[m_order[place]]; }
    [[nodiscard]] std::uint32_t ahead(std::size_t place) const { return place == 0 ? m_before : at(place - 1); }
    /// Whether it follows another song of its artist.
    [[nodiscard]] bool isDouble(std::size_t place) const { return at(place) != 0 && at(place) == ahead(place); }
    /// Whether a song of the artist can lie before the one at this place.
    [[nodiscard]] bool isGap(std::size_t place, std::uint32_t artist) const {
        return ahead(place) != artist && (place == m_order.size() || at(place) != artist);
    }
    [[nodiscard]] bool sendOff(std::size_t place) {
        const auto song = [&](std::size_t index) { return m_order.begin() + static_cast<std::ptrdiff_t>(index); };
        const std::uint32_t artist = at(place);
        for (std::size_t way = 1; way < kReach; ++way) {
            if (place + 1 + way <= m_order.size() && isGap(place + 1 + way, artist)) {
                std::rotate(song(place), song(place + 1), song(place + 1 + way));
                return true;
            }
            if (way <= place && isGap(place - way, artist)) {
                std::rotate(song(place - way), song(place), song(place + 1));
                return true;
            }
        }
        return false;
    }

    std::span<const std::uint32_t> m_artists;
    std::uint32_t m_before;
    std::vector<std::uint32_t>& m_order;
};

} // namespace

std::vector<std::uint32_t> spreadOrder(std::span<const std::uint32_t> artists, std::uint64_t seed, std::uint32_t before) {
    std::mt19937_64 random(seed);
    const auto songs = byArtist(artists, random);
    const auto count = static_cast<double>(songs.size());
    std::vector<Placed> placed;
    placed.reserve(songs.size());
    for (std::size_t first = 0, next = 0; first < songs.size(); first = next) {
        for (next = first + 1; songs[first].first != 0 && next < songs.size() && songs[next].first == songs[first].first;)
            ++next;
        lay(std::span(songs).subspan(first, next - first), count, random, placed);
    }
    std::ranges::sort(placed, {}, &Placed::position);
    std::vector<std::uint32_t> order;
    order.reserve(placed.size());
    std::ranges::transform(placed, std::back_inserter(order), &Placed::index);
    Repair(artists, before, order).run();
    return order;
}

} // namespace segue::playback
