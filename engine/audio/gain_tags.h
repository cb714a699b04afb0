// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace segue::audio {

/// By how much a file's tags want it louder or softer, to sound as loud as -18 LUFS (ReplayGain 2.0's reference).
struct GainTags {
    std::optional<float> trackDb, albumDb;     ///< finite, at most kMostDb up or down
    std::optional<float> trackPeak, albumPeak; ///< of the samples, 1 = full scale; > 0

    static constexpr float kMostDb = 60.F;
    bool operator==(const GainTags&) const = default;
};

/// Gathers GainTags from named values, as tags of any kind have them: `REPLAYGAIN_TRACK_GAIN` in any case, with or without "dB",
/// R128_TRACK_GAIN (counted in 1/256 dB from -23 LUFS, RFC 7845; counts before ReplayGain), and older names. Pure.
class GainTagReader final {
public:
    /// Whose value it is where the name does not tell (Matroska).
    enum class Whose { album, track };
    void take(std::string_view name, std::string_view value, Whose whose = Whose::album);
    /// What ID3v2's RVA2 frames say: `whose` is "track" or "album" in any case.
    void takeRelative(std::string_view whose, float gainDb, std::optional<float> peak);
    [[nodiscard]] GainTags tags() const;

private:
    GainTags m_replayGain, m_r128, m_relative;
    float m_referenceDb = 89.F; ///< what the ReplayGain values are relative to; 89 dB is -18 LUFS
};

/// What FFmpeg does not tell of an MPEG file: the APE tag behind its sound, and RVA2 frames. Reads a few kilobytes, whatever the
/// file's size. Any thread; throws nothing but std::bad_alloc.
void takeApeAndRelativeGains(const std::filesystem::path& path, GainTagReader& reader);

} // namespace segue::audio
