// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/problem.h"

#include <string>
#include <vector>

namespace segue::test {

/// What a large library may have, of every kind.
inline std::vector<Problem> exampleProblems(std::size_t count) {
    const char* const names[] = {"03 - Nachtfahrt", "Live at the Harbour, 12 August 1998 (second set, bootleg, taped off air)",
                                 "intro", "B-side"};
    const char* const reasons[] = {"holds no sound that can be decoded.",
                                   "is not music that Segue can read (Invalid data found when processing input).",
                                   "cannot be opened: Permission denied. Ask its owner for the right to read it."};
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = std::string(names[i % 4]) + " " + std::to_string(i + 1) + ".mp3";
        problems.push_back(
            {.kind = i % 5 == 3 ? Problem::Kind::wholeSong : Problem::Kind::song,
             .track = static_cast<TrackId>(i + 1),
             .library = 1,
             .path = "/home/listener/Music/The Northern Lights/Old tapes/" + name,
             .reason = "“" + name + "” " + reasons[i % 3],
             .since = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000 + 86'400 * static_cast<long>(i % 300)}}});
    }
    if (count > 2)
        problems[2] = {.kind = Problem::Kind::unlisted,
                       .library = 2,
                       .path = "/media/records/closed",
                       .reason = "Permission denied",
                       .since = std::chrono::sys_seconds{std::chrono::seconds{1'763'000'000}}};
    return problems;
}

} // namespace segue::test
