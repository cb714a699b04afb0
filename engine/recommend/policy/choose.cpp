// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/choose.h"

#include "engine/recommend/policy/versions.h"

#include <algorithm>

namespace segue::recommend {

namespace {

constexpr std::size_t kPlaces = 10; ///< a cap is for so many

} // namespace

Chooser::Chooser(const ListRules& rules, std::span<const SongFacts> seeds, std::size_t count,
                 std::span<const SongFacts* const> before)
    : m_rules(rules)
    , m_seeds(seeds)
    , m_count(count)
    , m_before(std::min(before.size(), kPlaces - 1)) {
    for (const SongFacts* song : before.last(m_before))
        this->count(*song);
}

void Chooser::add(std::span<const Ranked> band) { m_waiting.insert(m_waiting.end(), band.begin(), band.end()); }

int Chooser::allowed(int cap) const { return cap * static_cast<int>(1 + (m_before + m_picks.size()) / kPlaces); }

int Chooser::countOf(NameId name) const {
    const auto found = m_counts.find(name);
    return found == m_counts.end() ? 0 : found->second;
}

std::optional<Rule> Chooser::against(const SongFacts& song, Relaxed step) const {
    const SongFacts* const seed = m_seeds.empty() ? nullptr : &m_seeds.front();
    if (step < Relaxed::artists) {
        for (const NameId artist : song.artists) {
            if (artist == 0)
                break;
            const bool isSeeds = seed != nullptr && isBy(*seed, artist);
            const int cap = isSeeds ? m_rules.mostOfSeedArtist : m_rules.mostOfArtist;
            if (cap > 0 && countOf(artist) >= allowed(cap))
                return isSeeds ? Rule::seedArtist : Rule::artist;
        }
    }
    if (step < Relaxed::albums && song.album != 0) {
        const bool isSeeds = seed != nullptr && seed->album == song.album;
        const int cap = isSeeds ? m_rules.mostOfSeedAlbum : m_rules.mostOfAlbum;
        if (cap > 0 && countOf(song.album) >= allowed(cap))
            return isSeeds ? Rule::seedAlbum : Rule::album;
    }
    return std::nullopt;
}

/// Puts the song behind the pick that it is a version of. Songs that are the same recording always are.
bool Chooser::isVersion(const Ranked& one) {
    const auto recording = one.song->recording;
    const auto isSame = [&](const SongFacts& other) {
        if (recording != 0 && recording == other.recording)
            return true;
        return m_rules.hidesVersions && isSameSong(*one.song, other, m_rules.keepsLiveApart);
    };
    if (std::ranges::any_of(m_seeds, isSame))
        return true;
    // A copy may have other tags, and so another title.
    if (const auto copy = m_byRecording.find(recording); recording != 0 && copy != m_byRecording.end()) {
        m_picks[copy->second].versions.push_back(one.song);
        return true;
    }
    for (auto [at, end] = m_byTitle.equal_range(one.song->title); at != end; ++at) {
        Pick& pick = m_picks[at->second];
        if (!isSame(*pick.ranked.song))
            continue;
        pick.versions.push_back(one.song);
        return true;
    }
    return false;
}

void Chooser::count(const SongFacts& song) {
    for (const NameId artist : song.artists)
        if (artist != 0)
            ++m_counts[artist];
    if (song.album != 0)
        ++m_counts[song.album];
}

void Chooser::choose(const Ranked& one) {
    m_byTitle.emplace(one.song->title, m_picks.size());
    m_byRecording.emplace(one.song->recording, m_picks.size());
    m_picks.push_back({.ranked = one, .versions = {}});
    count(*one.song);
}

std::size_t Chooser::block() const { return (m_before + m_picks.size()) / kPlaces; }

/// Chooses until the next ten places begin, when what a cap held up is to be looked at again. False: nothing more is allowed.
bool Chooser::fillPlaces(Relaxed step) {
    const auto begun = block();
    std::size_t kept = 0, at = 0;
    for (; at < m_waiting.size() && !isFull() && block() == begun; ++at) {
        const Ranked one = m_waiting[at];
        if (isVersion(one)) {
            ++m_versions;
        } else if (against(*one.song, step)) {
            m_waiting[kept++] = one;
        } else {
            choose(one);
            m_relaxed = std::max(m_relaxed, step);
        }
    }
    m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(kept), m_waiting.begin() + static_cast<std::ptrdiff_t>(at));
    return isFull() || block() != begun;
}

void Chooser::fill() {
    while (!isFull() && fillPlaces(Relaxed::none)) {
    }
}

void Chooser::finish() {
    while (!isFull())
        if (!fillPlaces(Relaxed::none) && !fillPlaces(Relaxed::albums) && !fillPlaces(Relaxed::artists))
            return;
}

LeftOut Chooser::leftOut() const {
    LeftOut left;
    left[Rule::version] = static_cast<std::uint32_t>(m_versions);
    if (m_picks.empty())
        return left;
    const auto last = std::ranges::min(m_picks, {}, [](const Pick& pick) { return pick.ranked.score; }).ranked.score;
    for (const Ranked& one : m_waiting)
        if (one.score > last)
            if (const auto rule = against(*one.song, Relaxed::none))
                ++left[*rule];
    return left;
}

} // namespace segue::recommend
