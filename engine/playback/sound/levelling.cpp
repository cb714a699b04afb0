// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/levelling.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace segue::playback {

namespace {

/// No song is made louder or softer by more: what asks for that is a mistake, or nearly silent.
constexpr float kMostGainDb = 30.F;

/// A tag is believed if it is no farther from what Segue measured of the whole song; tools that measure alike differ by less.
constexpr float kMostDoubtDb = 0.5F;

struct Found {
    float gainDb = 0.F;
    LevelSource source = LevelSource::none;
};

std::optional<Found> byTag(const std::optional<float>& gainDb, LevelSource source) {
    return gainDb && std::isfinite(*gainDb) ? std::optional(Found{*gainDb, source}) : std::nullopt;
}

std::optional<Found> byMeasure(const MeasuredLoudness& measured, LevelSource source) {
    constexpr float kSilenceLufs = -70.F;
    if (!measured.lufs || !std::isfinite(*measured.lufs) || *measured.lufs <= kSilenceLufs)
        return std::nullopt;
    return Found{kTargetLufs - *measured.lufs, measured.isOfExcerpts ? LevelSource::excerpts : source};
}

/// A tag of another edit of the song, or of a tool that measured otherwise, would make it louder or softer than all others.
bool contradicts(const std::optional<Found>& tag, const std::optional<Found>& measured) {
    return tag && measured && measured->source != LevelSource::excerpts && std::abs(tag->gainDb - measured->gainDb) > kMostDoubtDb;
}

Found find(const KnownLoudness& known, bool wantsAlbum) {
    auto albumTag = byTag(known.tags.albumDb, LevelSource::albumTag);
    auto trackTag = byTag(known.tags.trackDb, LevelSource::trackTag);
    const auto album = byMeasure(known.album, LevelSource::measuredAlbum);
    const auto track = byMeasure(known.track, LevelSource::measuredTrack);
    if (contradicts(albumTag, album))
        albumTag.reset();
    if (contradicts(trackTag, track))
        trackTag.reset();
    if (wantsAlbum) {
        if (albumTag)
            return *albumTag;
        if (album && !trackTag)
            return *album;
        if (trackTag)
            return *trackTag;
    }
    if (trackTag)
        return *trackTag;
    if (track)
        return *track;
    if (albumTag)
        return *albumTag;
    return album.value_or(Found{});
}

std::optional<float> peakDb(const KnownLoudness& known, LevelSource source) {
    const bool isAlbum = source == LevelSource::albumTag || source == LevelSource::measuredAlbum;
    std::optional<float> peak = isAlbum ? known.album.truePeakDb : known.track.truePeakDb; // between the samples, too
    const auto& tagged = isAlbum && known.tags.albumPeak ? known.tags.albumPeak : known.tags.trackPeak;
    if (tagged && *tagged > 0.F)
        peak = std::max(peak.value_or(-1'000.F), 20.F * std::log10(*tagged));
    return peak && std::isfinite(*peak) ? peak : std::nullopt;
}

} // namespace

AppliedLevel levelOf(const SoundSettings& settings, const KnownLoudness& known, bool isInAlbum) {
    if (settings.levelling == Levelling::off)
        return {};
    const bool wantsAlbum = settings.levelling == Levelling::album || (settings.levelling == Levelling::smart && isInAlbum);
    const Found found = find(known, wantsAlbum);
    const float preamp = std::isfinite(settings.preampDb)
                             ? std::clamp(settings.preampDb, -SoundSettings::kMostPreampDb, SoundSettings::kMostPreampDb)
                             : 0.F;
    AppliedLevel level{.gainDb = std::clamp(found.gainDb, -kMostGainDb, kMostGainDb) + preamp, .source = found.source};
    // Where no peak is known, the gain stays: a song that clips a little is better than one that is too soft for all others.
    if (const auto peak = peakDb(known, found.source); settings.preventsClipping && peak) {
        level.heldBackDb = std::max(0.F, level.gainDb + *peak);
        level.gainDb -= level.heldBackDb;
    }
    return level;
}

float factorOf(float gainDb) { return gainDb == 0.F ? 1.F : std::pow(10.F, gainDb / 20.F); }

bool continuesAlbum(const Track& a, const Track& b) {
    const auto artistOf = [](const Track& track) -> const std::string& {
        return track.albumArtist.empty() ? track.artist : track.albumArtist;
    };
    if (a.album.empty() || a.album != b.album || a.library != b.library)
        return false;
    const bool sameFolder = a.path.parent_path() == b.path.parent_path();
    if (artistOf(a) != artistOf(b) && !sameFolder) // a compilation lies in one folder
        return false;
    if (a.trackNumber == 0 && b.trackNumber == 0)
        return sameFolder && a.path < b.path;
    if (a.discNumber == b.discNumber)
        return b.trackNumber == a.trackNumber + 1;
    return b.discNumber == a.discNumber + 1 && b.trackNumber <= 1;
}

void limitSoftly(std::span<float> samples) {
    constexpr float kKnee = 0.794F; // -2 dB
    constexpr float kRest = 1.F - kKnee;
    for (float& sample : samples) {
        const float size = std::abs(sample);
        if (size > kKnee)
            sample = std::copysign(kKnee + kRest * std::tanh((size - kKnee) / kRest), sample);
    }
}

} // namespace segue::playback
