// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/text_pool.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace segue::ui {

/// The rank of each text of a pool in the order of the listener's language: "Track 2" before "Track 10", case and accents as
/// people expect. Computed once per distinct text, so that sorting songs compares numbers.
///
/// The work can be done little by little while the program is idle; a caller that cannot wait runs takeSome() until it is
/// done. What it was done with, 50 bytes a text, is given back then: a few texts that come later find their places by comparing
/// them, and for many all is done again.
class TextRanks final {
public:
    TextRanks();
    ~TextRanks();

    static constexpr std::size_t kFew = 512; ///< texts that are put among the others

    /// Does some milliseconds of work on texts that came since. @return false if none is left
    bool takeSome(const TextPool& texts);
    void clear();
    /// The rank of a text that was taken; texts that the order does not tell apart have equal ranks. Valid when all are
    /// taken.
    [[nodiscard]] std::uint32_t rank(TextPool::Id text) const { return m_ranks[text]; }

private:
    struct Entry {
        std::uint64_t first, second; ///< the key's first sixteen bytes, as numbers that sort like them
        TextPool::Id text;
    };
    using Run = std::vector<Entry>; ///< sorted

    [[nodiscard]] std::string_view key(TextPool::Id text) const;
    [[nodiscard]] std::string keyOf(std::string_view text);
    [[nodiscard]] int compare(const Entry& left, const Entry& right) const;
    void addRun(const TextPool& texts);
    void mergeRuns();
    void number();
    void rest();
    void insert(const TextPool& texts);

    void appendKey(std::string_view text);

    struct Collator; ///< uses ICU as Qt does, because Qt does not give its keys away
    std::unique_ptr<Collator> m_collator;
    std::string m_keys;
    std::vector<std::uint32_t> m_ends;  ///< of the keys, by text
    std::vector<Run> m_runs;            ///< one when all is done
    std::vector<TextPool::Id> m_sorted; ///< when all is done, in place of keys and runs
    std::vector<std::uint32_t> m_ranks;
};

} // namespace segue::ui
