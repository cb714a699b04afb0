// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/bring/planning.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/background/lanes.h"
#include "engine/service/bring/bring_commands.h"
#include "engine/store/database/writer.h"
#include "engine/words/playlist.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue {

/// Where playlists go that were brought along; the functions run in the writer's job. Without them playlists are only told of.
struct BroughtPlaylists {
    std::function<PlaylistId(store::Database& writing, const PlaylistGift& gift)> keep = {};
    std::function<void(store::Database& writing, PlaylistId playlist)> remove = {};
    std::function<void()> changed = {}; ///< they are stored; any thread
};

/// What the jobs work with. All of it must outlive them.
struct BringRooms {
    store::Writer* writer = nullptr; ///< null: nothing is changed
    EventEmitter& emitter;
    audio::FileReader& files;                                  ///< for the ratings in tags
    std::function<void(std::span<const TrackId>)> stored = {}; ///< of these songs, values are others
    BroughtPlaylists playlists = {};
};

/// Carries out the facade's commands about what is brought along. Files are read on a lane of their folder, songs are found there
/// too; what is stored is one job of the writer.
///
/// Thread rule: all functions from any thread; only stop() waits.
class BringJobs final : public BringCommands {
public:
    BringJobs(const store::Database& database, BringRooms rooms);

    void find() override;
    void plan(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) override;
    void bring(RequestId request, BringSource source, std::filesystem::path file, BringOptions options) override;
    void undo() override;
    void cancel() override { m_lanes.stopPosted(); }
    void stop();

private:
    struct Asked {
        RequestId request = 0;
        BringSource source = BringSource::fooyin;
        std::filesystem::path file;
        BringOptions options;
    };
    template <typename Answer>
    void answer(Asked asked, std::function<BringPlan(const Asked&, const std::stop_token&)> work);
    [[nodiscard]] bring::Gifts giftsOf(const Asked& asked, const std::stop_token& stop);
    [[nodiscard]] BringPlan store(const Asked& asked, bring::Gifts gifts);
    void keepPlaylists(store::Database& writing, BringSource source, bring::Gifts& gifts) const;
    void takeBack(BringUndone& undone);

    store::Database m_database; ///< each job opens its own from it
    BringRooms m_rooms;
    Lanes m_lanes; ///< last: they end first
};

} // namespace segue
