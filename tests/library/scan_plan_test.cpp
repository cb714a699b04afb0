// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan_plan.h"

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
    CHECK(plan.read.empty());
    CHECK(plan.remove.empty());
    CHECK(plan.move.empty());
}

TEST_CASE("new files and files of another size or time are read") {
    const auto plan = planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {5, 6}}},
                               found({{"a.mp3", {5, 7}}, {"b.mp3", {4, 6}}, {"c.mp3", {1, 1}}}));
    CHECK(plan.read.size() == 3);
    CHECK(plan.remove.empty());
}

TEST_CASE("what is gone is removed") {
    const auto plan = planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {7, 8}}}, found({{"a.mp3", {5, 6}}}));
    CHECK(plan.remove == std::vector<TrackId>{2});
}

TEST_CASE("a renamed file is moved, not read again") {
    const auto plan = planScan({{1, "old.mp3", {5, 6}}}, found({{"new/name.mp3", {5, 6}}}));
    REQUIRE(plan.move.size() == 1);
    CHECK(plan.move[0].first == 1);
    CHECK(plan.move[0].second == "new/name.mp3");
    CHECK(plan.read.empty());
    CHECK(plan.remove.empty());
}

TEST_CASE("where two files could be the moved one, neither is taken for it") {
    const auto two = planScan({{1, "old.mp3", {5, 6}}}, found({{"x.mp3", {5, 6}}, {"y.mp3", {5, 6}}}));
    CHECK(two.move.empty());
    CHECK(two.read.size() == 2);
    CHECK(two.remove == std::vector<TrackId>{1});
    const auto ambiguous = planScan({{1, "a.mp3", {5, 6}}, {2, "b.mp3", {5, 6}}}, found({{"x.mp3", {5, 6}}}));
    CHECK(ambiguous.move.empty());
    CHECK(ambiguous.remove.size() == 2);
}

TEST_CASE("a missing root loses nothing") {
    const auto plan = planScan(manyKnown(3), {.rootMissing = true});
    CHECK(plan.offline);
    CHECK(plan.remove.empty());
}

TEST_CASE("a root that is suddenly empty counts as offline, a small one may be cleared") {
    CHECK(planScan(manyKnown(kSuspiciouslyEmpty + 1), found({})).offline);
    const auto small = planScan(manyKnown(2), found({}));
    CHECK_FALSE(small.offline);
    CHECK(small.remove.size() == 2);
}

TEST_CASE("songs below a folder that could not be read are kept") {
    auto walk = found({{"x.mp3", {1, 1}}});
    walk.skipped.push_back({"closed", "Permission denied"});
    const auto plan = planScan({{1, "closed/a.mp3", {5, 6}}, {2, "closedness/b.mp3", {7, 8}}, {3, "x.mp3", {1, 1}}}, walk);
    CHECK(plan.remove == std::vector<TrackId>{2});
}

TEST_CASE("a walk that was stopped removes nothing") {
    auto walk = found({{"x.mp3", {1, 1}}});
    walk.stopped = true;
    CHECK(planScan(manyKnown(5), walk).remove.empty());
}
