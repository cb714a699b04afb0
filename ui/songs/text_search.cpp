// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/text_search.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace segue::ui {

namespace {

constexpr char kEnd = '\n';

/// Folds to lower case without accents. Qt is asked once for each letter, and the answer is kept: songs have few letters.
class Folding final {
public:
    void append(std::string& to, std::string_view utf8) {
        const auto plain = std::find_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0x80) != 0; });
        for (auto c = utf8.begin(); c != plain; ++c)
            to += *c >= 'A' && *c <= 'Z' ? static_cast<char>(*c - 'A' + 'a') : *c == kEnd ? ' ' : *c;
        if (plain == utf8.end())
            return;
        const auto rest = QString::fromUtf8(&*plain, utf8.end() - plain).toUcs4();
        for (const char32_t letter : rest)
            to += folded(letter);
    }

private:
    const std::string& folded(char32_t letter) {
        const auto [known, isNew] = m_known.try_emplace(letter);
        if (!isNew)
            return known->second;
        QString plain;
        for (const QChar c : QString::fromUcs4(&letter, 1).normalized(QString::NormalizationForm_KD).toCaseFolded()) {
            if (c.category() != QChar::Mark_NonSpacing)
                plain += c == QLatin1Char(kEnd) ? QLatin1Char(' ') : c;
        }
        return known->second = plain.toStdString();
    }

    std::unordered_map<char32_t, std::string> m_known;
};

} // namespace

bool TextSearch::takeSome(const TextPool& texts, std::size_t most) {
    Folding folding;
    const std::size_t last = std::min(texts.size(), m_starts.size() + std::min(most, texts.size()));
    for (std::size_t id = m_starts.size(); id < last; ++id) {
        m_starts.push_back(static_cast<std::uint32_t>(m_folded.size()));
        folding.append(m_folded, texts[static_cast<TextPool::Id>(id)]);
        m_folded += kEnd;
    }
    return last < texts.size();
}

void TextSearch::clear() {
    m_folded.clear();
    m_starts.clear();
}

TextSearch::Words TextSearch::words(std::string_view filter) {
    std::string all;
    Folding().append(all, filter);
    Words words;
    for (std::size_t first = 0; first < all.size() && words.size() < kMostWords;) {
        const std::size_t end = std::min(all.find(' ', first), all.size());
        auto word = all.substr(first, end - first);
        if (!word.empty() && std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
        first = end + 1;
    }
    return words;
}

std::vector<std::uint32_t> TextSearch::find(const Words& words) const {
    std::vector<std::uint32_t> found(m_starts.size());
    const char* const end = m_folded.data() + m_folded.size();
    for (std::size_t word = 0; word < words.size(); ++word) {
        const char* at = m_folded.data();
        std::size_t id = 0;
        while ((at = static_cast<const char*>(
                    ::memmem(at, static_cast<std::size_t>(end - at), words[word].data(), words[word].size())))) {
            const auto place = static_cast<std::uint32_t>(at - m_folded.data());
            while (id + 1 < m_starts.size() && m_starts[id + 1] <= place)
                ++id;
            found[id] |= 1U << word;
            if (id + 1 == m_starts.size())
                break;
            at = m_folded.data() + m_starts[id + 1]; // once is enough
        }
    }
    return found;
}

bool TextSearch::holds(TextPool::Id text, const std::string& word) const {
    const std::size_t end = text + 1 < m_starts.size() ? m_starts[text + 1] : m_folded.size();
    return std::string_view(m_folded).substr(m_starts[text], end - m_starts[text]).find(word) != std::string_view::npos;
}

} // namespace segue::ui
