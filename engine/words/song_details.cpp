// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/song_details.h"

#include <array>

namespace segue {

std::string keyName(int key) {
    constexpr int kPitchClasses = 12;
    constexpr std::array<const char*, kPitchClasses> kNames{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    if (key < 0 || key >= 2 * kPitchClasses)
        return {};
    return std::string(kNames[static_cast<std::size_t>(key % kPitchClasses)]) + (key < kPitchClasses ? " major" : " minor");
}

} // namespace segue
