// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/text_pool.h"

#include "engine/words/error.h"

#include <bit>
#include <functional>
#include <limits>

namespace segue {

namespace {

constexpr std::size_t kFewest = 64;

} // namespace

TextPool::Id TextPool::put(std::string_view text) {
    if ((m_used + 1) * 3 > m_slots.size() * 2)
        grow(std::max(kFewest, m_slots.size() * 2));
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
    std::size_t slot = hash & (m_slots.size() - 1);
    for (; m_slots[slot].id != 0; slot = (slot + 1) & (m_slots.size() - 1))
        if (m_slots[slot].hash == hash && (*this)[m_slots[slot].id - 1] == text)
            return m_slots[slot].id - 1;
    const Id id = append(text);
    m_slots[slot] = {id + 1, hash};
    ++m_used;
    return id;
}

std::optional<TextPool::Id> TextPool::find(std::string_view text) const {
    if (m_slots.empty())
        return std::nullopt;
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
    for (std::size_t slot = hash & (m_slots.size() - 1); m_slots[slot].id != 0; slot = (slot + 1) & (m_slots.size() - 1))
        if (m_slots[slot].hash == hash && (*this)[m_slots[slot].id - 1] == text)
            return m_slots[slot].id - 1;
    return std::nullopt;
}

TextPool::Id TextPool::append(std::string_view text) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - m_bytes.size())
        throw Error{ErrorKind::unsupported, MessageId::databaseTextsTooLong};
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    return static_cast<Id>(m_ends.size() - 1);
}

void TextPool::grow(std::size_t slots) {
    std::vector<Slot> grown(slots);
    for (const Slot& one : m_slots) {
        std::size_t slot = one.hash & (slots - 1);
        while (one.id != 0 && grown[slot].id != 0)
            slot = (slot + 1) & (slots - 1);
        if (one.id != 0)
            grown[slot] = one;
    }
    m_slots = std::move(grown);
}

std::size_t TextPool::bytes() const {
    return m_bytes.capacity() + m_ends.capacity() * sizeof(std::uint32_t) + m_slots.capacity() * sizeof(Slot);
}

void TextPool::reserve(std::size_t texts, std::size_t bytes) {
    m_bytes.reserve(bytes);
    m_ends.reserve(texts);
}

void TextPool::shrinkToFit() {
    m_bytes.shrink_to_fit();
    m_ends.shrink_to_fit();
}

} // namespace segue
