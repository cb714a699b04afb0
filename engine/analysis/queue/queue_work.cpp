// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/queue_work.h"

#include <exception>
#include <utility>

namespace segue::analysis {

namespace {

/// While enough songs wait, the store is asked at most this often, and for at most a twentieth of the time: a first scan
/// reports new songs a few times a second, and with 200,000 songs each look takes a fifth of a second.
constexpr std::chrono::seconds kLookInterval{2};
constexpr int kLookShare = 20;

std::chrono::milliseconds mostRead(const inference::ModelSpec& spec) {
    return std::chrono::seconds(spec.frontEnd.excerptSeconds) * spec.frontEnd.excerptsPerSong;
}

} // namespace

QueueWork::QueueWork(AnswerShelf& shelf, QueueWishes& wishes, Events events, bool outlines)
    : m_shelf(shelf)
    , m_wishes(wishes)
    , m_events(std::move(events))
    , m_backlog(mostRead(shelf.spec()))
    , m_outlines(outlines) {}

void QueueWork::beginAnew() { m_backlog.clear(mostRead(m_shelf.spec())); }

std::optional<AnalysisTask> QueueWork::next(bool urgentOnly) {
    fulfilWishes();
    if (isTimeToLook())
        lookForMore();
    if (auto task = nextAnalysis(urgentOnly))
        return task;
    return urgentOnly ? std::nullopt : nextOutline();
}

void QueueWork::takeBack(const AnalysisTask& task) {
    if (task.kind == TaskKind::outline)
        m_outlines.putBack(trackOf(task));
    else
        m_backlog.putBack(trackOf(task));
}

void QueueWork::answered(const AnalysisTask& task, const AnalysisOutcome& outcome) {
    if (task.kind == TaskKind::outline)
        takeOutline(task, outcome);
    else
        take(task, outcome);
}

QueueCounts QueueWork::count() const {
    QueueCounts counts{.left = m_backlog.left(), .outlinesLeft = m_outlines.left(), .areOutlinesStale = m_outlines.isStale()};
    m_backlog.describe(counts.analysis);
    m_outlines.describe(counts.outlines);
    return counts;
}

void QueueWork::fulfilWishes() {
    auto wishes = m_wishes.take();
    for (const TrackId track : wishes.urgent) {
        m_backlog.prioritise(track);
        if (!m_backlog.isWaiting(track)) // it may have come just now
            m_wishes.lookNow();
    }
    if (wishes.visible)
        m_backlog.setVisible(std::move(*wishes.visible));
    m_backlog.tryAgain(wishes.again);
    if (!wishes.outlines)
        return;
    m_outlines.setWanted(*wishes.outlines);
    m_events.changed();
}

/// Whether to ask the store now: at once if somebody waits for it or few songs are left, else only some time after the last
/// look.
bool QueueWork::isTimeToLook() const {
    const auto now = m_wishes.state();
    if (!now.isStale || now.isPaused())
        return now.mustLookNow && now.isStale && m_backlog.hasUrgent();
    return now.mustLookNow || m_backlog.waiting() <= static_cast<std::size_t>(now.workers) || Clock::now() >= m_nextLook;
}

/// Asks the store what is waiting. Like all changes to what is in flight, this runs on the client's thread, so no song can be
/// stored between the question and the use of its answer.
void QueueWork::lookForMore() {
    const auto begun = Clock::now();
    m_wishes.looked();
    try {
        m_backlog.refill(m_shelf.waiting(), Clock::now());
        m_outlines.expire();
    } catch (const std::exception& error) {
        m_wishes.lookAgain(); // when the queue goes on
        m_events.failed(error);
        return;
    }
    const auto now = Clock::now();
    m_nextLook = now + std::max<Clock::duration>(kLookInterval, kLookShare * (now - begun));
    m_events.changed();
}

std::optional<AnalysisTask> QueueWork::nextAnalysis(bool urgentOnly) {
    bool isPassedOver = false;
    std::optional<AnalysisTask> task;
    while (const auto id = m_backlog.take(urgentOnly || m_wishes.state().isPaused(), Clock::now())) {
        try {
            task = m_shelf.taskFor(*id);
        } catch (const std::exception& error) {
            m_wishes.lookAgain(); // found again when the queue goes on
            m_events.failed(error);
        }
        if (task)
            return task;
        m_backlog.drop(*id);
        isPassedOver = true;
    }
    if (isPassedOver)
        m_events.changed(); // if nothing is left to do, no later answer reports it
    return std::nullopt;
}

/// The next song for its outline; only when no analysis waits or runs.
std::optional<AnalysisTask> QueueWork::nextOutline() {
    const auto mayRead = [this] {
        const auto now = m_wishes.state();
        return !now.isPaused() && !now.isStale && m_backlog.left() == 0 &&
               m_outlines.inFlight() < static_cast<std::size_t>(now.workers);
    };
    if (!mayRead())
        return std::nullopt;
    try {
        if (m_outlines.isStale()) {
            m_outlines.refill(m_shelf.waitingForOutlines(), Clock::now());
            m_events.changed();
        }
        return nextOutlineOf(mayRead);
    } catch (const std::exception& error) {
        m_outlines.expire(); // found again when the queue goes on
        m_events.failed(error);
        return std::nullopt;
    }
}

template <typename Condition>
std::optional<AnalysisTask> QueueWork::nextOutlineOf(Condition&& mayRead) {
    bool isPassedOver = false;
    while (mayRead()) {
        const auto song = m_outlines.take(Clock::now());
        if (!song)
            break;
        std::optional<AnalysisTask> task;
        try {
            task = m_shelf.outlineTaskFor(*song);
        } catch (...) {
            m_outlines.drop(song->track);
            throw;
        }
        if (task)
            return task;
        m_outlines.drop(song->track);
        isPassedOver = true;
    }
    if (isPassedOver)
        m_events.changed();
    return std::nullopt;
}

void QueueWork::take(const AnalysisTask& task, const AnalysisOutcome& outcome) {
    const TrackId track = trackOf(task);
    const auto fate = m_shelf.take(task, outcome);
    if (fate == AnswerShelf::Fate::again) {
        takeBack(task);
    } else if (fate == AnswerShelf::Fate::dropped) {
        m_backlog.drop(track);
        m_wishes.lookAgain(); // the next look leaves the library out, or finds the song where it is now
        m_wishes.lookNow();
    } else {
        const auto now = Clock::now();
        m_backlog.end(track, fate == AnswerShelf::Fate::failed, now);
        if (m_backlog.left() == 0)
            m_outlines.goOn(now); // outlines in flight wait for analyses
    }
}

void QueueWork::takeOutline(const AnalysisTask& task, const AnalysisOutcome& outcome) {
    const TrackId track = trackOf(task);
    m_shelf.takeOutline(task, m_outlines.identityOf(track), outcome);
    m_outlines.end(track, std::holds_alternative<AnalysisFailure>(outcome), Clock::now());
    if (isStalled(outcome))
        m_outlines.expire(); // the next look leaves the library out
}

} // namespace segue::analysis
