// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/song_table.h"

#include "engine/recommend/index/dot_products.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include <xxhash.h>

namespace segue::recommend {

namespace {

/// Among fewer a song's likeness to the seed is most of its likeness to all.
constexpr std::size_t kFewestForHubs = 30;

std::uint64_t lot(const SongFacts& song) {
    const std::uint64_t name = song.recording != 0 ? song.recording : static_cast<std::uint64_t>(song.track);
    return XXH3_64bits(&name, sizeof(name));
}

} // namespace

void SongTable::put(const SongFacts& song) {
    const auto slot = m_matrix.slotOf(song.track);
    if (!slot)
        return;
    if (*slot >= m_songs.size()) {
        m_songs.resize(*slot + 1);
        m_titles.resize(*slot + 1);
    }
    set(*slot, song);
    ++m_changes;
    if (!m_isPaused && sampleSize() > 0)
        m_songs[*slot].hub = hubOf(m_matrix.rows().values(*slot), song.track, nullptr);
}

void SongTable::setFacts(const SongFacts& song) {
    if (const auto slot = m_matrix.slotOf(song.track))
        set(*slot, song);
}

void SongTable::set(Slot slot, const SongFacts& facts) {
    m_songs[slot].facts = facts;
    m_titles[slot] = facts.title;
}

void SongTable::setTakes(const std::unordered_map<std::uint64_t, std::uint32_t>& takes) {
    for (const Slot slot : m_matrix.slots())
        if (const auto take = takes.find(m_songs[slot].facts.recording); take != takes.end())
            m_songs[slot].facts.take = take->second;
}

void SongTable::resume() {
    m_isPaused = false;
    m_songs.shrink_to_fit(); // no other list is as long and as wide
    m_titles.shrink_to_fit();
    if (m_changes > 0)
        draw();
}

void SongTable::keepUp() {
    if (!m_isPaused && m_changes > m_matrix.size() / 20) // in a small library each one
        draw();
}

void SongTable::draw() {
    m_changes = 0;
    const auto slots = m_matrix.slots();
    std::vector<std::pair<std::uint64_t, Slot>> lots;
    lots.reserve(slots.size());
    for (const Slot slot : slots)
        lots.emplace_back(lot(m_songs[slot].facts), slot);
    const auto size = std::min(kSample, lots.size());
    std::ranges::partial_sort(lots, lots.begin() + static_cast<std::ptrdiff_t>(size));
    const auto stride = m_matrix.rows().stride();
    m_sampleRows = makePackedValues(std::max<std::size_t>(1, size * stride));
    m_sampleFacts.clear();
    for (std::size_t i = 0; i < size; ++i) {
        const Slot slot = lots[i].second;
        std::copy_n(m_matrix.rows().values(slot), stride, m_sampleRows.get() + i * stride);
        m_sampleFacts.push_back(m_songs[slot].facts);
    }
    findNearestOfSample();
    m_scale.clear();
    for (const Slot slot : slots)
        m_songs[slot].hub = hubOf(m_matrix.rows().values(slot), m_songs[slot].facts.track, &m_scale);
}

void SongTable::findNearestOfSample() {
    const auto others = sampleSize() > 0 ? sampleSize() - 1 : 0;
    m_nearest = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(kNearest * static_cast<double>(others))));
    m_nearFrom.assign(sampleSize(), std::numeric_limits<std::int32_t>::max());
    std::vector<std::int32_t> products(sampleSize());
    for (std::size_t i = 0; i < sampleSize() && others > 0; ++i) {
        dotProducts()(sampleRow(i), m_sampleRows.get(), m_matrix.rows().stride(), sampleSize(), products.data());
        std::swap(products[i], products.back()); // itself
        const auto last = products.begin() + static_cast<std::ptrdiff_t>(m_nearest) - 1;
        std::nth_element(products.begin(), last, products.end() - 1, std::greater());
        m_nearFrom[i] = *last;
    }
}

HubStatistics SongTable::hubOf(const std::int16_t* row, TrackId except, MatchScale* scale) const {
    std::array<std::int32_t, kSample> products;
    dotProducts()(row, m_sampleRows.get(), m_matrix.rows().stride(), sampleSize(), products.data());
    std::array<float, kSample> similarities;
    std::size_t count = 0, near = 0;
    for (std::size_t i = 0; i < sampleSize(); ++i)
        if (m_sampleFacts[i].track != except) {
            similarities[count++] = similarityOf(products[i]);
            near += products[i] >= m_nearFrom[i] ? 1 : 0;
        }
    if (scale != nullptr)
        for (std::size_t i = 0; i < count; ++i)
            scale->add(similarities[i]);
    if (count < kFewestForHubs)
        return {};
    auto statistics = statisticsOf({similarities.data(), count});
    statistics.crowding = static_cast<float>(near) / static_cast<float>(m_nearest);
    return statistics;
}

HubStatistics SongTable::hubOf(std::span<const float> embedding) const {
    if (sampleSize() == 0 || embedding.size() != m_matrix.columns())
        return {};
    return hubOf(m_matrix.packed(embedding).get(), -1, nullptr);
}

const std::int16_t* SongTable::sampleRow(std::size_t index) const { return m_sampleRows.get() + index * m_matrix.rows().stride(); }

std::size_t SongTable::bytes() const {
    return m_songs.capacity() * sizeof(Song) + sampleSize() * m_matrix.rows().stride() * sizeof(std::int16_t) + m_names.bytes();
}

} // namespace segue::recommend
