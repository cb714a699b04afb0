// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/inference/offers/offered_networks.h"
#include "engine/service/model/offer_jobs.h"
#include "tests/app/network/fake_origin.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace segue::test {

/// A listener who gets the artist network, of numbers that mean nothing, from a server on loopback: from the click to the folder of
/// bundles, through Qt's network. Only the trial of bundles is left out.
struct OfferFixture {
    static constexpr const char* kName = "artist-siamese";
    static constexpr const char* kPath = "/networks/artist.npz";

    TemporaryFolder folder;
    std::filesystem::path own = folder / "own";
    std::string bytes; ///< of the file
    FakeOrigin origin;
    std::vector<inference::OfferedNetwork> offers;
    std::string base = origin.address();
    bool isReadOnly = false;
    std::optional<Message> trialSays; ///< what the trial finds wrong

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<OffersChanged> told; ///< guarded, as the next
    std::vector<Notice> notices;
    std::size_t toldBefore = 0; ///< how much was told when the last of them came
    EventEmitter emitter{[this](Event event) { note(std::move(event)); }};
    std::optional<OfferJobs> jobs;

    OfferFixture();
    ~OfferFixture() { jobs.reset(); }

    void start(); ///< again: as at the next start of Segue
    void note(Event event);
    [[nodiscard]] bool wait(const std::function<bool()>& isTrue); ///< asked under the lock
    [[nodiscard]] NetworkOffer now();
    /// Presses Get and waits for its end.
    NetworkOffer get();
    /// Whether so many bytes came to lie in the part within a minute.
    [[nodiscard]] bool isOnDisk(std::uint64_t received) const;
    /// Until so many bytes have come and the server says nothing more; it has to stall.
    void waitFor(std::uint64_t received);
    [[nodiscard]] bool isInstalled() const { return std::filesystem::exists(own / "artist-siamese 1" / "model.json"); }
    /// Whatever lies in the folder of bundles but bundles.
    [[nodiscard]] std::vector<std::string> leftovers() const;
    [[nodiscard]] std::filesystem::path part() const { return own / ".artist-siamese.download" / "artist.npz.part"; }
};

} // namespace segue::test
