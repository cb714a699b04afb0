// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/song_matching.h"

#include "engine/playlist/where_spelling.h"
#include "engine/words/section.h"

#include <algorithm>
#include <cstdlib>

namespace segue {

namespace {

constexpr std::chrono::milliseconds kSameLength{3'000};  ///< lists have whole seconds, and encoders add silence
constexpr std::chrono::milliseconds kOtherLength{5'000}; ///< from there on it is another song
constexpr std::size_t kMostLookedAt = 2'000;             ///< songs of one title

using Hash = std::uint64_t;
constexpr Hash kFirst = 0xCBF29CE484222325U; // FNV-1a

Hash with(Hash hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U; }

Hash hashOf(std::string_view text) {
    Hash hash = kFirst;
    for (const char c : text)
        hash = with(hash, c);
    return hash;
}

std::chrono::milliseconds apart(std::chrono::milliseconds a, std::chrono::milliseconds b) { return a > b ? a - b : b - a; }

bool isKnown(std::chrono::milliseconds length) { return length.count() > 0; }

/// "A - B - C" is C by "A - B" too, and a title of that name.
std::vector<FileLine> wordsOf(const FileLine& line) {
    constexpr std::string_view kDash = " - ";
    std::vector<FileLine> all;
    if (line.title.empty())
        return all;
    all.push_back({.where = {}, .title = line.title, .artist = line.artist, .length = line.length, .start = {}});
    for (int i = 0; i < 3 && !line.artist.empty(); ++i) {
        const auto dash = all.back().title.find(kDash);
        if (dash == std::string::npos)
            break;
        auto next = all.back();
        next.artist += kDash;
        next.artist += next.title.substr(0, dash);
        next.title.erase(0, dash + kDash.size());
        all.push_back(std::move(next));
    }
    if (!line.artist.empty()) {
        auto whole = all.front();
        whole.title = line.artist + std::string(kDash) + line.title;
        whole.artist.clear();
        all.push_back(std::move(whole));
    }
    return all;
}

} // namespace

void SongMatcher::add(const Song& song) {
    const auto mark = song.path.find(kSectionMark);
    Known known{.id = song.id,
                .path = 0,
                .title = m_texts.put(song.title),
                .artist = m_texts.put(song.artist),
                .duration = song.duration,
                .isThere = song.isThere};
    if (mark != std::string_view::npos)
        if (const auto section = sectionOf(song.path)) {
            known.isSection = true;
            known.start = section->start / Section::kFramesPerSecond;
        }
    const auto file = known.isSection ? song.path.substr(0, mark) : song.path;
    const bool isSame = !m_songs.empty() && known.isSection && m_paths[m_songs.back().path] == file;
    known.path = isSame ? m_songs.back().path : m_paths.append(file);
    m_songs.push_back(known);
    m_isPrepared = false;
    m_hasWords = false;
}

const std::string& SongMatcher::folded(std::string_view text) {
    m_folded.clear();
    m_folding.append(m_folded, text);
    return m_folded;
}

/// Of the last one, two, ... parts of a path, and behind them of all of it.
std::vector<SongMatcher::Hash> SongMatcher::tailsOf(std::string_view path) {
    const auto& text = folded(path);
    std::vector<Hash> tails;
    Hash hash = kFirst;
    for (std::size_t i = text.size(); i > 0; --i) {
        if (text[i - 1] == '/' && tails.size() < kDeepest)
            tails.push_back(hash);
        hash = with(hash, text[i - 1]);
    }
    tails.push_back(hash);
    return tails;
}

void SongMatcher::prepare() {
    if (m_isPrepared)
        return;
    m_whole.clear();
    for (auto& table : m_tails)
        table.clear();
    for (Index song = 0; song < m_songs.size(); ++song) {
        const auto tails = tailsOf(m_paths[m_songs[song].path]);
        m_whole.emplace_back(tails.back(), song);
        for (std::size_t i = 0; i + 1 < tails.size(); ++i)
            m_tails[i].emplace_back(tails[i], song);
    }
    std::ranges::sort(m_whole);
    for (auto& table : m_tails)
        std::ranges::sort(table);
    m_isPrepared = true;
}

void SongMatcher::prepareWords() {
    if (m_hasWords)
        return;
    m_titles.clear();
    for (Index song = 0; song < m_songs.size(); ++song)
        m_titles.emplace_back(hashOf(folded(m_texts[m_songs[song].title])), song);
    std::ranges::sort(m_titles);
    m_hasWords = true;
}

std::vector<SongMatcher::Index> SongMatcher::in(const Table& table, Hash hash) const {
    std::vector<Index> songs;
    for (auto at = std::ranges::lower_bound(table, std::pair(hash, Index{0})); at != table.end() && at->first == hash; ++at) {
        songs.push_back(at->second);
        if (songs.size() == kMostLookedAt)
            break;
    }
    return songs;
}

std::vector<SongMatcher::Index> SongMatcher::byPath(std::string_view path) {
    auto songs = in(m_whole, tailsOf(path).back());
    std::erase_if(songs, [&](Index song) { return m_paths[m_songs[song].path] != path; });
    return songs;
}

bool SongMatcher::tellsWords(const FileLine& line, const Known& song) {
    const std::string title = folded(line.title);
    if (title.empty() || title != folded(m_texts[song.title]))
        return false;
    const std::string artist = folded(line.artist);
    const std::string& other = folded(m_texts[song.artist]);
    return artist.empty() || artist == other || (!other.empty() && artist.find(other) != std::string::npos) ||
           other.find(artist) != std::string::npos;
}

/// Of several songs the one that the line tells; those of one file together.
/// @param mustTell a single one, too, must have the length that the line tells
std::vector<SongMatcher::Index> SongMatcher::chosen(std::vector<Index> songs, const FileLine& line, bool mustTell) {
    const auto isOther = [&](Index song) {
        return isKnown(line.length) && isKnown(m_songs[song].duration) &&
               apart(line.length, m_songs[song].duration) >= kOtherLength;
    };
    const auto isOfOneFile = [&] {
        return std::ranges::all_of(songs, [&](Index song) { return m_songs[song].path == m_songs[songs.front()].path; });
    };
    if (songs.empty() || isOfOneFile()) {
        if (songs.size() == 1 && mustTell && isOther(songs.front()))
            songs.clear();
        return songs;
    }
    std::vector<Index> told;
    for (const Index song : songs)
        if (tellsWords(line, m_songs[song]) && !isOther(song))
            told.push_back(song);
    if (!told.empty())
        songs = std::move(told);
    const auto first = std::ranges::find_if(songs, [&](Index song) { return m_songs[song].isThere; });
    const Index best = first != songs.end() ? *first : songs.front();
    const bool isOne = std::ranges::all_of(songs, [&](Index song) { // copies of a song, or nothing tells which
        return m_songs[song].title == m_songs[best].title && m_songs[song].artist == m_songs[best].artist &&
               apart(m_songs[song].duration, m_songs[best].duration) < kSameLength;
    });
    if (!isOne)
        return {};
    std::erase_if(songs, [&](Index song) { return m_songs[song].path != m_songs[best].path; });
    return songs;
}

std::vector<SongMatcher::Index> SongMatcher::byTail(const std::vector<Hash>& tails, const FileLine& line) {
    for (std::size_t depth = std::min(tails.size() - 1, kDeepest); depth > 0; --depth) {
        auto songs = in(m_tails[depth - 1], tails[depth - 1]);
        if (songs.empty())
            continue;
        if (auto found = chosen(songs, line, depth < 3); !found.empty())
            return found;
    }
    return {};
}

std::vector<SongMatcher::Index> SongMatcher::byWords(const FileLine& line) {
    prepareWords();
    const std::string artist = folded(line.artist);
    std::vector<Index> exact, longer;
    for (const Index song : in(m_titles, hashOf(folded(line.title)))) {
        const auto& known = m_songs[song];
        const bool hasLengths = isKnown(line.length) && isKnown(known.duration);
        if (!tellsWords(line, known) || (hasLengths && apart(line.length, known.duration) >= kSameLength))
            continue;
        if (line.artist.empty() && !hasLengths) // a title alone tells nothing
            continue;
        (artist == folded(m_texts[known.artist]) ? exact : longer).push_back(song);
    }
    auto& best = exact.empty() ? longer : exact;
    const auto there = std::ranges::find_if(best, [&](Index song) { return m_songs[song].isThere; });
    if (best.empty() || (line.artist.empty() && best.size() > 1 && chosen(best, line, false).empty()))
        return {};
    return {there != best.end() ? *there : best.front()};
}

SongMatcher::Match SongMatcher::matchOf(LineMatch how, std::vector<Index> songs, const FileLine& line) const {
    if (songs.size() > 1) {
        std::ranges::sort(songs, {}, [&](Index song) { return std::pair(m_songs[song].start, m_songs[song].id); });
        if (line.start) {
            const auto begins = std::ranges::find(songs, *line.start, [&](Index song) { return m_songs[song].start; });
            if (begins != songs.end())
                songs = {*begins};
        }
    }
    Match match{.how = how, .songs = {}};
    for (const Index song : songs)
        match.songs.push_back(m_songs[song].id);
    if (songs.size() > 1 && !m_songs[songs.front()].isSection)
        match.songs.resize(1); // two libraries, one inside the other
    return match;
}

SongMatcher::Match SongMatcher::find(const FileLine& line, const std::filesystem::path& folder) {
    if (isNetAddress(line.where))
        return {.how = LineMatch::address, .songs = {}};
    prepare();
    std::vector<std::string> paths;
    for (const auto& spelling : spellingsOf(line.where))
        paths.push_back(pathIn(spelling, folder));
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (auto songs = byPath(paths[i]); !songs.empty())
            return matchOf(i == 0 ? LineMatch::path : LineMatch::spelling, std::move(songs), line);
    for (const auto& path : paths)
        if (auto songs = chosen(in(m_whole, tailsOf(path).back()), line, false); !songs.empty())
            return matchOf(LineMatch::spelling, std::move(songs), line);
    if (line.mayBeRemark)
        return {};
    for (const auto& path : paths)
        if (auto songs = byTail(tailsOf(path), line); !songs.empty())
            return matchOf(LineMatch::tail, std::move(songs), line);
    for (const auto& words : wordsOf(line))
        if (auto songs = byWords(words); !songs.empty())
            return matchOf(LineMatch::words, std::move(songs), line);
    return {};
}

} // namespace segue
