// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace segue {

/// Many texts, each kept once, in one block of memory: what songs have in common costs a number a song. Texts only come;
/// text 0 is the empty one.
///
/// Thread rule: as a std::vector's. Throws Error when the texts exceed 4 GB.
class TextPool final {
public:
    using Id = std::uint32_t; ///< rising from 0 in the order in which texts came

    TextPool() { put({}); }

    Id put(std::string_view text); ///< the same number for the same bytes
    [[nodiscard]] std::optional<Id> find(std::string_view text) const;
    /// Valid until the next put().
    [[nodiscard]] std::string_view operator[](Id id) const {
        const std::uint32_t first = id == 0 ? 0 : m_ends[id - 1];
        return {m_bytes.data() + first, m_ends[id] - first};
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    void reserve(std::size_t texts, std::size_t bytes);
    void shrinkToFit();

private:
    [[nodiscard]] std::size_t slotOf(std::string_view text) const;
    void grow(std::size_t slots);

    std::vector<char> m_bytes;
    std::vector<std::uint32_t> m_ends;  ///< of the texts in m_bytes, by id
    std::vector<std::uint32_t> m_slots; ///< open addressing: id + 1, 0 for a free one; a power of two of them
};

} // namespace segue
