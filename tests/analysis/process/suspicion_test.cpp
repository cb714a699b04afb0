// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/suspicion.h"

#include <catch2/catch.hpp>

using namespace segue::analysis;

namespace {

constexpr std::uint64_t kSuspicionSong = 7;

}

TEST_CASE("a song that crashes alone is given up at the second crash, whichever was alone first") {
    for (const bool firstAlone : {false, true}) {
        Suspicion suspicion;
        CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::crashed, firstAlone));
        CHECK(suspicion.isGuilty(kSuspicionSong, Fate::crashed, true));
    }
}

TEST_CASE("a song that only worked beside crashers is never guilty") {
    Suspicion suspicion;
    for (int crash = 0; crash < 5; ++crash)
        CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::crashed, false));
}

TEST_CASE("a kill or a hang counts only against a song that was alone, and only at its second time") {
    for (const auto fate : {Fate::killed, Fate::tooLong}) {
        Suspicion suspicion;
        CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::crashed, false));
        CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, fate, false));
        CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, fate, true));
        CHECK(suspicion.isGuilty(kSuspicionSong, fate, true));
    }
}

TEST_CASE("a disk that does not answer says nothing against a song, which is not tried on") {
    Suspicion suspicion;
    CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::stalled, false));
    CHECK(suspicion.isGuilty(kSuspicionSong, Fate::stalled, true));
    CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::tooLong, true));
}

TEST_CASE("a song that was answered begins anew") {
    Suspicion suspicion;
    CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::crashed, true));
    suspicion.acquit(kSuspicionSong);
    CHECK_FALSE(suspicion.isGuilty(kSuspicionSong, Fate::crashed, true));
}
