// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_library.h"
#include "engine/inference/offers/network_download.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/model/offer_commands.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace segue {

/// What fetching networks works with. What is referred to must outlive it.
struct OfferRooms {
    EventEmitter& emitter;
    inference::ModelLibrary library;
    std::filesystem::path ownModels; ///< parts lie in it, in folders whose names begin with a dot; empty: none can be added
    std::filesystem::path database;  ///< named where nothing may be changed
    bool isReadOnly = false;
    std::shared_ptr<FileFetch> fetch;              ///< null: no server is asked
    std::string base;                              ///< addressAt()
    std::vector<inference::OfferedNetwork> offers; ///< the catalogue
    /// Tries a bundle and makes it one of the listener's; `done` is told what was wrong, on another thread, before or after it
    /// returns.
    std::function<void(std::filesystem::path bundle, std::function<void(const Message& problem)> done)> add;
};

/// The facade's commands about offered networks: fetching on a thread of its own, looking on another, so that a server that says
/// nothing delays no answer.
///
/// Thread rule: all functions from any thread; they return at once.
class OfferJobs final : public OfferCommands {
public:
    explicit OfferJobs(OfferRooms rooms);

    void list() override;
    void get(std::string name) override;
    void cancel(std::string name) override;
    void addPublished(std::filesystem::path fileOrFolder) override;

    void stop(); ///< waits; parts stay for the next start

private:
    struct Standing {
        NetworkOffer::State state = NetworkOffer::State::offered;
        std::uint64_t received = 0;
        Message problem;
        std::stop_source cancelled; ///< of the attempt that waits or runs
    };
    void fetch(std::size_t index, const std::stop_source& cancelled, const std::stop_token& ends);
    void download(std::size_t index, const std::stop_source& cancelled, const std::stop_token& ends);
    void install(std::size_t index);
    void finished(std::size_t index, const Message& problem);
    void addFile(const std::filesystem::path& file);
    void look();
    void refuseIfFixed(const std::string& name) const;
    void progressed(std::size_t index, std::uint64_t bytes);
    void stand(std::size_t index, NetworkOffer::State state, const Message& problem = {});
    void tell(); ///< under m_mutex, so that events keep their order
    [[nodiscard]] std::optional<std::size_t> indexOf(const std::string& name) const;
    [[nodiscard]] std::filesystem::path folderOf(std::size_t index) const;

    OfferRooms m_rooms;
    std::mutex m_mutex;
    std::vector<Standing> m_standings; ///< guarded, as the next ones; as many as offers
    std::size_t m_adding = 0;
    std::chrono::steady_clock::time_point m_told;
    JobLine m_looking{m_rooms.emitter}; ///< the lines last: they end first
    JobLine m_fetching{m_rooms.emitter};
};

} // namespace segue
