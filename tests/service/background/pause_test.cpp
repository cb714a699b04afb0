// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/pause_rules.h"
#include "engine/service/background/power_supply.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <mutex>
#include <string>

using namespace segue;

namespace {

/// A folder as Linux has it under /sys/class/power_supply.
struct Supplies {
    test::TemporaryFolder folder;

    void put(const std::string& supply, const std::string& property, const std::string& value) {
        std::filesystem::create_directories(folder / supply);
        test::writeBytes(folder / supply / property, value + "\n");
    }
    void putBattery(const std::string& status) {
        put("BAT0", "type", "Battery");
        put("BAT0", "status", status);
    }
    void putMains(const std::string& online) {
        put("AC", "type", "Mains");
        put("AC", "online", online);
    }
    [[nodiscard]] bool onBattery() const { return isOnBattery(folder.path()); }
};

} // namespace

TEST_CASE("a computer without a battery, or of which nothing is known, does not run on one") {
    Supplies supplies;
    CHECK_FALSE(supplies.onBattery());
    CHECK_FALSE(isOnBattery(supplies.folder / "absent"));
    supplies.putMains("1");
    CHECK_FALSE(supplies.onBattery());
    supplies.put("odd", "colour", "blue");
    CHECK_FALSE(supplies.onBattery());
}

TEST_CASE("a laptop runs on its battery while that discharges and nothing is plugged in") {
    Supplies supplies;
    supplies.putBattery("Discharging");
    CHECK(supplies.onBattery());
    supplies.putMains("0");
    CHECK(supplies.onBattery());
    supplies.putMains("1");
    CHECK_FALSE(supplies.onBattery());
    supplies.putMains("0");
    supplies.put("ucsi-source-psy-1", "type", "USB");
    supplies.put("ucsi-source-psy-1", "online", "1");
    CHECK_FALSE(supplies.onBattery());
}

TEST_CASE("a battery that is charged, full or silent is none to save") {
    Supplies supplies;
    for (const char* status : {"Charging", "Full", "Not charging", "Unknown", ""}) {
        supplies.putBattery(status);
        CHECK_FALSE(supplies.onBattery());
    }
}

TEST_CASE("the battery of a mouse does not count") {
    Supplies supplies;
    supplies.put("hidpp_battery_0", "type", "Battery");
    supplies.put("hidpp_battery_0", "scope", "Device");
    supplies.put("hidpp_battery_0", "status", "Discharging");
    CHECK_FALSE(supplies.onBattery());
}

TEST_CASE("work rests on battery where the listener wants it, and goes on when plugged in") {
    PauseRules rules(true);
    rules.setOnBattery(true);
    CHECK(rules.restsForBattery());
    rules.setBatteryCounts(false);
    CHECK_FALSE(rules.restsForBattery());
    rules.setBatteryCounts(true);
    rules.setOnBattery(false);
    CHECK_FALSE(rules.restsForBattery());
}

TEST_CASE("going on anyway holds until the computer was plugged in") {
    PauseRules rules(true);
    rules.setOnBattery(true);
    rules.goOn();
    rules.setOnBattery(true);
    CHECK_FALSE(rules.restsForBattery());
    rules.setOnBattery(false);
    rules.setOnBattery(true);
    CHECK(rules.restsForBattery());
}

TEST_CASE("work rests while playing is strained, unless the listener wants it to go on; then until the playing ends") {
    PauseRules rules(true);
    rules.setPlayback(true, false);
    CHECK_FALSE(rules.restsForPlayback());
    rules.setPlayback(true, true);
    CHECK(rules.restsForPlayback());
    rules.goOn();
    CHECK_FALSE(rules.restsForPlayback());
    rules.setPlayback(true, false);
    rules.setPlayback(true, true);
    CHECK_FALSE(rules.restsForPlayback());
    rules.setPlayback(false, false);
    rules.setPlayback(true, true);
    CHECK(rules.restsForPlayback());
}

TEST_CASE("going on when nothing rests does not ask for anything later") {
    PauseRules rules(true);
    rules.goOn();
    rules.setOnBattery(true);
    rules.setPlayback(true, true);
    CHECK(rules.restsForBattery());
    CHECK(rules.restsForPlayback());
}

TEST_CASE("after its stop nothing rests or goes on by itself") {
    Supplies supplies;
    supplies.putBattery("Discharging");
    store::Writer writer(store::Database(supplies.folder / "segue.db", store::Access::write));
    std::mutex mutex;
    analysis::QueueProgress last;
    analysis::AnalysisQueue queue({.program = SCRIPTED_ANALYZER, .modelFolder = "fine"}, test::scriptedSpec(),
                                  store::Database(supplies.folder / "segue.db", store::Access::read), writer,
                                  {.progress = [&](const analysis::QueueProgress& progress) {
                                      const std::lock_guard lock(mutex);
                                      last = progress;
                                  }});
    const auto pausedBy = [&] {
        queue.refresh(); // reports at once
        const std::lock_guard lock(mutex);
        return last.pausedBy;
    };
    AutomaticPause rest(queue, supplies.folder.path(), true);
    REQUIRE(pausedBy() == PauseReason::battery);
    rest.stop();
    rest.setBatteryCounts(false);
    rest.setPlayback(true, true);
    CHECK(pausedBy() == PauseReason::battery);
    CHECK_FALSE(rest.goOn());
    CHECK(pausedBy() == PauseReason::battery);
    queue.stop();
}
