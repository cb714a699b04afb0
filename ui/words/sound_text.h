// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

/// How the spectrograms and the Song details page write measured values: pure functions. Empty if there is no value.
namespace segue::ui {

[[nodiscard]] QString tempoText(float bpm);                       ///< "118.2 BPM"; empty for 0
[[nodiscard]] QString keyText(int key, float strength);           ///< "A minor (0.82)"; empty for no key
[[nodiscard]] QString loudnessText(float lufs);                   ///< "-9.8 LUFS"; "silent" for -70 and less
[[nodiscard]] QString decibelText(float db, const QString& unit); ///< "-0.3 dBTP"
[[nodiscard]] QString hertzText(double hz);                       ///< "440 Hz", "2.15 kHz": three significant digits
[[nodiscard]] QString noteText(double hz);                        ///< "A4", or with the deviation in cents: "A4 +12 ct"
[[nodiscard]] QString pitchClassText(int pitchClass);             ///< 0 .. 11: "C" .. "B"
[[nodiscard]] QString exactClockText(double seconds);             ///< "1:02.35"
[[nodiscard]] QString codecText(const std::string& codec);        ///< "FLAC", "PCM"

} // namespace segue::ui
