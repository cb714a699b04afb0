// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folding.h"
#include "engine/words/text_pool.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::browse {

/// Finds the texts of a pool that hold a word. All texts are kept folded (folding.h) in one block of memory, which is searched
/// from end to end. Words are folded, too, and not empty.
class TextSearch final {
public:
    /// What of a text the word is to be.
    enum class Part : std::uint8_t {
        any,
        line, ///< a whole line
        item, ///< a whole part of a list: what stands between ',', ';', '/' and line breaks
    };

    /// Folds texts that came since the last call, at most `most`. @return false if none are left
    bool takeSome(const TextPool& texts, std::size_t most);
    void clear();

    /// Sets @p bit of found[text] for each text that was taken and holds the word. @param found [size()]
    void find(std::string_view word, Part part, std::uint32_t bit, std::vector<std::uint32_t>& found) const;
    /// The same for texts in which some word almost begins with it.
    void findNearly(std::string_view word, std::uint32_t bit, std::vector<std::uint32_t>& found) const;
    // The same for one text.
    [[nodiscard]] static bool holds(std::string_view text, std::string_view word, Part part);
    [[nodiscard]] static bool nearlyHolds(std::string_view text, std::string_view word);

    [[nodiscard]] std::string_view operator[](TextPool::Id text) const; ///< folded
    [[nodiscard]] std::size_t size() const { return m_starts.size(); }  ///< texts that were taken

private:
    Folding m_folding;
    std::string m_folded;                ///< each text ends with a line break
    std::vector<std::uint32_t> m_starts; ///< of the texts, by id
};

/// Whether @p text begins with @p word, or would after one letter of it is changed, added, taken away, or two neighbours are
/// exchanged (optimal string alignment distance 1). Both UTF-8; an edit is one of letters, not of bytes.
[[nodiscard]] bool almostBegins(std::string_view text, std::string_view word);

} // namespace segue::browse
