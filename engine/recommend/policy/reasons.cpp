// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/reasons.h"

#include "engine/recommend/policy/screen.h"

#include <algorithm>
#include <cmath>

namespace segue::recommend {

namespace {

constexpr double kCloseShare = 0.05;
constexpr float kSameTempo = 0.03F;
constexpr float kSameLoudnessDb = 1.F;
constexpr float kSameBrightness = 0.05F;
constexpr float kSameOnsets = 0.08F;
constexpr int kSameYears = 2;
constexpr float kSilenceLufs = -69.F;

bool isWithin(float a, float b, float share) { return a > 0 && b > 0 && std::abs(a / b - 1.F) <= share; }

/// The likeness that fewer than kCloseShare of those drawn exceed; 2 (never) if there are too few to tell.
float closeFrom(std::span<const Evidence> drawn, float Evidence::*likeness) {
    std::vector<float> values;
    for (const Evidence& one : drawn)
        if (one.*likeness > -1.F)
            values.push_back(one.*likeness);
    const auto above = static_cast<std::size_t>(kCloseShare * static_cast<double>(values.size()));
    if (above == 0)
        return 2.F;
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(above) - 1, std::ranges::greater());
    return values[above - 1];
}

bool sharesGenre(const SongFacts& a, const SongFacts& b) {
    return std::ranges::any_of(a.genres,
                               [&](NameId genre) { return genre != 0 && std::ranges::find(b.genres, genre) != b.genres.end(); });
}

} // namespace

Reasons::Reasons(const SongFacts& seed, std::span<const Evidence> drawn)
    : m_seed(seed)
    , m_closeStyle(closeFrom(drawn, &Evidence::style))
    , m_closeSound(closeFrom(drawn, &Evidence::sound)) {
    for (std::size_t id = 0; id < kReasons; ++id) {
        const auto count =
            std::ranges::count_if(drawn, [&](const Evidence& one) { return isTrue(static_cast<ReasonId>(id), one); });
        m_shares[id] = drawn.empty() ? 1.0 : static_cast<double>(count) / static_cast<double>(drawn.size());
    }
}

bool Reasons::isTrue(ReasonId id, const Evidence& of) const {
    const SongFacts& song = *of.song;
    switch (id) {
    case ReasonId::style:
        return of.style >= m_closeStyle;
    case ReasonId::sound:
        return of.sound >= m_closeSound;
    case ReasonId::heardGenre:
        return song.heardGenre != 0 && song.heardGenre == m_seed.heardGenre;
    case ReasonId::tagGenre:
        return sharesGenre(song, m_seed);
    case ReasonId::tempo:
        return isTempoWithin(m_seed.tempoBpm, song.tempoBpm, kSameTempo);
    case ReasonId::key:
        return doKeysMix(m_seed.key, song.key);
    case ReasonId::loudness:
        return m_seed.loudnessLufs > kSilenceLufs && song.loudnessLufs > kSilenceLufs &&
               std::abs(m_seed.loudnessLufs - song.loudnessLufs) <= kSameLoudnessDb;
    case ReasonId::brightness:
        return isWithin(m_seed.centroidHz, song.centroidHz, kSameBrightness);
    case ReasonId::onsets:
        return isWithin(m_seed.onsetsPerSecond, song.onsetsPerSecond, kSameOnsets);
    case ReasonId::year:
        return m_seed.year > 0 && song.year > 0 && std::abs(m_seed.year - song.year) <= kSameYears;
    case ReasonId::artist:
        return sharesArtist(song, m_seed);
    }
    return false;
}

Reason Reasons::worded(ReasonId id, const SongFacts& song) const {
    Reason reason{.id = id, .share = static_cast<float>(m_shares[static_cast<std::size_t>(id)])};
    const auto values = [&](float first, float second) {
        reason.first = first;
        reason.second = second;
    };
    switch (id) {
    case ReasonId::tempo:
        values(m_seed.tempoBpm, song.tempoBpm);
        break;
    case ReasonId::key:
        values(m_seed.key, song.key);
        break;
    case ReasonId::loudness:
        values(m_seed.loudnessLufs, song.loudnessLufs);
        break;
    case ReasonId::brightness:
        values(m_seed.centroidHz, song.centroidHz);
        break;
    case ReasonId::onsets:
        values(m_seed.onsetsPerSecond, song.onsetsPerSecond);
        break;
    case ReasonId::year:
        values(m_seed.year, song.year);
        break;
    default:
        break;
    }
    return reason;
}

std::vector<Reason> Reasons::of(const Evidence& song) const {
    std::vector<Reason> reasons;
    for (std::size_t id = 0; id < kReasons; ++id)
        if (m_shares[id] < kUsual && isTrue(static_cast<ReasonId>(id), song))
            reasons.push_back(worded(static_cast<ReasonId>(id), *song.song));
    std::ranges::stable_sort(reasons, {}, &Reason::share);
    if (reasons.size() > kMost)
        reasons.resize(kMost);
    return reasons;
}

} // namespace segue::recommend
