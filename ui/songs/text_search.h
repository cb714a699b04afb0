// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/text_pool.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::ui {

/// Finds the texts of a pool that hold a word, ignoring case and accents: "Björk" is found by "bjork". All texts are kept
/// folded in one block of memory, which is searched from end to end.
class TextSearch final {
public:
    using Words = std::vector<std::string>;

    /// Folds texts that came since the last call, at most `most`. @return false if none are left
    bool takeSome(const TextPool& texts, std::size_t most);
    void clear();

    /// The words of a filter, folded; at most kMostWords, each once.
    [[nodiscard]] static Words words(std::string_view filter);
    static constexpr std::size_t kMostWords = 32;

    /// For each text that was taken: bit i is set if it holds word i.
    [[nodiscard]] std::vector<std::uint32_t> find(const Words& words) const;
    [[nodiscard]] bool holds(TextPool::Id text, const std::string& word) const;

private:
    std::string m_folded;                ///< each text ends with a line break
    std::vector<std::uint32_t> m_starts; ///< of the texts, by id
};

} // namespace segue::ui
