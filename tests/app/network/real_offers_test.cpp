// SPDX-License-Identifier: GPL-3.0-or-later
//
// The networks of the catalogue themselves, from loopback into a running engine with the real analyzer.
#include "app/network/qt_fetch.h"
#include "engine/engine.h"
#include "engine/inference/offers/offered_networks.h"
#include "tests/app/network/fake_origin.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

using namespace segue;
namespace fs = std::filesystem;

namespace {

/// At the addresses that the catalogue names, without their hosts.
void serveTeachers(test::FakeOrigin& origin, const fs::path& folder) {
    const std::map<std::string, fs::path> there{{"model.json", folder / "msd-musicnn-1.json"},
                                                {"group1-shard1of1.bin", folder / "msd-musicnn-1.bin"},
                                                {"mn04_as_mAP_432.pt", folder / "mn04.pt"}};
    for (const auto& offer : inference::offeredNetworks())
        for (const auto& file : offer.files)
            origin.put(file.address.substr(file.address.find('/', std::string("https://").size())),
                       {.bytes = test::readBytes(there.at(file.name))});
}

} // namespace

TEST_CASE("the published networks are fetched, tried by the analyzer, and installed; nothing is switched") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "data/teachers/teachers")) {
        WARN("skipped: the published networks are not there");
        return;
    }
    test::FakeOrigin origin;
    serveTeachers(origin, *shared / "data/teachers/teachers");
    const test::TemporaryFolder folder;
    std::mutex mutex;
    std::condition_variable changed;
    ModelsChanged models;
    std::vector<std::string> notices;
    Engine engine({.database = folder / "segue.db",
                   .modelFolder = SEGUE_SOURCE_DIR "/resources/models/segue-net",
                   .ownModels = folder / "own",
                   .analyzer = SEGUE_ANALYZER,
                   .fetch = app::makeQtFetch(),
                   .networksBase = origin.address()},
                  [&](Event event) {
                      const std::lock_guard lock(mutex);
                      if (auto* now = std::get_if<ModelsChanged>(&event))
                          models = std::move(*now);
                      if (auto* notice = std::get_if<Notice>(&event))
                          notices.push_back(test::said(notice->message));
                      changed.notify_all();
                  });
    engine.offers().get("musicnn");
    engine.offers().get("efficientat-mn04"); // waits for the first
    std::unique_lock lock(mutex);
    CHECK(changed.wait_for(lock, std::chrono::minutes(4), [&] { return notices.size() >= 2; }));
    CHECK(notices ==
          std::vector<std::string>{"musicnn was fetched and is ready to listen. Nothing else changes until you use it.",
                                   "efficientat-mn04 was fetched and is ready to listen. Nothing else changes until you use it."});
    const auto isThere = [&](const std::string& id) {
        return std::ranges::any_of(models.installed,
                                   [&](const auto& one) { return one.id == id && one.isOwn && one.problem.empty(); });
    };
    CHECK(isThere("musicnn/1"));
    CHECK(isThere("efficientat-mn04/1"));
    CHECK(models.inUse.starts_with("segue-net/"));
    CHECK(models.listening == models.inUse);
    CHECK(origin.asked().size() >= 3);
}
