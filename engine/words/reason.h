// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace segue {

/// What two songs have in common. Each can be checked by the listener or by the songs' columns.
enum class ReasonId : std::uint8_t {
    style,      ///< closer in style (what a network learned to tell genres by) than 95 of 100 songs
    sound,      ///< closer in timbre than 95 of 100 songs
    heardGenre, ///< text: both are heard as it
    tagGenre,   ///< both have it in their tags; no text
    tempo,      ///< first, second: beats a minute, within 3 % (half and double count as the same)
    key,        ///< first, second: keys as in SoundFeatures, that go well together
    loudness,   ///< first, second: LUFS, within 1 dB
    brightness, ///< first, second: Hz of the spectral centroid, within 5 %
    onsets,     ///< first, second: notes and strokes a second, within 8 %
    year,       ///< first, second: years, at most two apart
    artist,     ///< they share an artist
};
inline constexpr std::size_t kReasons = 11;

/// A true statement about a seed and a song.
struct Reason {
    ReasonId id = ReasonId::style;
    float first = 0.F;  ///< of the seed
    float second = 0.F; ///< of the song
    float share = 0.F;  ///< of the library's songs for which it is true too, [0, 1]
    std::string text;   ///< UTF-8
    bool operator==(const Reason&) const = default;
};

} // namespace segue
