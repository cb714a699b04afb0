// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_spotify.h"

#include <cstdio>
#include <cstdlib>
#include <exception>

// segue-fake-spotify [PORT]: a Spotify on 127.0.0.1, for the window's tests and for playing by hand. Prints its port, and ends when
// its input does (or with a signal, where that is a terminal). README.md beside this file says how it is scripted.
int main(int argc, char** argv) {
    try {
        const segue::test::FakeSpotify spotify(argc > 1 ? static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10)) : 0);
        std::printf("%u\n", static_cast<unsigned>(spotify.port()));
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
        return 0;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "segue-fake-spotify: %s\n", problem.what());
        return 1;
    }
}
