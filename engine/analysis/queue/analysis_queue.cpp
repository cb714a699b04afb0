// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/analysis_queue.h"

#include "engine/analysis/queue/backlog.h"
#include "engine/analysis/queue/outline_backlog.h"
#include "engine/analysis/song/outline_reader.h"
#include "engine/analysis/queue/recognition.h"
#include "engine/inference/heard_label.h"
#include "engine/words/error.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <set>

namespace segue::analysis {

namespace {

constexpr std::uint64_t kOutside = std::uint64_t{1} << 63; ///< task ids from here on are files outside every library
constexpr std::uint64_t kOutline = std::uint64_t{1} << 62; ///< and from here on outlines, of the track in the lower bits
constexpr store::AnalysisVersions kVersions{.analyzer = kAnalyzerVersion, .features = kFeatureVersion};
constexpr std::chrono::milliseconds kProgressInterval{100};
/// While enough waits the store is asked no oftener than this, and not more than a twentieth of the time: a first scan says
/// a few times a second that there are more, and with 200,000 songs each look takes a fifth of a second.
constexpr std::chrono::seconds kLookInterval{2};
constexpr int kLookShare = 20;

TrackId trackOf(std::uint64_t task) { return static_cast<TrackId>(task & ~kOutline); }

std::chrono::sys_seconds today() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

std::chrono::milliseconds mostRead(const inference::ModelSpec& spec) {
    return std::chrono::seconds(spec.frontEnd.excerptSeconds) * spec.frontEnd.excerptsPerSong;
}

} // namespace

class AnalysisQueue::Impl {
public:
    Impl(AnalyzerOptions options, inference::ModelSpec spec, store::Database reader, store::Writer& writer, QueueEvents events,
         bool outlines)
        : m_spec(std::move(spec)), m_reader(std::move(reader)), m_writer(writer), m_events(std::move(events)), m_model(m_spec.id()),
          m_backlog(mostRead(m_spec)), m_workers(options.workers), m_outlines(outlines),
          m_client(std::move(options), {.nextTask = [this] { return nextTask(false); },
                                        .nextUrgent = [this] { return nextTask(true); },
                                        .answered = [this](const AnalysisTask& task, AnalysisOutcome outcome) {
                                            answered(task, std::move(outcome));
                                        },
                                        .returned = [this](AnalysisTask task) { takeBack(std::move(task)); },
                                        .broken = [this](const Message& reason) { onBroken(reason); },
                                        .idle = [this] { report(true); }}) {}

    void refresh() {
        {
            const std::lock_guard lock(m_mutex);
            m_stale = true;
        }
        report(true);
        m_client.wake();
    }

    void prioritise(TrackId track) {
        {
            const std::lock_guard lock(m_mutex);
            m_backlog.prioritise(track);
            m_lookNow = m_lookNow || !m_backlog.isWaiting(track); // it may have come just now
        }
        m_client.wake();
    }

    void setVisible(std::vector<TrackId> tracks) {
        const std::lock_guard lock(m_mutex);
        m_backlog.setVisible(std::move(tracks));
    }

    void tryAgain(const std::vector<TrackId>& tracks) {
        {
            const std::lock_guard lock(m_mutex);
            m_backlog.tryAgain(tracks);
            m_stale = m_lookNow = true;
        }
        report(true);
        m_client.wake();
    }

    void analyseFile(std::filesystem::path song, FileAnswer onAnswer) {
        {
            const std::lock_guard lock(m_mutex);
            const auto id = kOutside + m_nextOutside++;
            m_outside.push_back({id, std::move(song)});
            m_outsideAnswers.emplace(id, std::move(onAnswer));
        }
        m_client.wake();
    }

    void pause(PauseReason reason) {
        {
            const std::lock_guard lock(m_mutex);
            m_pauses.insert(reason);
        }
        m_client.interrupt();
        report(true);
    }

    void resume(PauseReason reason) {
        const bool isListener = reason == PauseReason::listener;
        {
            const std::lock_guard lock(m_mutex);
            m_pauses.erase(reason);
            if (isListener)
                m_pauses.erase(PauseReason::broken);
            m_stale = m_stale || isListener;
        }
        if (isListener)
            m_client.resume();
        else
            m_client.wake();
        report(true);
    }

    void setWorkers(int workers) {
        {
            const std::lock_guard lock(m_mutex);
            m_workers = workers;
        }
        m_client.setWorkers(workers);
    }

    void setOutlinesWanted(bool wanted) {
        {
            const std::lock_guard lock(m_mutex);
            m_outlines.setWanted(wanted);
        }
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

    /// On the client's thread, when nothing is in flight: so no answer is taken for another bundle's.
    void adopt(const inference::ModelSpec& spec) {
        m_spec = spec;
        {
            const std::lock_guard lock(m_mutex);
            m_model = spec.id();
            m_backlog.clear(mostRead(spec));
            m_stale = m_lookNow = true;
            m_pauses.erase(PauseReason::broken);
        }
        report(true);
    }

    /// @param urgentOnly only what a listener asked for
    std::optional<AnalysisTask> nextTask(bool urgentOnly) {
        std::unique_lock lock(m_mutex);
        if (!m_outside.empty()) {
            auto task = std::move(m_outside.front());
            m_outside.pop_front();
            return task;
        }
        if (isTimeToLook()) {
            lookForMore(lock);
            reportAgain(lock);
        }
        if (auto task = nextAnalysis(urgentOnly, lock))
            return task;
        return urgentOnly ? std::nullopt : nextOutline(lock);
    }

    std::optional<AnalysisTask> nextAnalysis(bool urgentOnly, std::unique_lock<std::mutex>& lock) {
        bool isPassedOver = false;
        while (const auto id = m_backlog.take(urgentOnly || isPaused(), Clock::now())) {
            lock.unlock();
            auto task = taskFor(*id);
            lock.lock();
            if (task)
                return task;
            m_backlog.drop(*id);
            isPassedOver = true;
        }
        if (isPassedOver)
            reportAgain(lock);
        return std::nullopt;
    }

    /// After a look, or after songs were passed over: if nothing is left to do, no answer comes that would say so.
    void reportAgain(std::unique_lock<std::mutex>& lock) {
        lock.unlock();
        report(true);
        lock.lock();
    }

    [[nodiscard]] bool isPaused() const { return !m_pauses.empty(); }

    /// Not long after the last time while enough waits, but at once for a song that a listener asked for.
    [[nodiscard]] bool isTimeToLook() const {
        if (!m_stale || isPaused())
            return m_lookNow && m_stale && m_backlog.hasUrgent();
        return m_lookNow || m_backlog.waiting() <= static_cast<std::size_t>(m_workers) || Clock::now() >= m_nextLook;
    }

    /// Only when no analysis waits or runs.
    std::optional<AnalysisTask> nextOutline(std::unique_lock<std::mutex>& lock) {
        if (isPaused() || m_stale || m_backlog.left() > 0)
            return std::nullopt;
        if (m_outlines.isStale()) {
            lookForOutlines(lock);
            reportAgain(lock);
        }
        bool isPassedOver = false;
        while (!isPaused() && m_outlines.inFlight() < static_cast<std::size_t>(m_workers)) {
            const auto song = m_outlines.take(Clock::now());
            if (!song)
                break;
            lock.unlock();
            auto task = outlineTaskFor(*song);
            lock.lock();
            if (task)
                return task;
            m_outlines.drop(song->track);
            isPassedOver = true;
        }
        if (isPassedOver)
            reportAgain(lock);
        return std::nullopt;
    }

    void lookForOutlines(std::unique_lock<std::mutex>& lock) {
        lock.unlock();
        std::vector<store::OutlineWaiting> songs;
        try {
            songs = store::OutlineStore(m_reader, kOutlineVersion).waiting();
        } catch (const Error& error) {
            m_events.broken(error.message());
        }
        lock.lock();
        m_outlines.refill(std::move(songs), Clock::now());
    }

    /// Nothing if the song went away, was read meanwhile because it was played, or cannot be looked up.
    std::optional<AnalysisTask> outlineTaskFor(const store::OutlineWaiting& song) {
        try {
            const auto track = store::TrackStore(m_reader, m_spec.id()).find(song.track);
            if (track && !store::OutlineStore(m_reader, kOutlineVersion).find(song.identity))
                return AnalysisTask{kOutline | static_cast<std::uint64_t>(song.track), track->path, TaskKind::outline, track->duration};
        } catch (const Error& error) {
            {
                const std::lock_guard lock(m_mutex);
                m_outlines.expire(); // found again when the queue goes on
            }
            rest(error);
        }
        return std::nullopt;
    }

    /// Asks the store what is waiting. Runs on the client's thread, as do all changes to what is in flight, so a song
    /// cannot be stored between the question and the answer's use.
    void lookForMore(std::unique_lock<std::mutex>& lock) {
        m_stale = m_lookNow = false;
        lock.unlock();
        std::vector<store::WaitingSong> songs;
        Message problem; const auto begun = Clock::now();
        try {
            songs = store::AnalysisStore(m_reader, m_spec.id()).waitingSongs(kVersions);
        } catch (const Error& error) {
            problem = error.message();
        }
        if (!problem.empty())
            m_events.broken(problem);
        lock.lock();
        const auto now = Clock::now();
        m_nextLook = now + std::max<Clock::duration>(kLookInterval, kLookShare * (now - begun));
        m_backlog.refill(songs, now);
        m_outlines.expire();
    }

    /// Nothing if the song went away, or cannot be looked up.
    std::optional<AnalysisTask> taskFor(TrackId id) {
        try {
            const auto track = store::TrackStore(m_reader, m_spec.id()).find(id);
            const auto question = track ? m_recognition.questionFor(id, m_spec.id()) : std::nullopt;
            if (question)
                return AnalysisTask{static_cast<std::uint64_t>(id), track->path, *question};
        } catch (const Error& error) {
            {
                const std::lock_guard lock(m_mutex);
                m_stale = true; // found again when the queue goes on
            }
            rest(error);
        }
        return std::nullopt;
    }

    void takeBack(AnalysisTask task) {
        const std::lock_guard lock(m_mutex);
        if (task.id >= kOutside) {
            m_outside.push_front(std::move(task));
        } else if (task.kind == TaskKind::outline) {
            m_outlines.putBack(trackOf(task.id));
        } else {
            m_backlog.putBack(trackOf(task.id));
        }
    }

    void onBroken(const Message& reason) {
        std::map<std::uint64_t, FileAnswer> orphans;
        {
            const std::lock_guard lock(m_mutex);
            m_pauses.insert(PauseReason::broken);
            m_outside.clear();
            orphans.swap(m_outsideAnswers);
        }
        for (const auto& [id, answer] : orphans)
            answer(AnalysisFailure{"process", reason}, m_spec.id());
        report(true);
        m_events.broken(reason);
    }

    void answered(const AnalysisTask& task, AnalysisOutcome outcome) {
        if (task.id >= kOutside) {
            FileAnswer answer;
            {
                const std::lock_guard lock(m_mutex);
                auto entry = m_outsideAnswers.extract(task.id);
                if (!entry.empty())
                    answer = std::move(entry.mapped());
            }
            if (answer)
                answer(std::move(outcome), m_spec.id());
            return;
        }
        const TrackId track = trackOf(task.id);
        if (task.kind == TaskKind::outline) {
            outlineAnswered(task, outcome);
            return;
        }
        try {
            if (std::holds_alternative<AnalysisFailure>(outcome) &&
                (isOffline(track, outcome) || hasMoved(task) || isStalled(outcome))) {
                const std::lock_guard lock(m_mutex);
                m_backlog.drop(track);
                m_stale = m_lookNow = true; // the next look leaves the library out, or finds the song where it is now
                return;
            }
            if (!m_recognition.isStillAsAsked(track) || !store(track, outcome)) {
                takeBack(task); // asked again, of the new file; or for all, of a recording that is not known
                return;
            }
        } catch (const Error& error) {
            restWith(task, error);
            return;
        }
        {
            const std::lock_guard lock(m_mutex);
            const auto now = Clock::now();
            const auto* failure = std::get_if<AnalysisFailure>(&outcome);
            m_backlog.end(track, failure != nullptr && failure->recording.identity.empty(), now);
            if (m_backlog.left() == 0)
                m_outlines.goOn(now); // outlines in flight wait for analyses
        }
        report(false);
    }

    /// An answer that cannot be stored: nothing more could be.
    void restWith(const AnalysisTask& task, const Error& error) {
        takeBack(task);
        rest(error);
    }

    /// Where one song's row cannot be read or written, nor can the others'.
    void rest(const Error& error) {
        pause(PauseReason::broken);
        m_events.broken(error.message());
    }

    void outlineAnswered(const AnalysisTask& task, const AnalysisOutcome& outcome) {
        const TrackId track = trackOf(task.id);
        try {
            if (!std::holds_alternative<AnalysisFailure>(outcome) || (!isOffline(track, outcome) && !isStalled(outcome)))
                storeOutline(track, outcome);
        } catch (const Error& error) {
            restWith(task, error);
            return;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_outlines.end(track, std::holds_alternative<AnalysisFailure>(outcome), Clock::now());
            if (isStalled(outcome))
                m_outlines.expire(); // the next look leaves the library out
        }
        report(false);
    }

    void storeOutline(TrackId track, const AnalysisOutcome& outcome) {
        const auto identity = [&] {
            const std::lock_guard lock(m_mutex);
            return m_outlines.identityOf(track);
        }();
        if (identity != store::OutlineStore(m_reader, kOutlineVersion).identityOf(track))
            return; // the file changed, or went away
        if (const auto* outline = std::get_if<Outline>(&outcome)) {
            m_writer.run([&](store::Database& database) { store::OutlineStore(database, kOutlineVersion).save(identity, *outline); })
                .get();
            m_events.outlined(track);
        } else if (const auto* failure = std::get_if<AnalysisFailure>(&outcome); failure != nullptr && failure->kind != "io") {
            // A file that is not there says nothing about the recording: it may have moved.
            m_writer
                .run([&](store::Database& database) {
                    store::OutlineStore(database, kOutlineVersion).saveFailure(identity, failure->reason, today());
                })
                .get();
            if (m_events.unread)
                m_events.unread(track);
        }
    }

    static bool isStalled(const AnalysisOutcome& outcome) {
        const auto* failure = std::get_if<AnalysisFailure>(&outcome);
        return failure != nullptr && failure->kind == kStalledFailure;
    }

    /// Whether the song's library went away in mid-analysis (an unmounted share, a pulled cable, a server that does not
    /// answer). Then it is marked as offline, and the song's failure is not believed: it is analysed when the folder is back.
    bool isOffline(TrackId track, const AnalysisOutcome& outcome) {
        const auto row = store::TrackStore(m_reader, m_spec.id()).find(track);
        const auto library = row ? store::LibraryStore(m_reader).find(row->library) : std::nullopt;
        if (!library)
            return false;
        std::error_code failed;
        // An empty mount point, or nothing at all. A disk that does not answer is not asked: whoever does stands still.
        if (!isStalled(outcome) && !std::filesystem::is_empty(library->root, failed) && !failed)
            return false;
        if (!library->offline) {
            m_writer.run([&](store::Database& database) { store::LibraryStore(database).setOffline(library->id, true); }).get();
            m_events.offline(*library);
        }
        return true;
    }

    /// Whether the song went elsewhere while it was analysed, or is missing now.
    bool hasMoved(const AnalysisTask& task) {
        const auto row = store::TrackStore(m_reader, m_spec.id()).find(trackOf(task.id));
        return row && (row->path != task.song || row->isMissing);
    }

    /// False: the recording is known now, but not all that is to be heard in it.
    bool store(TrackId track, const AnalysisOutcome& outcome) {
        if (const auto* identity = std::get_if<SongIdentity>(&outcome))
            return recognise(track, *identity);
        if (const auto* failure = std::get_if<AnalysisFailure>(&outcome)) {
            const store::StoredFailure row{failure->kind, failure->reason, kAnalyzerVersion, today()};
            if (!failure->recording.identity.empty()) {
                storeTooLittleSound(track, row, failure->recording);
                return true;
            }
            m_writer.run([&](store::Database& database) { store::AnalysisStore(database, m_spec.id()).saveFailure(track, row); }).get();
            if (m_recognition.isChanged(track))
                m_events.unheard(track);
            m_events.failed(track);
            return true;
        }
        const auto& song = std::get<SongAnalysis>(outcome);
        if (song.probabilities.size() != m_spec.labels.size() || song.embedding.size() != m_spec.embeddingSize)
            throw Error{ErrorKind::process, Message(MessageId::analyzerOtherNetwork, {m_spec.id()})};
        const auto label = inference::heardLabel(song.probabilities);
        const store::StoredAnalysis row{.identity = song.identity,
                                        .embedding = song.embedding,
                                        .probabilities = song.probabilities,
                                        .heardGenre = m_spec.labels.at(label),
                                        .heardProbability = song.probabilities[label],
                                        .previewStart = song.previewStart,
                                        .duration = song.duration,
                                        .features = song.features,
                                        .rest = song.rest};
        std::string identity;
        m_writer
            .run([&](store::Database& database) {
                identity = store::AnalysisStore(database, m_spec.id()).save(track, row, kFeatureVersion);
            })
            .get();
        const auto stored = store::TrackStore(m_reader, m_spec.id()).find(track);
        if (stored)
            m_events.analysed({m_spec.id(), track, stored->library, identity, row.heardGenre, row.embedding});
        return true;
    }

    void storeTooLittleSound(TrackId track, const store::StoredFailure& why, const SongIdentity& recording) {
        m_writer
            .run([&](store::Database& database) {
                store::AnalysisStore(database, m_spec.id())
                    .saveTooLittleSound(track, why, {recording.identity, recording.rest, recording.duration});
            })
            .get();
        m_events.unheard(track);
        m_events.failed(track);
    }

    /// Whether all that this bundle could hear in the recording is stored already.
    bool recognise(TrackId track, const SongIdentity& identity) {
        const auto answer = m_recognition.settle(track, identity, m_spec.id());
        if (answer.isAnother)
            m_events.unheard(track);
        for (const auto& embedding : answer.heard)
            m_events.analysed(embedding);
        return answer.isComplete;
    }

    void report(bool always) {
        const std::lock_guard order(m_reportMutex);
        QueueProgress progress;
        {
            const std::lock_guard lock(m_mutex);
            const auto now = Clock::now();
            if (!always && now - m_reported < kProgressInterval)
                return;
            m_reported = now;
            progress = progressNow();
        }
        m_events.progress(progress);
    }

    /// While only outlines are left the numbers are theirs; when nothing is, they are the analysis's again.
    [[nodiscard]] QueueProgress progressNow() const {
        const std::size_t left = m_backlog.left();
        const bool isAnalysing = left > 0 || m_stale;
        const bool isBusy = isAnalysing || m_outlines.left() > 0 || m_outlines.isStale();
        QueueProgress progress{.model = m_model, .running = isBusy && !isPaused(), .paused = isBusy && isPaused()};
        if (progress.paused)
            progress.pausedBy = *m_pauses.begin();
        if (!m_stale)
            progress.left = left;
        if (!isAnalysing && m_outlines.left() > 0) {
            progress.outlining = true;
            m_outlines.describe(progress);
            return progress;
        }
        m_backlog.describe(progress);
        return progress;
    }

    inference::ModelSpec m_spec; ///< the client's thread only
    store::Database m_reader; ///< the client's thread only
    store::Writer& m_writer;
    Recognition m_recognition{m_reader, m_writer}; ///< the client's thread only
    QueueEvents m_events;

    std::mutex m_reportMutex; ///< held from looking to telling, so that the last report is the last state
    std::mutex m_mutex; ///< guards what follows
    std::string m_model; ///< of m_spec
    Backlog m_backlog;
    std::deque<AnalysisTask> m_outside;
    std::map<std::uint64_t, FileAnswer> m_outsideAnswers;
    std::uint64_t m_nextOutside = 0;
    int m_workers;
    OutlineBacklog m_outlines;
    bool m_stale = false;   ///< the store may have more
    bool m_lookNow = false; ///< somebody waits for what it has
    Clock::time_point m_nextLook{};
    std::set<PauseReason> m_pauses;
    Clock::time_point m_reported{};

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
