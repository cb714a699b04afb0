// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace segue {

/// What songs are made equally loud by.
enum class Levelling : std::uint8_t {
    off,
    track, ///< every song as loud as every other
    album, ///< every album as loud as every other; its songs differ as they did on the record
    smart, ///< by album while one plays in its order, else by song
};

/// How the listener wants the sound.
struct SoundSettings {
    Levelling levelling = Levelling::off;
    float preampDb = 0.F;              ///< added to what levelling says; [-kMostPreampDb, kMostPreampDb]
    bool preventsClipping = true;      ///< a gain is lowered so far that the song's loudest moment is not cut off
    bool limits = false;               ///< what is too loud all the same is bent and not cut off
    bool pausesForPreview = false;     ///< while a preview plays the music pauses; else it goes on below, softer
    std::chrono::seconds crossfade{0}; ///< 0: songs follow each other as they are; at most kMostCrossfade

    static constexpr float kMostPreampDb = 12.F;
    static constexpr std::chrono::seconds kMostCrossfade{12};

    bool operator==(const SoundSettings&) const = default;
};

/// What Segue measured itself.
struct MeasuredLoudness {
    std::optional<float> lufs;       ///< integrated (EBU R 128); none: not measured, or silence
    std::optional<float> truePeakDb; ///< dBTP; none: not known
    bool isOfExcerpts = false;       ///< not of the whole song
    bool operator==(const MeasuredLoudness&) const = default;
};

/// Where a gain comes from.
enum class LevelSource : std::uint8_t {
    none, ///< levelling is off, or nothing is known of the song
    trackTag,
    albumTag,
    measuredTrack,
    measuredAlbum,
    excerpts, ///< measured, but only in the song's excerpts
    exact,    ///< the output takes every sample as it is in the file: neither levelling nor volume
};

/// By how much a song is made louder or softer, and why.
struct AppliedLevel {
    float gainDb = 0.F; ///< with the pre-amplification
    LevelSource source = LevelSource::none;
    float heldBackDb = 0.F; ///< so much more it would be, if it were not to clip; >= 0
    bool operator==(const AppliedLevel&) const = default;
};

} // namespace segue
