// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/suspicion.h"

#include "engine/analysis/song/song_analysis.h"

namespace segue::analysis {

namespace {

constexpr int kTries = 2;

}

const char* wordFor(Fate fate) {
    switch (fate) {
    case Fate::tooLong:
        return "tooLong";
    case Fate::stalled:
        return kStalledFailure;
    case Fate::crashed:
    case Fate::killed:
        break;
    }
    return "crash";
}

bool Suspicion::isGuilty(std::uint64_t song, Fate fate, bool isAlone) {
    auto& ends = m_ends[song];
    ends.crashes += fate == Fate::crashed ? 1 : 0;
    ends.alone += isAlone && fate != Fate::stalled ? 1 : 0;
    const bool crashedTwice = fate == Fate::crashed && ends.crashes >= kTries;
    const bool isGivenUp = isAlone && (fate == Fate::stalled || crashedTwice || ends.alone >= kTries);
    if (isGivenUp)
        m_ends.erase(song);
    return isGivenUp;
}

} // namespace segue::analysis
