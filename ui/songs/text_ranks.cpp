// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/text_ranks.h"

#include <QLocale>
#include <QString>

#include <algorithm>
#include <array>
#include <unicode/ucol.h>
#include <utility>

namespace segue::ui {

namespace {

constexpr std::size_t kRun = 4096; ///< texts taken at a time

QLocale collationLocale() {
    // The C locale orders by bytes, which no listener means.
    return QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale();
}

/// Eight bytes of the key from there on.
std::uint64_t numberOf(std::string_view key, std::size_t from) {
    std::uint64_t number = 0;
    for (std::size_t i = from; i < from + sizeof number; ++i)
        number = number << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    return number;
}

} // namespace

struct TextRanks::Collator {
    struct Close {
        void operator()(UCollator* collator) const { ucol_close(collator); }
    };

    Collator()
        : full(open(UCOL_ON))
        , plain(open(UCOL_OFF)) {}

    using Handle = std::unique_ptr<UCollator, Close>;

    static Handle open(UColAttributeValue normalization) {
        UErrorCode status = U_ZERO_ERROR;
        Handle icu(ucol_open(collationLocale().name().toLatin1(), &status));
        ucol_setAttribute(icu.get(), UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
        ucol_setAttribute(icu.get(), UCOL_STRENGTH, UCOL_SECONDARY, &status); // letters and accents, not case
        ucol_setAttribute(icu.get(), UCOL_NORMALIZATION_MODE, normalization, &status);
        return U_FAILURE(status) ? nullptr : std::move(icu); // its data is not installed
    }

    /// How many bytes it takes; ends with a 0, which is counted.
    std::size_t key(const QString& text, bool isAscii, char* to, std::size_t room) const {
        const auto* letters = reinterpret_cast<const UChar*>(text.utf16());
        return static_cast<std::size_t>(ucol_getSortKey(isAscii ? plain.get() : full.get(), letters,
                                                        static_cast<int32_t>(text.size()), reinterpret_cast<uint8_t*>(to),
                                                        static_cast<int32_t>(room)));
    }

    Handle full;  ///< null: texts are ordered by their bytes
    Handle plain; ///< for texts without accents, whose keys it makes faster: there is nothing to normalise
};

TextRanks::TextRanks()
    : m_collator(std::make_unique<Collator>()) {}

TextRanks::~TextRanks() = default;

void TextRanks::appendKey(std::string_view text) {
    if (!m_collator->full || !m_collator->plain) {
        m_keys += text;
        return;
    }
    std::array<char, 256> room; // enough for nearly all
    const bool isAscii = std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
    const auto letters = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    const std::size_t size = m_collator->key(letters, isAscii, room.data(), room.size());
    if (size <= room.size()) {
        m_keys.append(room.data(), std::max<std::size_t>(size, 1) - 1); // without its 0
        return;
    }
    const std::size_t first = m_keys.size();
    m_keys.resize(first + size);
    m_collator->key(letters, isAscii, m_keys.data() + first, size);
    m_keys.pop_back();
}

std::string TextRanks::keyOf(std::string_view text) {
    m_keys.clear();
    appendKey(text);
    return m_keys;
}

void TextRanks::clear() {
    m_sorted.clear();
    m_keys.clear();
    m_ends.clear();
    m_runs.clear();
    m_ranks.clear();
}

bool TextRanks::takeSome(const TextPool& texts) {
    if (!m_sorted.empty()) {
        const std::size_t fresh = texts.size() - m_ranks.size();
        if (fresh <= kFew) {
            if (fresh > 0)
                insert(texts);
            return false;
        }
        clear();
    }
    const std::size_t runs = m_runs.size();
    // Like sizes are merged as they come, so that each text is moved a few times only.
    const bool alike = runs > 1 && m_runs[runs - 2].size() <= m_runs.back().size();
    if (!alike && m_ends.size() < texts.size())
        addRun(texts);
    else if (runs > 1)
        mergeRuns();
    else if (m_ranks.size() < m_ends.size())
        number();
    const bool isLeft = m_ranks.size() < texts.size();
    if (!isLeft)
        rest();
    return isLeft;
}

std::string_view TextRanks::key(TextPool::Id text) const {
    const std::uint32_t first = text == 0 ? 0 : m_ends[text - 1];
    return {m_keys.data() + first, m_ends[text] - first};
}

int TextRanks::compare(const Entry& left, const Entry& right) const {
    if (left.first != right.first)
        return left.first < right.first ? -1 : 1;
    if (left.second != right.second)
        return left.second < right.second ? -1 : 1;
    return key(left.text).compare(key(right.text));
}

void TextRanks::addRun(const TextPool& texts) {
    Run run;
    const std::size_t last = std::min(texts.size(), m_ends.size() + kRun);
    for (auto text = static_cast<TextPool::Id>(m_ends.size()); text < last; ++text) {
        appendKey(texts[text]);
        m_ends.push_back(static_cast<std::uint32_t>(m_keys.size()));
        run.push_back({numberOf(key(text), 0), numberOf(key(text), sizeof(std::uint64_t)), text});
    }
    std::ranges::sort(run, [this](const Entry& a, const Entry& b) { return compare(a, b) < 0; });
    m_runs.push_back(std::move(run));
}

void TextRanks::mergeRuns() {
    const Run last = std::move(m_runs.back());
    m_runs.pop_back();
    const Run before = std::move(m_runs.back());
    Run merged(before.size() + last.size());
    std::merge(before.begin(), before.end(), last.begin(), last.end(), merged.begin(),
               [this](const Entry& a, const Entry& b) { return compare(a, b) < 0; });
    m_runs.back() = std::move(merged);
}

void TextRanks::number() {
    m_ranks.resize(m_ends.size());
    std::uint32_t rank = 0;
    const Entry* before = nullptr;
    for (const Entry& entry : m_runs.front()) {
        rank += before != nullptr && compare(*before, entry) != 0 ? 1 : 0;
        m_ranks[entry.text] = rank;
        before = &entry;
    }
}

void TextRanks::rest() {
    if (m_runs.size() != 1)
        return;
    m_sorted.reserve(m_runs.front().size());
    for (const Entry& entry : m_runs.front())
        m_sorted.push_back(entry.text);
    m_runs.clear();
    std::vector<std::uint32_t>().swap(m_ends); // with their memory
    std::string().swap(m_keys);
}

/// Texts that came since, each at its place among the others. A key is made again where one is compared with.
void TextRanks::insert(const TextPool& texts) {
    std::vector<std::pair<std::string, TextPool::Id>> fresh;
    for (auto text = static_cast<TextPool::Id>(m_ranks.size()); text < texts.size(); ++text)
        fresh.emplace_back(keyOf(texts[text]), text);
    std::ranges::sort(fresh);
    std::vector<TextPool::Id> sorted;
    std::vector<std::uint32_t> ranks(texts.size());
    sorted.reserve(texts.size());
    std::uint32_t rank = 0;
    const auto add = [&](TextPool::Id text, bool isAsBefore) {
        rank += sorted.empty() || isAsBefore ? 0 : 1;
        ranks[text] = rank;
        sorted.push_back(text);
    };
    auto next = m_sorted.cbegin();
    const std::string* last = nullptr; // the key of what was put there last, if that is fresh
    const auto addKnownTo = [&](auto end) {
        for (; next != end; ++next, last = nullptr) // greater than what is fresh before it
            add(*next, last == nullptr && !sorted.empty() && m_ranks[sorted.back()] == m_ranks[*next]);
    };
    for (const auto& [key, text] : fresh) {
        addKnownTo(std::upper_bound(next, m_sorted.cend(), key,
                                    [&](const std::string& mine, TextPool::Id other) { return mine < keyOf(texts[other]); }));
        const bool isAsBefore = last != nullptr ? *last == key : !sorted.empty() && keyOf(texts[sorted.back()]) == key;
        add(text, isAsBefore);
        last = &key;
    }
    addKnownTo(m_sorted.cend());
    m_sorted = std::move(sorted);
    m_ranks = std::move(ranks);
    std::string().swap(m_keys);
}

} // namespace segue::ui
