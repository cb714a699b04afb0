// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/model_commands.h"
#include "engine/service/model/model_selection.h"
#include "engine/service/model/seed_listener.h"
#include "engine/words/message.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// What the commands about networks work with. All of it must outlive them.
struct ModelRooms {
    store::Writer& writer;
    EmbeddingSpaces& spaces;
    analysis::AnalysisQueue& queue;
    SeedListener& seeds;
    EventEmitter& emitter;
    std::filesystem::path analyzer; ///< tries bundles before they are added
    bool isReadOnly = false;
};

/// The facade's commands about networks, on a thread of their own: which are installed, which one listens, and the
/// change from one to another. While a change goes on the queue analyses with the new bundle; songs are compared by
/// what the old one heard until the new one has an answer for every song of the libraries that are there.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class ModelJobs final : public ModelCommands {
public:
    /// @param selection what the spaces and the queue began with
    ModelJobs(ModelRooms rooms, ModelPlaces places, const ModelSelection& selection, const store::Database& database);

    [[nodiscard]] ModelCard card() const override { return m_rooms.spaces.inUse()->card; }
    void list() override;
    void use(std::string idOrName) override;
    void keep() override;
    void add(std::filesystem::path folder) override;
    void removeBundle(std::filesystem::path folder) override;
    void forget(std::string id) override;

    /// Tells how adding went: the id of the bundle, or what was wrong.
    using Added = std::function<void(const std::string& id, const Message& problem)>;
    void add(std::filesystem::path folder, Added added); ///< as above, but says no Notice; `added` is called on the line

    void stop(); ///< waits; no event comes after it returned
    /// Called by the queue, on its thread.
    void progressed(const analysis::QueueProgress& progress);

private:
    void begin(const Message& warning, const std::stop_token& stop);
    void listenWith(const inference::ModelBundle& bundle);
    void startChange(const inference::ModelBundle& bundle, const std::stop_token& stop);
    void describeChange();
    void switchIfComplete();
    void stayWith(EmbeddingSpaces::Space used, const EmbeddingSpace& deaf);
    void refuseIfFixed() const;
    void choose(const std::string& id);
    void emitModels(bool isChecking = false);
    [[nodiscard]] std::size_t presentSongs();

    ModelRooms m_rooms;
    ModelPlaces m_places;
    store::Database m_reader;            ///< m_line's thread only, as the next
    std::string m_listening;             ///< id of the bundle that analyses
    std::atomic<std::size_t> m_left{0};  ///< songs that the new bundle has not heard
    std::atomic<bool> m_isPosted{false}; ///< a report of it is posted
    std::size_t m_present = 0;           ///< songs of libraries that are there, as counted last; m_line's thread only
    std::optional<std::chrono::steady_clock::time_point> m_counted;
    JobLine m_line{m_rooms.emitter}; ///< last: ends first
};

} // namespace segue
