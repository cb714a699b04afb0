// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace segue {

/// Many texts, each kept once, in one block of memory: a text that many songs share costs each song one number. Texts are
/// added and never removed; text 0 is the empty one.
///
/// Thread rule: like std::vector. Throws Error when the texts exceed 4 GB.
class TextPool final {
public:
    using Id = std::uint32_t; ///< counts up from 0 in the order of adding

    TextPool() { put({}); }

    Id put(std::string_view text);                                     ///< returns the same id for the same bytes
    [[nodiscard]] std::optional<Id> find(std::string_view text) const; ///< the id put() gave; nothing if it was never put
    Id append(std::string_view text); ///< adds without looking for an equal text; for texts that rarely repeat
    /// Valid until the next put().
    [[nodiscard]] std::string_view operator[](Id id) const {
        const std::uint32_t first = id == 0 ? 0 : m_ends[id - 1];
        return {m_bytes.data() + first, m_ends[id] - first};
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::size_t bytes() const; ///< of memory, about
    void reserve(std::size_t texts, std::size_t bytes);
    void shrinkToFit();

private:
    /// A slot of the hash table: the text's id + 1 (0: free) and part of its hash, so that few texts have to be compared.
    struct Slot {
        std::uint32_t id = 0;
        std::uint32_t hash = 0;
    };

    void grow(std::size_t slots);

    std::vector<char> m_bytes;
    std::vector<std::uint32_t> m_ends; ///< of the texts in m_bytes, by id
    std::vector<Slot> m_slots;         ///< open addressing; a power of two of them
    std::size_t m_used = 0;            ///< slots
};

} // namespace segue
