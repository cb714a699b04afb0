// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/analyzer_client.h"

#include "engine/analysis/process/answer_check.h"
#include "engine/analysis/process/child_process.h"
#include "engine/analysis/process/protocol.h"
#include "engine/analysis/process/suspicion.h"
#include "engine/analysis/process/watchdog.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <deque>
#include <functional>
#include <mutex>
#include <poll.h>
#include <stop_token>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace segue::analysis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAnalyzerClientDeathsBeforeHello = 3; ///< after these the program itself is at fault, not a song
constexpr std::chrono::milliseconds kAnalyzerClientDeathGrace{2000};
constexpr std::chrono::seconds kAnalyzerClientStartLimit{60}; ///< to load the network, on a slow disk and a busy machine
/// A whole song takes at most 0.8 % of its duration on the computer it was measured on (FLAC of 96 kHz). This allows six
/// times as long.
constexpr int kShareOfDuration = 20;
constexpr std::chrono::hours kLongest{24}; ///< the longest duration of a song that is believed

/// What a song may take beyond the limit.
std::chrono::milliseconds moreTimeFor(const AnalysisTask& task) {
    return task.kind == TaskKind::outline ? std::min<std::chrono::milliseconds>(task.duration, kLongest) / kShareOfDuration
                                          : std::chrono::milliseconds{0};
}

} // namespace

class AnalyzerClient::Impl {
public:
    Impl(AnalyzerOptions options, AnalyzerEvents events)
        : m_options(std::move(options))
        , m_events(std::move(events))
        , m_workers(m_options.workers)
        , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_thread([this](std::stop_token stop) { loop(stop); }) {}

    ~Impl() {
        stop();
        ::close(m_wake);
    }

    void stop() {
        m_thread.request_stop();
        wake();
        if (m_thread.joinable())
            m_thread.join();
    }

    void wake() const {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(m_wake, &one, sizeof one)); // full means that a wake-up is pending already
    }
    void interrupt() {
        m_interrupted = true;
        wake();
    }
    void resume() {
        m_broken = false;
        wake();
    }
    void setWorkers(int workers) {
        if (m_workers.exchange(workers) != workers)
            interrupt();
    }
    void setModel(std::filesystem::path folder, std::function<void()> adopted) {
        {
            const std::lock_guard lock(m_modelMutex);
            m_nextModel = {std::move(folder), std::move(adopted)};
        }
        wake();
    }
    [[nodiscard]] int processId() const { return m_pid; }

private:
    struct NextModel {
        std::filesystem::path folder;
        std::function<void()> adopted;
    };

    void loop(std::stop_token stop) {
        ::sigset_t pipe; // a child that died must not end us when we write to it
        ::sigemptyset(&pipe);
        ::sigaddset(&pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        while (!stop.stop_requested()) {
            try {
                if (m_interrupted.exchange(false))
                    giveBack();
                adoptModel();
                if (!m_broken)
                    fill();
                waitAndServe();
            } catch (const std::exception& error) {
                giveUpAfter(error);
            }
        }
        m_child.reset();
    }

    /// Memory is short, or an event threw.
    void giveUpAfter(const std::exception& error) noexcept {
        try {
            giveUp(messageOf(error));
        } catch (...) { // the client rests all the same
        }
    }

    void adoptModel() {
        std::optional<NextModel> next;
        {
            const std::lock_guard lock(m_modelMutex);
            next.swap(m_nextModel);
        }
        if (!next)
            return;
        giveBack();
        m_suspicion.clear(); // what killed one network, another may survive
        m_broken = false;
        m_deathsBeforeHello = 0;
        m_options.modelFolder = std::move(next->folder);
        next->adopted();
    }

    /// Ends the process; songs it had not answered go back to where they came from.
    void giveBack() {
        endProcess();
        giveBackSuspects();
        giveBackInFlight();
    }

    // The last one first, since each that comes back is put before all others.
    void giveBackSuspects() {
        for (auto tasks = std::exchange(m_suspects, {}); !tasks.empty(); tasks.pop_back())
            m_events.returned(std::move(tasks.back()));
    }
    void giveBackInFlight() {
        for (auto tasks = std::exchange(m_inFlight, {}); !tasks.empty(); tasks.pop_back())
            m_events.returned(std::move(tasks.back()));
    }

    void endProcess() {
        m_child.reset();
        m_pid = 0;
        m_saidHello = false;
        m_isTrial = false;
        m_unsent.clear();
        m_reader = {};
    }

    /// A suspect is alone in the process, so that the next death has one culprit. A song that somebody waits for interrupts
    /// the trial, which begins again afterwards.
    [[nodiscard]] std::optional<AnalysisTask> pick() {
        if (!m_isTrial && m_suspects.empty())
            return m_events.nextTask();
        if (auto urgent = m_events.nextUrgent()) {
            if (m_isTrial) {
                m_suspects.push_front(std::move(m_inFlight.front()));
                m_inFlight.clear();
                endProcess();
            }
            return urgent;
        }
        if (!m_inFlight.empty())
            return std::nullopt;
        auto task = std::move(m_suspects.front());
        m_suspects.pop_front();
        m_isTrial = true;
        return task;
    }

    [[nodiscard]] static bool isOutline(const AnalysisTask& task) { return task.kind == TaskKind::outline; }
    [[nodiscard]] std::ptrdiff_t analysesInFlight() const { return std::ranges::count_if(m_inFlight, std::not_fn(isOutline)); }

    /// Takes the songs that the process may have begun out of those in flight: the first ones, as many as it has workers for
    /// their kind.
    [[nodiscard]] std::vector<AnalysisTask> takeBegun() {
        std::vector<AnalysisTask> begun, behind;
        int analyses = 0, outlines = 0;
        for (auto& task : m_inFlight) {
            const bool isBegun = ++(isOutline(task) ? outlines : analyses) <= m_workers.load();
            (isBegun ? begun : behind).push_back(std::move(task));
        }
        m_inFlight = std::move(behind);
        return begun;
    }

    /// Keeps one song more in the pipe than there are workers, so that no worker waits for this process. Outlines do not
    /// count: they have workers of their own, so that a song that a listener asks for never waits behind a long mix.
    void fill() {
        while (analysesInFlight() <= m_workers.load()) {
            auto task = pick();
            if (!task)
                break;
            if (!m_child)
                if (const auto problem = start(); !problem.empty()) {
                    m_events.returned(std::move(*task)); // first, so that whoever waits for it is told once, by `broken`
                    giveUp(problem);
                    return;
                }
            if (m_inFlight.empty())
                m_watchdog.sign(m_child.get());
            const auto frame = encode(Request{task->id, task->song, task->kind});
            m_unsent.insert(m_unsent.end(), frame.begin(), frame.end());
            m_inFlight.push_back(std::move(*task));
            m_wasBusy = true;
        }
        if (m_inFlight.empty() && std::exchange(m_wasBusy, false))
            m_events.idle();
    }

    /// @return why it could not be started; empty: it was
    Message start() {
        try {
            m_child = std::make_unique<ChildProcess>(
                m_options.program,
                std::vector<std::string>{"--model", m_options.modelFolder.string(), "--workers", std::to_string(m_workers.load())});
            m_pid = m_child->pid();
            return {};
        } catch (const Error& error) {
            return error.message();
        }
    }

    void giveUp(const Message& reason) {
        m_broken = true;
        m_deathsBeforeHello = 0;
        giveBack();
        m_events.broken(reason);
    }

    [[nodiscard]] int timeoutMs() const {
        if (!m_child)
            return -1;
        const auto limit = m_inFlight.empty() ? std::chrono::milliseconds(m_options.idleLimit) : limitNow();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_watchdog.last() + limit - Clock::now());
        return static_cast<int>(std::max<std::int64_t>(0, left.count()) + 1);
    }

    void waitAndServe() {
        std::array<pollfd, 3> entries{pollfd{m_wake, POLLIN, 0}, pollfd{-1, POLLIN, 0}, pollfd{-1, POLLOUT, 0}};
        if (m_child) {
            entries[1].fd = m_child->output();
            entries[2].fd = m_unsent.empty() ? -1 : m_child->input();
        }
        const int ready = ::poll(entries.data(), entries.size(), timeoutMs());
        if (ready == 0) {
            outOfTime();
            return;
        }
        if ((entries[0].revents & POLLIN) != 0) {
            std::uint64_t count = 0;
            static_cast<void>(!::read(m_wake, &count, sizeof count));
        }
        if (m_child && entries[2].revents != 0)
            send();
        if (m_child && entries[1].revents != 0)
            receive();
    }

    [[nodiscard]] std::chrono::milliseconds limitNow() const {
        if (!m_saidHello)
            return kAnalyzerClientStartLimit;
        std::chrono::milliseconds more{0};
        for (const auto& task : m_inFlight)
            more = std::max(more, moreTimeFor(task));
        return m_options.songLimit + more;
    }

    void outOfTime() {
        if (m_inFlight.empty()) {
            endProcess(); // idle for long
            return;
        }
        const auto limit = limitNow();
        const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(limit).count());
        switch (m_watchdog.look(*m_child, limit, m_inFlight.size())) {
        case Watchdog::Finding::waits:
            break;
        case Watchdog::Finding::tooLong:
            died(Fate::tooLong, {MessageId::songTooLong, {seconds}});
            break;
        case Watchdog::Finding::stalled:
            died(Fate::stalled, {MessageId::songStalled, {seconds}});
            break;
        }
    }

    void send() {
        const auto count = ::write(m_child->input(), m_unsent.data(), m_unsent.size());
        if (count > 0)
            m_unsent.erase(m_unsent.begin(), m_unsent.begin() + count);
        else if (errno != EAGAIN && errno != EINTR)
            m_unsent.clear(); // it is dead; receive() sees that too
    }

    void receive() {
        std::array<std::uint8_t, 65'536> bytes{};
        const auto count = ::read(m_child->output(), bytes.data(), bytes.size());
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count <= 0) {
            const auto ending = m_child->end(kAnalyzerClientDeathGrace);
            died(ending.isFromOutside ? Fate::killed : Fate::crashed, {MessageId::songCrashed, {ending.how}});
            return;
        }
        try {
            m_reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
            // Once interrupted, nothing more is answered: what could not be stored rests until the listener goes on, and a
            // second such answer must not come after that.
            while (m_child && !m_interrupted) {
                auto message = m_reader.next();
                if (!message)
                    return;
                serve(std::move(*message));
            }
        } catch (const Error& error) {
            died(Fate::crashed, error.message());
        }
    }

    void serve(PipeMessage message) {
        m_watchdog.sign(m_child.get());
        if (auto* hello = std::get_if<Hello>(&message)) {
            m_deathsBeforeHello = 0;
            m_saidHello = true;
            if (hello->protocol != kProtocolVersion)
                giveUp(MessageId::analyzerOtherVersion);
        } else if (auto* refused = std::get_if<Refused>(&message)) {
            giveUp(refused->reason);
        } else if (auto* answer = std::get_if<Answer>(&message)) {
            take(std::move(*answer));
        }
    }

    void take(Answer answer) {
        const auto asked = std::ranges::find(m_inFlight, answer.id, &AnalysisTask::id);
        if (asked == m_inFlight.end())
            return;
        if (!isAnswerTo(asked->kind, answer.outcome))
            throw Error{ErrorKind::process, MessageId::analyzerAnswerWrong};
        const auto task = std::move(*asked);
        m_inFlight.erase(asked);
        m_isTrial = false;
        m_suspicion.acquit(task.id);
        m_events.answered(task, std::move(answer.outcome));
    }

    /// The process died or was given up. The songs that it may have begun become suspects and are tried again, one at a time,
    /// unless one was alone and is guilty. So a process killed from outside costs no song.
    void died(Fate fate, const Message& reason) {
        const bool hadStarted = m_saidHello;
        endProcess();
        if (!hadStarted) {
            if (++m_deathsBeforeHello >= kAnalyzerClientDeathsBeforeHello)
                giveUp({MessageId::analyzerEndsAtOnce, {m_options.program.string()}});
            else
                giveBack();
            return;
        }
        auto begun = takeBegun();
        const bool isAlone = begun.size() == 1;
        for (auto& task : begun) {
            if (m_suspicion.isGuilty(task.id, fate, isAlone))
                m_events.answered(task, AnalysisFailure{wordFor(fate), reason});
            else
                m_suspects.push_back(std::move(task));
        }
        giveBackInFlight();
        if (fate == Fate::stalled && isAlone)
            giveBackSuspects(); // they may lie on the same disk, which the queue knows
    }

    AnalyzerOptions m_options;
    AnalyzerEvents m_events;
    std::atomic<int> m_workers;
    std::atomic<int> m_pid{0};
    std::atomic<bool> m_interrupted{false};
    std::atomic<bool> m_broken{false};
    int m_wake;
    std::mutex m_modelMutex;
    std::optional<NextModel> m_nextModel;

    // The members below belong to the client's thread.
    std::unique_ptr<ChildProcess> m_child;
    FrameReader m_reader;
    std::vector<std::uint8_t> m_unsent;
    std::vector<AnalysisTask> m_inFlight; ///< in the order of sending
    std::deque<AnalysisTask> m_suspects;  ///< the process may have begun them when it died
    bool m_isTrial = false;               ///< what is in flight is one suspect
    Suspicion m_suspicion;
    Watchdog m_watchdog;
    int m_deathsBeforeHello = 0; ///< one after another
    bool m_saidHello = false;
    bool m_wasBusy = false;

    std::jthread m_thread;
};

AnalyzerClient::AnalyzerClient(AnalyzerOptions options, AnalyzerEvents events)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(events))) {}
AnalyzerClient::~AnalyzerClient() = default;
void AnalyzerClient::wake() { m_impl->wake(); }
void AnalyzerClient::interrupt() { m_impl->interrupt(); }
void AnalyzerClient::resume() { m_impl->resume(); }
void AnalyzerClient::stop() { m_impl->stop(); }
void AnalyzerClient::setWorkers(int workers) { m_impl->setWorkers(workers); }
void AnalyzerClient::setModel(std::filesystem::path folder, std::function<void()> adopted) {
    m_impl->setModel(std::move(folder), std::move(adopted));
}
int AnalyzerClient::processId() const { return m_impl->processId(); }

} // namespace segue::analysis
