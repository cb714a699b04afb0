// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text_pool.h"

#include "engine/error.h"

#include <bit>
#include <functional>
#include <limits>

namespace segue {

namespace {

constexpr std::size_t kFewest = 64;

} // namespace

std::size_t TextPool::slotOf(std::string_view text) const {
    std::size_t slot = std::hash<std::string_view>()(text) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && (*this)[m_slots[slot] - 1] != text)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

TextPool::Id TextPool::put(std::string_view text) {
    if ((m_ends.size() + 1) * 3 > m_slots.size() * 2)
        grow(std::max(kFewest, m_slots.size() * 2));
    const std::size_t slot = slotOf(text);
    if (m_slots[slot] != 0)
        return m_slots[slot] - 1;
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - m_bytes.size())
        throw Error{ErrorKind::unsupported, "The texts of these songs take more than 4 GB, more than Segue can list."};
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    m_slots[slot] = static_cast<std::uint32_t>(m_ends.size());
    return m_slots[slot] - 1;
}

std::optional<TextPool::Id> TextPool::find(std::string_view text) const {
    const std::uint32_t found = m_slots[slotOf(text)];
    return found != 0 ? std::optional(found - 1) : std::nullopt;
}

void TextPool::grow(std::size_t slots) {
    m_slots.assign(slots, 0);
    for (Id id = 0; id < m_ends.size(); ++id)
        m_slots[slotOf((*this)[id])] = id + 1;
}

void TextPool::reserve(std::size_t texts, std::size_t bytes) {
    m_bytes.reserve(bytes);
    m_ends.reserve(texts);
    if (const std::size_t slots = std::bit_ceil(texts * 3 / 2 + 1); slots > m_slots.size())
        grow(slots);
}

void TextPool::shrinkToFit() {
    m_bytes.shrink_to_fit();
    m_ends.shrink_to_fit();
}

} // namespace segue
