// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/pkce.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace segue;

TEST_CASE("the challenge of a verifier is that of RFC 7636") {
    CHECK(spotify::challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    CHECK(spotify::challengeOf("") == "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"); // SHA-256 of nothing
}

TEST_CASE("what nobody can guess has the wanted length, plain characters, and never comes twice") {
    std::set<std::string> seen;
    std::set<char> used;
    for (int i = 0; i < 200; ++i) {
        const auto word = spotify::unguessable(64);
        CHECK(word.size() == 64);
        CHECK(std::ranges::all_of(word, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; }));
        used.insert(word.begin(), word.end());
        CHECK(seen.insert(word).second);
    }
    CHECK(used.size() == 64);
}
