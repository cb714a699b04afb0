// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/scan_plan.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::library;
using segue::store::KnownFile;

namespace {

WalkResult found(std::vector<FoundFile> files) { return {.files = std::move(files)}; }

std::vector<KnownFile> manyKnown(std::size_t count) {
    std::vector<KnownFile> known;
    for (std::size_t i = 0; i < count; ++i)
        known.push_back({static_cast<TrackId>(i + 1), std::to_string(i) + ".mp3", {i, 1}});
    return known;
}

} // namespace

TEST_CASE("nothing changed means nothing to do") {
    const auto plan = planScan({{1, "a.mp3", {5, 6}}}, found({{"a.mp3", {5, 6}}}));
    CHECK(plan.added.empty());
    CHECK(plan.changed.empty());
    CHECK(plan.lost.empty());
    CHECK(plan.moves.empty());
}

TEST_CASE("new files and files of another size or time are read") {
    const auto plan =
        planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {5, 6}}}, found({{"a.mp3", {5, 7}}, {"b.mp3", {4, 6}}, {"c.mp3", {1, 1}}}));
    CHECK(plan.added.size() == 1);
    CHECK(plan.changed.size() == 2);
    CHECK(plan.lost.empty());
}

TEST_CASE("what is gone is lost") {
    const auto plan = planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {7, 8}}}, found({{"a.mp3", {5, 6}}}));
    CHECK(plan.lost == std::vector<TrackId>{2});
}

TEST_CASE("a file that is in another folder is moved, not read again") {
    const auto plan = planScan({{1, "old/name.mp3", {5, 6}}}, found({{"new/name.mp3", {5, 6}}}));
    CHECK(plan.moves == std::vector<Move>{{1, "new/name.mp3"}});
    CHECK(plan.added.empty());
    CHECK(plan.changed.empty());
    CHECK(plan.lost.empty());
}

TEST_CASE("a renamed file is moved and read again: by size and time alone it may be another") {
    const auto plan = planScan({{1, "old.mp3", {5, 6}}}, found({{"new/name.mp3", {5, 6}}}));
    CHECK(plan.moves == std::vector<Move>{{1, "new/name.mp3"}});
    CHECK(plan.added.empty());
    CHECK(plan.lost.empty());
    REQUIRE(plan.changed.size() == 1);
    CHECK(plan.changed[0].path == "new/name.mp3");
}

TEST_CASE("where two files could be the moved one, neither is taken for it") {
    const auto two = planScan({{1, "old.mp3", {5, 6}}}, found({{"x.mp3", {5, 6}}, {"y.mp3", {5, 6}}}));
    CHECK(two.moves.empty());
    CHECK(two.added.size() == 2);
    CHECK(two.lost == std::vector<TrackId>{1});
    const auto ambiguous = planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {5, 6}}}, found({{"x.mp3", {5, 6}}}));
    CHECK(ambiguous.moves.empty());
    CHECK(ambiguous.lost.size() == 2);
}

TEST_CASE("a missing root loses nothing") {
    const auto plan = planScan(manyKnown(3), {.rootMissing = true});
    CHECK(plan.absence == Absence::gone);
    CHECK(plan.lost.empty());
}

TEST_CASE("a root that is suddenly empty counts as offline, a small one may be cleared") {
    const auto large = planScan(manyKnown(kSuspiciouslyEmpty + 1), found({}));
    CHECK(large.absence == Absence::emptied);
    CHECK(large.lost.empty());
    const auto small = planScan(manyKnown(2), found({}));
    CHECK(small.absence == Absence::none);
    CHECK(small.lost.size() == 2);
}

TEST_CASE("songs below a folder that could not be read are kept") {
    auto walk = found({{"x.mp3", {1, 1}}});
    walk.skipped.push_back({"closed", "Permission denied"});
    const auto plan = planScan({{1, "closed/a.mp3", {5, 6}}, {2, "closedness/b.mp3", {7, 8}}, {3, "x.mp3", {1, 1}}}, walk);
    CHECK(plan.lost == std::vector<TrackId>{2});
}

TEST_CASE("a walk that was stopped loses nothing") {
    auto walk = found({{"x.mp3", {1, 1}}});
    walk.stopped = true;
    CHECK(planScan(manyKnown(5), walk).lost.empty());
}

TEST_CASE("a root that nothing can be read of counts as gone, not as emptied") {
    auto walk = found({});
    walk.skipped.push_back({{}, "Permission denied"});
    CHECK(planScan(manyKnown(kSuspiciouslyEmpty + 1), walk).absence == Absence::gone);
}

TEST_CASE("a root that the listener emptied loses its songs, as one that was emptied before does not ask again") {
    auto known = manyKnown(kSuspiciouslyEmpty + 1);
    CHECK(planScan(known, found({}), {.emptyIsMeant = true}).lost.size() == known.size());
    for (auto& song : known)
        song.isMissing = true;
    const auto again = planScan(known, found({}));
    CHECK(again.absence == Absence::none);
    CHECK(again.lost.empty());
}

TEST_CASE("a missing song is found where it was, found as another, or found where it moved to") {
    const std::vector<KnownFile> known{
        {1, "a.mp3", {5, 6}, true}, {2, "b.mp3", {7, 8}, true}, {3, "c.mp3", {9, 10}, true}, {4, "d.mp3", {11, 12}, true}};
    const auto plan = planScan(known, found({{"a.mp3", {5, 6}}, {"b.mp3", {7, 9}}, {"moved/c.mp3", {9, 10}}}));
    CHECK(plan.found == std::vector<TrackId>{1});
    REQUIRE(plan.changed.size() == 1);
    CHECK(plan.changed[0].path == "b.mp3");
    CHECK(plan.moves == std::vector<Move>{{3, "moved/c.mp3"}});
    CHECK(plan.added.empty());
    CHECK(plan.lost.empty()); // what was missing stays so
}

TEST_CASE("a folder that was renamed while it was walked moves, also when its files were seen under both names") {
    const std::vector<KnownFile> known{{1, "old/a.mp3", {5, 6}}, {2, "old/b.mp3", {7, 8}}};
    const auto walk = found({{"old/a.mp3", {5, 6}}, {"old/b.mp3", {7, 9}}, {"new/a.mp3", {5, 6}}, {"new/b.mp3", {7, 8}}});
    const auto plan = planScan(known, walk, {.isThere = [](const auto& path) { return !liesBelow(path, "old"); }});
    CHECK(plan.moves == std::vector<Move>{{1, "new/a.mp3"}, {2, "new/b.mp3"}});
    CHECK(plan.added.empty());
    CHECK(plan.changed.empty());
}

TEST_CASE("a copy is a new song, however much it looks like the first") {
    const auto plan = planScan({{1, "a.mp3", {5, 6}}}, found({{"a.mp3", {5, 6}}, {"copy.mp3", {5, 6}}}));
    CHECK(plan.added.size() == 1);
    CHECK(plan.moves.empty());
}

TEST_CASE("a new file in a part of the library may be a song from another part, if that is no longer there") {
    const std::vector<KnownFile> elsewhere{{7, "other/a.mp3", {5, 6}}};
    const auto walk = found({{"here/a.mp3", {5, 6}}});
    const auto moved =
        planScan({}, walk, {.isPartial = true, .elsewhere = elsewhere, .isThere = [](const auto&) { return false; }});
    CHECK(moved.moves == std::vector<Move>{{7, "here/a.mp3"}});
    CHECK(moved.lost.empty());
    const auto copied = planScan({}, walk, {.isPartial = true, .elsewhere = elsewhere});
    CHECK(copied.added.size() == 1);
}

TEST_CASE("folder names are compared whole") {
    CHECK(liesBelow("a/b.mp3", "a"));
    CHECK(liesBelow("a", "a"));
    CHECK(liesBelow("a", ""));
    CHECK_FALSE(liesBelow("ab/c.mp3", "a"));
}

TEST_CASE("files that were touched, or whose tags were read in another way, are read again for their tags only") {
    const ScanContext context{.tagsVersion = 3};
    const auto known = [](TrackId id, const char* path, std::int64_t changedNs, int tagsVersion) {
        return KnownFile{.id = id, .path = path, .stamp = {5, 6, changedNs}, .tagsVersion = tagsVersion};
    };
    const auto plan = planScan(
        {known(1, "same.mp3", 7, 3), known(2, "touched.mp3", 7, 3), known(3, "unknown.mp3", 0, 3), known(4, "old.mp3", 7, 2)},
        found({{"same.mp3", {5, 6, 7}}, {"touched.mp3", {5, 6, 8}}, {"unknown.mp3", {5, 6, 9}}, {"old.mp3", {5, 6, 7}}}), context);
    CHECK(plan.changed.empty());
    CHECK(plan.added.empty());
    REQUIRE(plan.retagged.size() == 2);
    CHECK(plan.retagged[0].path == "touched.mp3");
    CHECK(plan.retagged[1].path == "old.mp3");
    CHECK(plan.noted == std::vector<std::pair<TrackId, std::int64_t>>{{3, 9}});
}

TEST_CASE("a file is the same wherever it moved, though its change time is another") {
    const auto plan = planScan({{1, "old/name.mp3", {5, 6, 7}}}, found({{"new/name.mp3", {5, 6, 8}}}));
    CHECK(plan.moves == std::vector<Move>{{1, "new/name.mp3"}});
    CHECK(plan.retagged.empty());
}
