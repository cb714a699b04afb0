// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/offer_fixture.h"

#include "app/network/qt_fetch.h"
#include "engine/inference/model_bundle.h"
#include "tests/inference/guests/artist_network.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <thread>

namespace segue::test {

namespace fs = std::filesystem;

OfferFixture::OfferFixture() {
    const auto file = folder / "artist.npz";
    writeArtistNetwork(file);
    bytes = readBytes(file);
    offers = {{.name = kName,
               .licence = "MIT",
               .origin = "https://a.example/about",
               .files = {{.name = "artist.npz",
                          .address = std::string("https://a.example") + kPath,
                          .bytes = bytes.size(),
                          .sha256 = inference::sha256(file)}},
               .figures = std::nullopt,
               .cost = 0.7}};
    origin.put(kPath, {.bytes = bytes});
    start();
}

void OfferFixture::start() {
    jobs.reset();
    told.clear();
    inference::ModelLibrary library({}, own);
    jobs.emplace(OfferRooms{.emitter = emitter,
                            .library = library,
                            .ownModels = own,
                            .database = "/nowhere/segue.db",
                            .isReadOnly = isReadOnly,
                            .fetch = app::makeQtFetch(),
                            .base = base,
                            .offers = offers,
                            .add = [this, library](fs::path bundle, const std::function<void(const Message&)>& done) mutable {
                                Message problem;
                                try {
                                    library.add(bundle, [this](const fs::path&) {
                                        if (trialSays)
                                            throw Error(ErrorKind::badFile, *trialSays);
                                    });
                                } catch (const Error& error) {
                                    problem = error.message();
                                }
                                done(problem);
                            }});
}

void OfferFixture::note(Event event) {
    const std::lock_guard lock(mutex);
    if (auto* offered = std::get_if<OffersChanged>(&event))
        told.push_back(std::move(*offered));
    if (auto* notice = std::get_if<Notice>(&event)) {
        notices.push_back(std::move(*notice));
        toldBefore = told.size();
    }
    changed.notify_all();
}

bool OfferFixture::wait(const std::function<bool()>& isTrue) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::minutes(1), isTrue);
}

NetworkOffer OfferFixture::now() {
    std::size_t before = 0;
    {
        const std::lock_guard lock(mutex);
        before = told.size();
    }
    jobs->list();
    REQUIRE(wait([&] { return told.size() > before; }));
    const std::lock_guard lock(mutex);
    return told.back().offers.front();
}

NetworkOffer OfferFixture::get() {
    {
        const std::lock_guard lock(mutex);
        told.clear();
        notices.clear();
    }
    jobs->get(kName);
    // How it ended is always said, and then what lies there is looked at.
    REQUIRE(wait([&] { return !notices.empty() && told.size() > toldBefore; }));
    const std::lock_guard lock(mutex);
    return told.back().offers.front();
}

bool OfferFixture::isOnDisk(std::uint64_t received) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (std::chrono::steady_clock::now() < until) {
        std::error_code failed;
        if (const auto there = fs::file_size(part(), failed); !failed && there >= received)
            return true;
        std::this_thread::yield();
    }
    return false;
}

void OfferFixture::waitFor(std::uint64_t received) {
    REQUIRE(origin.isAsked(1));
    REQUIRE(isOnDisk(received));
}

std::vector<std::string> OfferFixture::leftovers() const {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(own, failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().native().find("/artist-siamese 1") == std::string::npos)
            names.push_back(entry->path().filename());
    std::ranges::sort(names);
    return names;
}

} // namespace segue::test
