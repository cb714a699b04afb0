// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>

namespace segue::analysis {

/// Why the analyzer process ended.
enum class Fate : std::uint8_t {
    crashed, ///< by a fault of its own, or it talked nonsense
    killed,  ///< by a signal that anybody may send: the system for want of memory, a listener
    tooLong, ///< by Segue: it worked for too long without an answer
    stalled, ///< by Segue: it waited for a disk or a network that did not answer
};

/// The word that is stored with a failure (AnalysisFailure::kind).
[[nodiscard]] const char* wordFor(Fate fate);

/// Finds the song that the analyzer died of; pure. A song is guilty only if the process ended while nothing else was
/// worked on, and not at its first try: if that happened twice, or if it crashed and had been there at a crash before. So
/// one that only worked beside a crasher, or whose process was killed once, is innocent.
class Suspicion final {
public:
    /// The process ended while this song was, or may have been, worked on. Forgets the song if it is guilty.
    /// @param isAlone nothing else was worked on
    /// @return whether the song is to be given up; of a song that stalled alone that says nothing against it
    [[nodiscard]] bool isGuilty(std::uint64_t song, Fate fate, bool isAlone);
    void acquit(std::uint64_t song) { m_ends.erase(song); } ///< it was answered
    void clear() { m_ends.clear(); }

private:
    struct Ends {
        int crashes = 0; ///< alone or not
        int alone = 0;   ///< whatever they were
    };
    std::unordered_map<std::uint64_t, Ends> m_ends;
};

} // namespace segue::analysis
