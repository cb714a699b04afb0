// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/work_progress.h"

#include <catch2/catch.hpp>

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
    progress.begin(Progress::Stage::scanning);
    CHECK(sent.back().stage == Progress::Stage::scanning);
    const auto before = sent.size();
    progress.analysis({.running = true, .done = 1, .total = 9});
    CHECK(sent.size() == before);
    progress.end();
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
    progress.begin(Progress::Stage::scanning);
    progress.begin(Progress::Stage::scanning);
    progress.end();
    CHECK(sent.back().running);
    progress.end();
    CHECK_FALSE(sent.back().running);
    CHECK(sent.back().stage == Progress::Stage::idle);
}

TEST_CASE_METHOD(Fixture, "a paused analysis is shown as such") {
    progress.analysis({.running = false, .paused = true, .done = 3, .total = 9, .failed = 1});
    CHECK(sent.back().paused);
    CHECK(sent.back().stage == Progress::Stage::analysing);
    CHECK(sent.back().failed == 1);
}
