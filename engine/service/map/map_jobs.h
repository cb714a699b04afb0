// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/map/map_commands.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"
#include "engine/store/map_store.h"

#include <atomic>
#include <chrono>

namespace segue {

/// The facade's map: reads it on one line, and makes it on another at the lowest priority. A map belongs to the network in use
/// when it was asked for.
///
/// Thread rule: commands from any thread; they return at once.
class MapJobs final : public MapCommands {
public:
    /// @param writer null: the map is neither made nor added to
    MapJobs(const store::Database& database, EmbeddingSpaces& spaces, EventEmitter& emitter, store::Writer* writer);

    void loadMap(RequestId request) override;
    void makeMap() override;
    void cancelMap() override;
    void stop(); ///< waits; no event comes after it returned

private:
    using Space = EmbeddingSpaces::Space;

    void answer(RequestId request, const std::stop_token& stop);
    void load(RequestId request, bool mayMake, const std::stop_token& stop);
    void tellMap(MapLoaded& told, const store::MapStore& store, const EmbeddingSpace& space);
    void placeNew(EmbeddingSpace& space, const std::stop_token& stop);
    void begin();
    void make(const std::stop_token& stop);
    [[nodiscard]] std::vector<store::StoredPlace> layOut(const EmbeddingSpace& space, const std::stop_token& stop);
    void progressed(double share);

    store::Database m_reader;       ///< m_line's thread only
    store::Database m_makingReader; ///< m_making's thread only
    EmbeddingSpaces& m_spaces;
    EventEmitter& m_emitter;
    store::Writer* m_writer;
    std::atomic<bool> m_isUnwanted{false};          ///< it was cancelled: not made unless it is asked for
    std::atomic<int> m_ordered{0};                  ///< makings that are posted or run
    std::chrono::steady_clock::time_point m_told{}; ///< m_making's thread only
    JobLine m_line;
    JobLine m_making; ///< last: ends first, and posts to the line
};

} // namespace segue
