// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/inference/listening_cost.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/model_commands.h"
#include "engine/service/model/model_selection.h"
#include "engine/service/model/seed_listener.h"
#include "engine/words/message.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

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
/// The queue knows one bundle at a time. Several together listen in turns, in the order of their parts: whenever one has heard all,
/// the next that has not does, and when songs come the first listens before the others go on. What a part heard before is not heard
/// again.
///
/// Thread rule: all functions from any thread; they return at once. Failures become Notice events.
class ModelJobs final : public ModelCommands {
public:
    /// @param selection what the spaces and the queue began with
    ModelJobs(ModelRooms rooms, ModelPlaces places, const ModelSelection& selection, const store::Database& database);

    [[nodiscard]] ModelCard card() const override { return m_rooms.spaces.inUse()->card; }
    void list() override;
    void use(std::string idOrName) override;
    void useTogether(std::string name, std::vector<NetworkShare> parts) override;
    void keep() override;
    void add(std::filesystem::path folder) override;
    void removeBundle(std::filesystem::path folder) override;
    void forget(std::string id) override;

    /// Tells how adding went: the id of the bundle, or what was wrong.
    using Added = std::function<void(const std::string& id, const Message& problem)>;
    void add(std::filesystem::path folder, Added added); ///< as above, but says no Notice; `added` is called on the line

    void stop(); ///< waits; no event comes after it returned
    // Called by the queue, on its thread.
    void progressed(const analysis::QueueProgress& progress);
    void answered() { ++m_answers; } ///< a song was heard, or cannot be
    /// Of several together one has heard all, and it is not known yet whether another has its turn: the work is not over.
    [[nodiscard]] bool isBetweenTurns(const analysis::QueueProgress& progress) const;

private:
    /// What the queue said last.
    struct Seen {
        analysis::QueueProgress progress;
        bool isPosted = false; ///< a look at it is posted
    };

    void begin(const Message& warning, const std::stop_token& stop);
    void useNow(const std::string& idOrName, const std::stop_token& stop);
    void listenWith(const inference::ModelBundle& bundle);
    void listenTo(const EmbeddingSpace& space, const std::string& justDone = {});
    void startChange(const inference::ModelBundle& bundle, const std::stop_token& stop);
    void look(const analysis::QueueProgress& progress, const std::stop_token& stop);
    void takeTurns(const EmbeddingSpace& space, const analysis::QueueProgress& progress, const std::stop_token& stop);
    void describeChange();
    void tellChange(const EmbeddingSpace& coming);
    void switchIfComplete(const std::stop_token& stop);
    void stayWith(EmbeddingSpaces::Space used, const std::string& deaf);
    void dropOlder(const std::string& name);
    [[nodiscard]] std::size_t unheardBy(const SpacePart& part);
    [[nodiscard]] bool isNeeded(const std::string& id) const;
    [[nodiscard]] EmbeddingSpaces::Space target() const;
    [[nodiscard]] std::string listeningId() const;
    void refuseIfFixed() const;
    void choose(const std::string& id);
    void emitModels(bool isChecking = false);
    [[nodiscard]] std::size_t presentSongs();

    ModelRooms m_rooms;
    ModelPlaces m_places;
    store::Database m_reader;                  ///< m_line's thread only, as the next six members
    std::string m_listening;                   ///< id of the bundle that analyses, of several together one
    std::map<std::string, std::size_t> m_left; ///< songs that each part of the coming space has not heard
    std::size_t m_seenSongs = 0;               ///< that the queue knew of, when it was last looked whose turn it is
    inference::ListeningCosts m_costs;
    std::size_t m_present = 0; ///< songs of libraries that are there, as counted last
    std::optional<std::chrono::steady_clock::time_point> m_counted;
    std::atomic<std::size_t> m_answers{0}, m_answersSeen{0}; ///< in all, and when it was last looked whose turn it is
    std::mutex m_seenMutex;
    Seen m_seen;                     ///< guarded by the mutex
    JobLine m_line{m_rooms.emitter}; ///< last: ends first
};

} // namespace segue
