// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/queue_progress.h"
#include "engine/words/track.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace segue::analysis {

/// How much the queue's thread has to do, by its last count.
struct QueueCounts {
    std::size_t left = 0;
    std::size_t outlinesLeft = 0;
    bool areOutlinesStale = false;
    QueueProgress analysis, outlines; ///< numbers only
};

/// What others want from the queue, kept until its thread takes it, and whether it may work at all.
///
/// Thread rule: any thread; every function is quick, however many songs wait.
class QueueWishes final {
public:
    /// Changes to be made to the lists.
    struct Wishes {
        std::vector<TrackId> urgent, again;
        std::optional<std::vector<TrackId>> visible;
        std::optional<bool> outlines;
    };
    struct State {
        bool isStale = false;     ///< the store may have more
        bool mustLookNow = false; ///< somebody waits for what the store has
        int workers = 1;
        PauseReason pausedBy = PauseReason::none; ///< the first of all reasons that apply
        [[nodiscard]] bool isPaused() const { return pausedBy != PauseReason::none; }
    };

    QueueWishes(std::string model, int workers)
        : m_model(std::move(model))
        , m_workers(workers) {}

    void lookAgain();
    void lookNow();
    void looked(); ///< the store was looked at; later changes are not known
    void prioritise(TrackId track);
    void setVisible(std::vector<TrackId> tracks);
    void tryAgain(const std::vector<TrackId>& tracks);
    void setWorkers(int workers);
    void setOutlinesWanted(bool wanted);
    void pause(PauseReason reason);
    void resume(PauseReason reason); ///< PauseReason::listener also ends a rest after something did not work
    void changeModel(std::string model);

    [[nodiscard]] Wishes take();
    [[nodiscard]] State state() const;
    /// While only outlines are left, the numbers are those of outlines; when nothing is left, those of the analysis.
    [[nodiscard]] QueueProgress describe(const QueueCounts& counts) const;

private:
    mutable std::mutex m_mutex; ///< guards the rest
    std::string m_model;        ///< ModelSpec::id()
    int m_workers;
    bool m_isStale = false, m_mustLookNow = false;
    std::set<PauseReason> m_pauses;
    Wishes m_wishes;
};

} // namespace segue::analysis
