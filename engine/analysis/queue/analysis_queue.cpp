// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/analysis_queue.h"

#include "engine/analysis/queue/answer_shelf.h"
#include "engine/analysis/queue/queue_wishes.h"
#include "engine/analysis/queue/queue_work.h"
#include "engine/words/error.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace segue::analysis {

namespace {

constexpr std::uint64_t kOutside = std::uint64_t{1} << 63; ///< task ids from here on are files outside every library
constexpr std::chrono::milliseconds kProgressInterval{100};
} // namespace

/// The client's thread does all the work, on lists of its own. Other threads leave their wishes in QueueWishes, under a lock
/// that is never held for long.
class AnalysisQueue::Impl {
public:
    Impl(AnalyzerOptions options, inference::ModelSpec spec, store::Database reader, store::Writer& writer, QueueEvents events,
         bool outlines)
        : m_events(std::move(events))
        , m_wishes(spec.id(), options.workers)
        , m_shelf(std::move(reader), writer, m_events, std::move(spec))
        , m_work(m_shelf, m_wishes,
                 {.changed = [this] { report(true); }, .failed = [this](const std::exception& error) { rest(error); }}, outlines)
        , m_client(std::move(options),
                   {.nextTask = [this] { return nextTask(false); },
                    .nextUrgent = [this] { return nextTask(true); },
                    .answered = [this](const AnalysisTask& task, AnalysisOutcome outcome) { answered(task, std::move(outcome)); },
                    .returned = [this](AnalysisTask task) { takeBack(std::move(task)); },
                    .broken = [this](const Message& reason) { onBroken(reason); },
                    .idle = [this] { report(true); }}) {}

    void refresh() {
        m_wishes.lookAgain();
        report(true);
        m_client.wake();
    }

    void prioritise(TrackId track) {
        m_wishes.prioritise(track);
        m_client.wake();
    }

    void setVisible(std::vector<TrackId> tracks) { m_wishes.setVisible(std::move(tracks)); }

    void tryAgain(const std::vector<TrackId>& tracks) {
        m_wishes.tryAgain(tracks);
        report(true);
        m_client.wake();
    }

    void analyseFile(std::filesystem::path song, FileAnswer onAnswer) {
        {
            const std::lock_guard lock(m_outsideMutex);
            const auto id = kOutside + m_nextOutside++;
            m_outside.push_back({id, std::move(song)});
            m_outsideAnswers.emplace(id, std::move(onAnswer));
        }
        m_client.wake();
    }

    void pause(PauseReason reason) {
        m_wishes.pause(reason);
        m_client.interrupt();
        report(true);
    }

    void resume(PauseReason reason) {
        m_wishes.resume(reason);
        if (reason == PauseReason::listener)
            m_client.resume();
        else
            m_client.wake();
        report(true);
    }

    void setWorkers(int workers) {
        m_wishes.setWorkers(workers);
        m_client.setWorkers(workers);
    }

    void setOutlinesWanted(bool wanted) {
        m_wishes.setOutlinesWanted(wanted);
        report(true);
        m_client.wake();
    }

    void setModel(std::filesystem::path folder, inference::ModelSpec spec) {
        m_client.setModel(std::move(folder), [this, spec = std::move(spec)] { adopt(spec); });
    }

    void stop() { m_client.stop(); }
    [[nodiscard]] int processId() const { return m_client.processId(); }

private:
    using Clock = std::chrono::steady_clock;

    // These functions run on the client's thread.

    /// Called when nothing is in flight, so that no answer is taken for another bundle's.
    void adopt(const inference::ModelSpec& spec) {
        m_thread = std::this_thread::get_id();
        m_shelf.setModel(spec);
        m_work.beginAnew();
        m_wishes.changeModel(spec.id());
        report(true);
    }

    /// @param urgentOnly only what a listener asked for
    std::optional<AnalysisTask> nextTask(bool urgentOnly) {
        m_thread = std::this_thread::get_id();
        if (auto task = nextOutside())
            return task;
        return m_work.next(urgentOnly);
    }

    std::optional<AnalysisTask> nextOutside() {
        const std::lock_guard lock(m_outsideMutex);
        if (m_outside.empty())
            return std::nullopt;
        auto task = std::move(m_outside.front());
        m_outside.pop_front();
        return task;
    }

    void takeBack(AnalysisTask task) {
        if (task.id >= kOutside) {
            const std::lock_guard lock(m_outsideMutex);
            if (m_outsideAnswers.contains(task.id)) // false: it was answered, and nobody waits for it
                m_outside.push_front(std::move(task));
        } else {
            m_work.takeBack(task);
        }
    }

    void onBroken(const Message& reason) {
        m_wishes.pause(PauseReason::broken);
        std::map<std::uint64_t, FileAnswer> orphans;
        {
            const std::lock_guard lock(m_outsideMutex);
            m_outside.clear();
            orphans.swap(m_outsideAnswers);
        }
        for (const auto& [id, answer] : orphans)
            answer(AnalysisFailure{"process", reason}, m_shelf.spec().id());
        report(true);
        m_events.broken(reason);
    }

    void answered(const AnalysisTask& task, AnalysisOutcome outcome) {
        if (task.id >= kOutside) {
            answerOutside(task, std::move(outcome));
            return;
        }
        try {
            m_work.answered(task, outcome);
        } catch (const std::exception& error) { // an answer that cannot be stored: nothing more could be
            takeBack(task);
            rest(error);
            return;
        }
        report(false);
    }

    void answerOutside(const AnalysisTask& task, AnalysisOutcome outcome) {
        FileAnswer answer;
        {
            const std::lock_guard lock(m_outsideMutex);
            auto entry = m_outsideAnswers.extract(task.id);
            if (!entry.empty())
                answer = std::move(entry.mapped());
        }
        if (answer)
            answer(std::move(outcome), m_shelf.spec().id());
    }

    /// If one song's row cannot be read or written, neither can the others'.
    void rest(const std::exception& error) {
        m_wishes.pause(PauseReason::broken);
        m_client.interrupt();
        report(true);
        m_events.broken(messageOf(error));
    }

    // From any thread.

    /// Only the client's thread knows the lists and counts them; other threads report its last count.
    void report(bool always) {
        const std::lock_guard order(m_reportMutex);
        const auto now = Clock::now();
        if (std::this_thread::get_id() == m_thread.load())
            m_counts = m_work.count();
        if (!always && now - m_reported < kProgressInterval)
            return;
        m_reported = now;
        m_events.progress(m_wishes.describe(m_counts));
    }

    QueueEvents m_events;
    QueueWishes m_wishes;

    std::atomic<std::thread::id> m_thread{}; ///< the client's, once it has come here
    std::mutex m_reportMutex; ///< held from counting to reporting, so that the last report is the last state; guards the next two
    QueueCounts m_counts;
    Clock::time_point m_reported{};

    std::mutex m_outsideMutex; ///< guards the next three
    std::deque<AnalysisTask> m_outside;
    std::map<std::uint64_t, FileAnswer> m_outsideAnswers;
    std::uint64_t m_nextOutside = 0;

    // The client's thread only.
    AnswerShelf m_shelf;
    QueueWork m_work;

    AnalyzerClient m_client; ///< last: its thread uses all of the above
};

AnalysisQueue::AnalysisQueue(AnalyzerOptions options, inference::ModelSpec spec, store::Database reader, store::Writer& writer,
                             QueueEvents events, bool outlines)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(spec), std::move(reader), writer, std::move(events), outlines)) {}
AnalysisQueue::~AnalysisQueue() = default;
void AnalysisQueue::refresh() { m_impl->refresh(); }
void AnalysisQueue::prioritise(TrackId track) { m_impl->prioritise(track); }
void AnalysisQueue::setVisible(std::vector<TrackId> tracks) { m_impl->setVisible(std::move(tracks)); }
void AnalysisQueue::tryAgain(const std::vector<TrackId>& tracks) { m_impl->tryAgain(tracks); }
void AnalysisQueue::analyseFile(std::filesystem::path song, FileAnswer answered) {
    m_impl->analyseFile(std::move(song), std::move(answered));
}
void AnalysisQueue::pause(PauseReason reason) { m_impl->pause(reason); }
void AnalysisQueue::resume(PauseReason reason) { m_impl->resume(reason); }
void AnalysisQueue::setWorkers(int workers) { m_impl->setWorkers(workers); }
void AnalysisQueue::setOutlinesWanted(bool wanted) { m_impl->setOutlinesWanted(wanted); }
void AnalysisQueue::setModel(std::filesystem::path folder, inference::ModelSpec spec) {
    m_impl->setModel(std::move(folder), std::move(spec));
}
void AnalysisQueue::stop() { m_impl->stop(); }
int AnalysisQueue::processId() const { return m_impl->processId(); }

} // namespace segue::analysis
