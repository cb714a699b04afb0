// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/many_nearest.h"

#include "engine/recommend/index/dot_products.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace segue::recommend {

namespace {

constexpr std::size_t kTile = 128;   ///< candidates at a time: 64 KB of 256 columns
constexpr std::size_t kTogether = 4; ///< questions multiplied in one go
constexpr std::size_t kAsked = 512;  ///< questions that share a run over the candidates
constexpr std::size_t kLookPast = 4; ///< times the count, where an artist's songs are limited

using Products = std::array<std::array<std::int32_t, kTile>, kTogether>;
using Queries = std::array<const std::int16_t*, kTogether>;

/// As in dot_products.cpp, for four questions at once: each row is read once for all of them.
[[gnu::always_inline]] inline void multiplyFour(const Queries& queries, const std::int16_t* rows, std::size_t stride,
                                                std::size_t count, Products& products) {
    const std::int16_t* const q0 = std::assume_aligned<64>(queries[0]);
    const std::int16_t* const q1 = std::assume_aligned<64>(queries[1]);
    const std::int16_t* const q2 = std::assume_aligned<64>(queries[2]);
    const std::int16_t* const q3 = std::assume_aligned<64>(queries[3]);
    const std::size_t columns = stride / kLineValues * kLineValues;
    for (std::size_t index = 0; index < count; ++index) {
        const std::int16_t* const row = std::assume_aligned<64>(rows + index * stride);
        std::int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (std::size_t i = 0; i < columns; ++i) {
            s0 += q0[i] * row[i];
            s1 += q1[i] * row[i];
            s2 += q2[i] * row[i];
            s3 += q3[i] * row[i];
        }
        products[0][index] = s0;
        products[1][index] = s1;
        products[2][index] = s2;
        products[3][index] = s3;
    }
}

using MultiplyFour = void (*)(const Queries&, const std::int16_t*, std::size_t, std::size_t, Products&);

void fourPortably(const Queries& queries, const std::int16_t* rows, std::size_t stride, std::size_t count, Products& products) {
    multiplyFour(queries, rows, stride, count, products);
}

#ifdef __x86_64__
[[gnu::target("avx2")]] void fourWithAvx2(const Queries& queries, const std::int16_t* rows, std::size_t stride, std::size_t count,
                                          Products& products) {
    multiplyFour(queries, rows, stride, count, products);
}
#endif

MultiplyFour bestMultiply() {
#ifdef __x86_64__
    if (isSupported(Instructions::avx2))
        return fourWithAvx2;
#endif
    return fourPortably;
}

struct Found {
    std::int32_t product = 0;
    std::uint32_t song = 0;
};

bool isBetter(const Found& left, const Found& right) {
    return left.product != right.product ? left.product > right.product : left.song < right.song;
}

/// The best so far of one question: a heap whose front is the worst.
struct Best {
    std::vector<Found> heap;
    std::int32_t threshold = std::numeric_limits<std::int32_t>::min();

    void offer(const Found& found, std::size_t most) {
        if (heap.size() == most) {
            if (!isBetter(found, heap.front()))
                return;
            std::ranges::pop_heap(heap, isBetter);
            heap.back() = found;
        } else {
            heap.push_back(found);
        }
        std::ranges::push_heap(heap, isBetter);
        if (heap.size() == most)
            threshold = heap.front().product;
    }
};

/// Some questions and their run over all candidates.
class Run final {
public:
    Run(const SongVectors& songs, const ManyQuestions& questions)
        : m_songs(songs)
        , m_questions(questions)
        , m_most(questions.perArtist == 0 ? questions.count : questions.count * kLookPast)
        , m_tile(makePackedValues(kTile * songs.stride()))
        , m_zeros(makePackedValues(songs.stride())) {
        std::fill_n(m_zeros.get(), songs.stride(), std::int16_t{0});
    }

    /// @return false: stopped
    bool ask(std::span<const std::uint32_t> asked, const std::stop_token& stop) {
        m_best.assign(asked.size(), {});
        const auto& among = m_questions.among;
        for (std::size_t first = 0; first < among.size(); first += kTile) {
            if (stop.stop_requested())
                return false;
            const auto tile = among.subspan(first, std::min(kTile, among.size() - first));
            for (std::size_t i = 0; i < tile.size(); ++i)
                std::copy_n(m_songs.values(tile[i]), m_songs.stride(), m_tile.get() + i * m_songs.stride());
            for (std::size_t one = 0; one < asked.size(); one += kTogether)
                compare(asked, one, tile);
        }
        return true;
    }

    /// The answer to a question of the last ask(); once for each.
    std::span<const NearSong> take(std::size_t question) {
        auto& heap = m_best[question].heap;
        std::ranges::sort(heap, isBetter);
        m_answer.clear();
        m_artists.clear();
        for (const Found& found : heap) {
            if (m_answer.size() == m_questions.count)
                break;
            if (!hasRoom(m_songs.artist(found.song)))
                continue;
            m_answer.push_back({found.song, similarityOf(found.product)});
        }
        return m_answer;
    }

private:
    void compare(std::span<const std::uint32_t> asked, std::size_t first, std::span<const std::uint32_t> tile) {
        const std::size_t together = std::min(kTogether, asked.size() - first);
        Queries queries;
        for (std::size_t i = 0; i < kTogether; ++i)
            queries[i] = i < together ? m_songs.values(asked[first + i]) : m_zeros.get();
        m_multiply(queries, m_tile.get(), m_songs.stride(), tile.size(), m_products);
        for (std::size_t i = 0; i < together; ++i)
            offer(asked[first + i], m_products[i], tile, m_best[first + i]);
    }

    void offer(std::uint32_t song, const std::array<std::int32_t, kTile>& products, std::span<const std::uint32_t> tile,
               Best& best) {
        for (std::size_t i = 0; i < tile.size(); ++i) {
            if (products[i] < best.threshold || tile[i] == song)
                continue;
            if (!m_questions.otherArtistsOnly || m_songs.artist(tile[i]) != m_songs.artist(song))
                best.offer({products[i], tile[i]}, m_most);
        }
    }

    bool hasRoom(std::uint32_t artist) {
        if (m_questions.perArtist == 0)
            return true;
        const auto known = std::ranges::find(m_artists, artist, &std::pair<std::uint32_t, std::size_t>::first);
        if (known == m_artists.end()) {
            m_artists.emplace_back(artist, 1);
            return true;
        }
        return ++known->second <= m_questions.perArtist;
    }

    const SongVectors& m_songs;
    const ManyQuestions& m_questions;
    std::size_t m_most;
    PackedValues m_tile, m_zeros;
    MultiplyFour m_multiply = bestMultiply();
    Products m_products{};
    std::vector<Best> m_best; ///< of each question
    std::vector<NearSong> m_answer;
    std::vector<std::pair<std::uint32_t, std::size_t>> m_artists; ///< in the answer, with their songs
};

} // namespace

void SongVectors::add(std::span<const float> unit, std::uint32_t artist) {
    if (unit.size() != m_columns)
        throw Error{ErrorKind::usage, "An embedding has " + std::to_string(unit.size()) + " numbers where " +
                                          std::to_string(m_columns) + " were expected."};
    const std::size_t place = m_artists.size();
    if (place % kBlock == 0)
        m_blocks.push_back(makePackedValues(kBlock * m_stride));
    pack(unit, m_blocks.back().get() + place % kBlock * m_stride);
    m_artists.push_back(artist);
}

float SongVectors::similarity(std::uint32_t left, std::uint32_t right) const {
    std::int32_t product = 0;
    dotProducts()(values(left), values(right), m_stride, 1, &product);
    return similarityOf(product);
}

bool findNearest(const SongVectors& songs, const ManyQuestions& questions, const std::stop_token& stop,
                 const std::function<void(std::uint32_t song, std::span<const NearSong> nearest)>& answer,
                 const std::function<void(std::size_t done)>& progress) {
    Run run(songs, questions);
    for (std::size_t first = 0; first < questions.songs.size(); first += kAsked) {
        const auto asked = questions.songs.subspan(first, std::min(kAsked, questions.songs.size() - first));
        if (!run.ask(asked, stop))
            return false;
        for (std::size_t i = 0; i < asked.size(); ++i)
            answer(asked[i], run.take(i));
        if (progress)
            progress(first + asked.size());
    }
    return true;
}

} // namespace segue::recommend
