// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/covers/cover_sources.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::covers;
namespace fs = std::filesystem;

namespace {

ContentId coverSourcesNamed(std::uint64_t number) { return {.high = number, .low = ~number}; }

} // namespace

TEST_CASE("where a cover was found is known after a start, and what came last counts") {
    const test::TemporaryFolder folder;
    const auto file = folder / "new" / "sources";
    {
        CoverSources sources(file);
        CHECK_FALSE(sources.find(coverSourcesNamed(1)));
        sources.set(coverSourcesNamed(1), {.content = coverSourcesNamed(100), .folder = 7});
        sources.set(coverSourcesNamed(2), {}); // it has none
        sources.set(coverSourcesNamed(1), {.content = coverSourcesNamed(200), .folder = 8});
        sources.set(coverSourcesNamed(1), {.content = coverSourcesNamed(200), .folder = 8});
    }
    CHECK(fs::file_size(file) == 3 * 48);
    CoverSources sources(file);
    CHECK(sources.find(coverSourcesNamed(1)) == CoverSources::Found{.content = coverSourcesNamed(200), .folder = 8});
    CHECK(sources.find(coverSourcesNamed(2)) == CoverSources::Found{});
    CHECK_FALSE(sources.find(coverSourcesNamed(3)));
    sources.clear();
    CHECK_FALSE(sources.find(coverSourcesNamed(1)));
    CHECK(CoverSources(file).size() == 0);
}

TEST_CASE("entries that are damaged are none, and the others stay") {
    const test::TemporaryFolder folder;
    const auto file = folder / "sources";
    {
        CoverSources sources(file);
        for (std::uint64_t i = 1; i <= 5; ++i)
            sources.set(coverSourcesNamed(i), {.content = coverSourcesNamed(i + 10), .folder = i});
    }
    auto bytes = test::readBytes(file);
    bytes[3 * 48 + 20] ^= 1;
    bytes.insert(48, "half an entry of a disk that was full");
    test::writeBytes(file, bytes);
    {
        CoverSources sources(file);
        CHECK(sources.size() == 4);
        CHECK(sources.find(coverSourcesNamed(1)));
        CHECK(sources.find(coverSourcesNamed(2)));
        CHECK_FALSE(sources.find(coverSourcesNamed(4)));
        sources.set(coverSourcesNamed(4), {.content = coverSourcesNamed(9), .folder = 0});
    }
    CHECK(fs::file_size(file) == 5 * 48); // what was none is gone
    for (const auto* foreign : {"", "x", "not a list of covers at all, but rather long"}) {
        test::writeBytes(file, foreign);
        CHECK(CoverSources(file).size() == 0);
    }
}

TEST_CASE("a file that was added to for long is written anew, and without a file all is kept in memory") {
    const test::TemporaryFolder folder;
    CoverSources sources(folder / "sources");
    for (std::uint64_t i = 1; i <= 3000; ++i)
        sources.set(coverSourcesNamed(1), {.content = coverSourcesNamed(i), .folder = i});
    CHECK(fs::file_size(folder / "sources") < 1100 * 48);
    CHECK(CoverSources(folder / "sources").find(coverSourcesNamed(1))->folder == 3000);
    CoverSources inMemory({});
    inMemory.set(coverSourcesNamed(1), {.content = coverSourcesNamed(5), .folder = 0});
    CHECK(inMemory.find(coverSourcesNamed(1))->content == coverSourcesNamed(5));
    fs::create_directories(folder / "taken" / "sources"); // a folder in the file's place
    CoverSources taken(folder / "taken" / "sources");
    taken.set(coverSourcesNamed(1), {.content = coverSourcesNamed(5), .folder = 0});
    CHECK(taken.find(coverSourcesNamed(1)));
}
