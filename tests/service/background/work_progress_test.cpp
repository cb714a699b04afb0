// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/work_progress.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace segue;

namespace {

struct Fixture {
    std::vector<Progress> sent;
    EventEmitter emitter{[this](Event event) { sent.push_back(std::get<Progress>(event)); }};
    WorkProgress progress{emitter};
};

} // namespace

TEST_CASE_METHOD(Fixture, "a scan hides the analysis until it ends") {
    auto scan = progress.begin(Progress::Stage::scanning);
    CHECK(sent.back().stage == Progress::Stage::scanning);
    const auto before = sent.size();
    progress.analysis({.running = true, .done = 1, .total = 9});
    CHECK(sent.size() == before);
    scan.reset();
    CHECK(sent.back().stage == Progress::Stage::analysing);
    CHECK(sent.back().done == 1);
    CHECK(sent.back().running);
}

TEST_CASE_METHOD(Fixture, "the reading of whole songs is a stage of its own") {
    progress.analysis({.running = true, .outlining = true, .done = 1, .total = 9});
    CHECK(sent.back().stage == Progress::Stage::outlining);
    progress.analysis({.paused = true, .outlining = true});
    CHECK(sent.back().stage == Progress::Stage::outlining);
    progress.analysis({});
    CHECK(sent.back().stage == Progress::Stage::idle);
}

TEST_CASE_METHOD(Fixture, "not running is said only when nothing is left") {
    const auto first = progress.begin(Progress::Stage::scanning);
    const auto second = progress.begin(Progress::Stage::scanning);
    first->end();
    first->end(); // once is enough
    CHECK(sent.back().running);
    second->end();
    CHECK_FALSE(sent.back().running);
    CHECK(sent.back().stage == Progress::Stage::idle);
}

TEST_CASE_METHOD(Fixture, "of an export and a scan at once the one that began first is shown until it ends, with its own numbers") {
    auto exported = progress.begin(Progress::Stage::exporting);
    const auto scan = progress.begin(Progress::Stage::scanning);
    for (std::size_t i = 1; i <= 50; ++i) {
        scan->update(i, 50);
        exported->update(2 * i, 200);
    }
    CHECK(std::ranges::none_of(sent, [](const Progress& one) { return one.stage == Progress::Stage::scanning; }));
    CHECK(std::ranges::all_of(sent, [](const Progress& one) { return one.total == 0 || one.total == 200; }));
    exported.reset();
    CHECK(sent.back().stage == Progress::Stage::scanning);
    CHECK(sent.back().done == 50);
    CHECK(sent.back().total == 50);
}

TEST_CASE_METHOD(Fixture, "a paused analysis is shown as such") {
    progress.analysis({.running = false, .paused = true, .done = 3, .total = 9, .failed = 1});
    CHECK(sent.back().paused);
    CHECK(sent.back().stage == Progress::Stage::analysing);
    CHECK(sent.back().failed == 1);
}
