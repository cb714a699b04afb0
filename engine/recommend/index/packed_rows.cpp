// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/packed_rows.h"

#include "engine/recommend/index/dot_products.h"

#include <algorithm>
#include <array>

namespace segue::recommend {

Slot PackedRows::add(const Row& row, std::span<const float> embedding) {
    const Slot slot = freeSlot({row.library, row.genre});
    pack(embedding, m_blocks[slot / kBlockRows].values.get() + slot % kBlockRows * m_stride);
    markOf(slot) = {row.track, row.recording};
    if (m_isPinned)
        m_changes.push_back({slot, true});
    return slot;
}

void PackedRows::remove(Slot slot) {
    markOf(slot) = {};
    --m_buckets.at(m_blocks[slot / kBlockRows].place).size;
    if (m_isPinned) {
        m_left.push_back(slot);
        m_changes.push_back({slot, false});
    } else {
        recycle(slot);
    }
}

/// A slot for one more row of the bucket: a hole, the rest of its last block, or a new block.
Slot PackedRows::freeSlot(const Place& place) {
    Bucket& bucket = m_buckets[place];
    ++bucket.size;
    if (!bucket.holes.empty()) {
        const Slot slot = bucket.holes.back();
        bucket.holes.pop_back();
        return slot;
    }
    if (bucket.blocks.empty() || m_blocks[bucket.blocks.back()].used == kBlockRows) {
        if (m_unused.empty()) {
            m_unused.push_back(static_cast<std::uint32_t>(m_blocks.size()));
            m_blocks.emplace_back();
        }
        const auto number = m_unused.back();
        m_blocks[number] = {.place = place,
                            .values = makePackedValues(kBlockRows * m_stride),
                            .marks = std::make_unique_for_overwrite<Mark[]>(kBlockRows)};
        bucket.blocks.push_back(number);
        m_unused.pop_back();
    }
    const auto number = bucket.blocks.back();
    return static_cast<Slot>(number * kBlockRows + m_blocks[number].used++);
}

/// Lets the row's slot be used again; frees a bucket's memory with its last row.
void PackedRows::recycle(Slot slot) {
    const Place place = m_blocks[slot / kBlockRows].place;
    Bucket& bucket = m_buckets.at(place);
    if (bucket.size > 0) {
        bucket.holes.push_back(slot);
        return;
    }
    for (const auto number : bucket.blocks) {
        m_blocks[number] = {};
        m_unused.push_back(number);
    }
    m_buckets.erase(place);
}

void PackedRows::pin() { m_isPinned = true; }

void PackedRows::unpin() {
    m_isPinned = false;
    m_changes.clear();
    for (const Slot slot : std::exchange(m_left, {}))
        if (m_blocks[slot / kBlockRows].values) // else it went with its bucket
            recycle(slot);
}

Row PackedRows::row(Slot slot) const {
    const Place& place = m_blocks[slot / kBlockRows].place;
    const Mark& mark = markOf(slot);
    return {.track = mark.track, .library = place.first, .recording = mark.recording, .genre = place.second};
}

const std::int16_t* PackedRows::values(Slot slot) const {
    return m_blocks[slot / kBlockRows].values.get() + slot % kBlockRows * m_stride;
}

template <typename Visit>
void PackedRows::forEachBucket(const Filter& filter, Visit&& visit) const {
    for (const auto& [place, bucket] : m_buckets)
        if ((filter.library == 0 || place.first == filter.library) && (!filter.genre || place.second == *filter.genre))
            visit(bucket);
}

std::size_t PackedRows::count(const Filter& filter) const {
    std::size_t rows = 0;
    forEachBucket(filter, [&](const Bucket& bucket) { rows += bucket.size; });
    return rows;
}

std::size_t PackedRows::bytes() const {
    std::size_t bytes = 0;
    for (const Block& block : m_blocks)
        bytes += sizeof(Block) + block.used * (m_stride * sizeof(std::int16_t) + sizeof(Mark));
    return bytes;
}

void PackedRows::search(const std::int16_t* query, const Filter& filter, Shortlist& list) const {
    forEachBucket(filter, [&](const Bucket& bucket) {
        for (const auto number : bucket.blocks)
            search(number, query, filter, list);
    });
}

void PackedRows::search(std::uint32_t number, const std::int16_t* query, const Filter& filter, Shortlist& list) const {
    const Block& block = m_blocks[number];
    const auto multiply = dotProducts();
    std::array<std::int32_t, kBlockRows> products;
    multiply(query, block.values.get(), m_stride, block.used, products.data());
    for (std::size_t i = 0; i < block.used; ++i)
        if (products[i] >= list.threshold())
            offer(static_cast<Slot>(number * kBlockRows + i), products[i], filter, list);
}

std::vector<PackedRows::Product> PackedRows::products(const std::int16_t* query, const Filter& filter) const {
    std::vector<Product> all;
    all.reserve(count(filter));
    const auto multiply = dotProducts();
    std::array<std::int32_t, kBlockRows> products;
    forEachBucket(filter, [&](const Bucket& bucket) {
        for (const auto number : bucket.blocks) {
            const Block& block = m_blocks[number];
            multiply(query, block.values.get(), m_stride, block.used, products.data());
            for (std::size_t i = 0; i < block.used; ++i)
                if (passes(block.marks[i], block.place, filter))
                    all.push_back({products[i], static_cast<Slot>(number * kBlockRows + i)});
        }
    });
    return all;
}

bool PackedRows::passes(const Mark& mark, const Place& place, const Filter& filter) const {
    return mark.track != 0 && mark.track != filter.exceptTrack &&
           (mark.recording == 0 || mark.recording != filter.exceptRecording) &&
           (filter.library == 0 || place.first == filter.library) && (!filter.genre || place.second == *filter.genre);
}

void PackedRows::offer(Slot slot, std::int32_t product, const Filter& filter, Shortlist& list) const {
    const Mark& mark = markOf(slot);
    const Place& place = m_blocks[slot / kBlockRows].place;
    if (!passes(mark, place, filter))
        return;
    list.offer({.product = product, .slot = slot, .track = mark.track, .recording = mark.recording});
}

} // namespace segue::recommend
