// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>

namespace segue::analysis {

/// Why the analyzer process ended.
enum class Fate : std::uint8_t {
    crashed, ///< by its own fault, or it sent nonsense
    killed,  ///< by a signal that anybody may send: the system when memory runs out, a person
    tooLong, ///< by Segue, because it worked too long without an answer
    stalled, ///< by Segue, because a disk or a network did not answer it
};

/// The word that is stored with a failure (AnalysisFailure::kind).
[[nodiscard]] const char* wordFor(Fate fate);

/// Finds the song that killed the analyzer; pure. A song is guilty only if the process ended while nothing else was worked
/// on, and not at its first try: that must have happened twice, or the process crashed and the song had been present at a
/// crash before. So a song that only worked beside a crasher, or whose process was killed once, is innocent.
class Suspicion final {
public:
    /// The process ended while this song was, or may have been, worked on. A guilty song is forgotten here.
    /// @param isAlone nothing else was worked on
    /// @return whether to give the song up; for a song that stalled alone this says nothing against the file
    [[nodiscard]] bool isGuilty(std::uint64_t song, Fate fate, bool isAlone);
    void acquit(std::uint64_t song) { m_ends.erase(song); } ///< the song was answered
    void clear() { m_ends.clear(); }

private:
    struct Ends {
        int crashes = 0; ///< at which it was present, alone or not
        int alone = 0;   ///< ends of any kind while it was alone
    };
    std::unordered_map<std::uint64_t, Ends> m_ends;
};

} // namespace segue::analysis
