// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/answer_shelf.h"
#include "engine/analysis/queue/backlog.h"
#include "engine/analysis/queue/outline_backlog.h"
#include "engine/analysis/queue/queue_wishes.h"

#include <chrono>
#include <exception>
#include <functional>
#include <optional>

namespace segue::analysis {

/// Decides what the analyzer is asked next and what its answers mean for that: the lists of waiting songs, and the shelf.
///
/// Thread rule: the queue's thread only; functions may take a while.
class QueueWork final {
public:
    struct Events {
        std::function<void()> changed;                     ///< there may be more to do, or less
        std::function<void(const std::exception&)> failed; ///< a row could not be read; nor can others, so the queue rests
    };

    QueueWork(AnswerShelf& shelf, QueueWishes& wishes, Events events, bool outlines);

    void beginAnew(); ///< another bundle listens; the shelf knows it already
    /// @param urgentOnly only what a listener asked for
    [[nodiscard]] std::optional<AnalysisTask> next(bool urgentOnly);
    void takeBack(const AnalysisTask& task);                                 ///< the task was not worked on
    void answered(const AnalysisTask& task, const AnalysisOutcome& outcome); ///< throws if it cannot be stored
    [[nodiscard]] QueueCounts count() const;

private:
    using Clock = std::chrono::steady_clock;

    void fulfilWishes();
    [[nodiscard]] bool isTimeToLook() const;
    void lookForMore();
    [[nodiscard]] std::optional<AnalysisTask> nextAnalysis(bool urgentOnly);
    [[nodiscard]] std::optional<AnalysisTask> nextOutline();
    template <typename Condition>
    [[nodiscard]] std::optional<AnalysisTask> nextOutlineOf(Condition&& mayRead);
    void take(const AnalysisTask& task, const AnalysisOutcome& outcome);
    void takeOutline(const AnalysisTask& task, const AnalysisOutcome& outcome);

    AnswerShelf& m_shelf;
    QueueWishes& m_wishes;
    Events m_events;
    Backlog m_backlog;
    OutlineBacklog m_outlines;
    Clock::time_point m_nextLook{};
};

} // namespace segue::analysis
