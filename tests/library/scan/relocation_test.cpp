// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/relocation.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::library;

TEST_CASE("a folder is a library's when it holds more than half of its songs") {
    const test::TemporaryFolder folder;
    std::vector<store::KnownFile> known;
    for (int i = 0; i < 4; ++i)
        known.push_back({.id = i + 1, .path = std::to_string(i) + ".mp3", .stamp = {.size = 1}});
    CHECK_FALSE(likenessOf(folder.path(), {}).isLikely());
    for (int i = 0; i < 2; ++i)
        test::writeBytes(folder / (std::to_string(i) + ".mp3"), "x");
    CHECK_FALSE(likenessOf(folder.path(), known).isLikely());
    test::writeBytes(folder / "2.mp3", "x");
    CHECK(likenessOf(folder.path(), known).isLikely());
    CHECK(likenessOf(folder.path(), known).there == 3);
    known[3].isMissing = true; // nobody expects it
    CHECK(likenessOf(folder.path(), known).asked == 3);
}

TEST_CASE("of a large library a part is looked for, spread over all of it") {
    const test::TemporaryFolder folder;
    std::vector<store::KnownFile> known;
    for (std::size_t i = 0; i < 10 * kMostAsked; ++i)
        known.push_back({.id = static_cast<TrackId>(i + 1), .path = std::to_string(i) + ".mp3", .stamp = {.size = 1}});
    for (std::size_t i = 9 * kMostAsked; i < 10 * kMostAsked; ++i)
        test::writeBytes(folder / (std::to_string(i) + ".mp3"), "x");
    const auto likeness = likenessOf(folder.path(), known);
    CHECK(likeness.asked == kMostAsked);
    CHECK(likeness.there == kMostAsked / 10);
}

TEST_CASE("a folder with other songs of the same names is not the library's; one in which some were retagged is") {
    const test::TemporaryFolder folder;
    std::vector<store::KnownFile> known;
    for (std::size_t i = 1; i <= 3; ++i) {
        known.push_back({.id = static_cast<TrackId>(i), .path = "Track0" + std::to_string(i) + ".wav", .stamp = {.size = 100 + i}});
        test::writeBytes(folder / known.back().path.native(), std::string(200 + i, 'x'));
    }
    CHECK(likenessOf(folder.path(), known).there == 0);
    CHECK_FALSE(likenessOf(folder.path(), known).isLikely());
    for (std::size_t i = 0; i < 2; ++i)
        test::writeBytes(folder / known[i].path.native(), std::string(known[i].stamp.size, 'x'));
    CHECK(likenessOf(folder.path(), known).isLikely());
}
