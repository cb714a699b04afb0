// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/analyzer_client.h"

#include "engine/analysis/child_process.h"
#include "engine/analysis/protocol.h"
#include "engine/error.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <deque>
#include <mutex>
#include <poll.h>
#include <stop_token>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace segue::analysis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kTooLong = "tooLong";
constexpr int kStartsWithoutHello = 3; ///< then the program itself is at fault, not a song
constexpr std::chrono::milliseconds kDeathGrace{2000};
constexpr std::chrono::seconds kStartLimit{60}; ///< to load the network, on a slow disk and a busy machine

} // namespace

class AnalyzerClient::Impl {
public:
    Impl(AnalyzerOptions options, AnalyzerEvents events)
        : m_options(std::move(options)), m_events(std::move(events)), m_workers(m_options.workers),
          m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), m_thread([this](std::stop_token stop) { loop(stop); }) {}

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
            if (m_interrupted.exchange(false))
                giveBack();
            adoptModel();
            if (!m_broken)
                fill();
            waitAndServe();
        }
        m_child.reset();
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
        m_suspected.clear(); // what one network died of, another may survive
        m_broken = false;
        m_startsWithoutHello = 0;
        m_options.modelFolder = std::move(next->folder);
        next->adopted();
    }

    /// Ends the process; what it had not answered goes back to where it came from.
    void giveBack() {
        endProcess();
        for (auto& task : std::exchange(m_suspects, {}))
            m_events.returned(std::move(task));
        for (auto& [id, task] : std::exchange(m_inFlight, {}))
            m_events.returned(std::move(task));
    }

    void endProcess() {
        m_child.reset();
        m_pid = 0;
        m_saidHello = false;
        m_unsent.clear();
        m_reader = {};
    }

    /// A suspect is alone in the process, so that its next death has one culprit.
    [[nodiscard]] std::optional<AnalysisTask> pick() {
        const bool suspectWorks = !m_inFlight.empty() && m_suspected.contains(m_inFlight.begin()->first);
        if (suspectWorks || (!m_suspects.empty() && !m_inFlight.empty()))
            return std::nullopt;
        if (m_suspects.empty())
            return m_events.nextTask();
        auto task = std::move(m_suspects.front());
        m_suspects.pop_front();
        return task;
    }

    [[nodiscard]] std::ptrdiff_t analysesInFlight() const {
        return std::ranges::count_if(m_inFlight, [](const auto& entry) { return entry.second.kind != TaskKind::outline; });
    }

    /// Keeps one song more in the pipe than there are workers, so that none waits for us. Outlines do not count: they
    /// have workers of their own over there, so that a song a listener asks for never stands behind a long mix.
    void fill() {
        while (analysesInFlight() <= m_workers.load()) {
            auto task = pick();
            if (!task)
                break;
            if (!m_child && !start()) {
                m_events.returned(std::move(*task));
                return;
            }
            if (m_inFlight.empty())
                noteSign();
            const auto frame = encode(Request{task->id, task->song, task->kind});
            m_unsent.insert(m_unsent.end(), frame.begin(), frame.end());
            const auto id = task->id;
            m_inFlight.emplace(id, std::move(*task));
            m_wasBusy = true;
        }
        if (m_inFlight.empty() && std::exchange(m_wasBusy, false))
            m_events.idle();
    }

    bool start() {
        try {
            m_child = std::make_unique<ChildProcess>(
                m_options.program, std::vector<std::string>{"--model", m_options.modelFolder.string(), "--workers",
                                                            std::to_string(m_workers.load())});
            m_pid = m_child->pid();
            ++m_startsWithoutHello;
            return true;
        } catch (const Error& error) {
            giveUp(error.what());
            return false;
        }
    }

    void giveUp(const std::string& reason) {
        m_broken = true;
        m_startsWithoutHello = 0;
        giveBack();
        m_events.broken(reason);
    }

    [[nodiscard]] int timeoutMs() const {
        if (!m_child)
            return -1;
        const auto limit = m_inFlight.empty() ? m_options.idleLimit : m_saidHello ? m_options.songLimit : kStartLimit;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_lastSign + limit - Clock::now());
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

    void noteSign() {
        m_lastSign = Clock::now();
        m_usedAtSign = m_child ? m_child->processorTime() : std::chrono::milliseconds{0};
    }

    /// It gives way to everything else, so while the computer is busy it gets next to nothing: that is no song's fault.
    [[nodiscard]] bool isStarved() const {
        const auto limit = m_saidHello ? m_options.songLimit : kStartLimit;
        return m_child->wantsToRun() && m_child->processorTime() - m_usedAtSign < limit / 2;
    }

    void outOfTime() {
        if (m_inFlight.empty())
            endProcess(); // idle for long
        else if (isStarved())
            m_lastSign = Clock::now(); // and what it has used is still counted from the last sign
        else
            died(kTooLong, "The analysis of this file did not end within " + std::to_string(m_options.songLimit.count()) +
                                " seconds.");
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
            const auto how = m_child->end(kDeathGrace).how;
            died("crash", "This file made the decoder crash (" + how + ").");
            return;
        }
        try {
            m_reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
            while (m_child) {
                auto message = m_reader.next();
                if (!message)
                    return;
                serve(std::move(*message));
            }
        } catch (const Error& error) {
            died("crash", error.what());
        }
    }

    void serve(Message message) {
        noteSign();
        if (auto* hello = std::get_if<Hello>(&message)) {
            m_startsWithoutHello = 0;
            m_saidHello = true;
            if (hello->protocol != kProtocolVersion)
                giveUp("The analyzer belongs to another version of Segue; install Segue again.");
        } else if (auto* refused = std::get_if<Refused>(&message)) {
            giveUp(refused->reason);
        } else if (auto* answer = std::get_if<Answer>(&message)) {
            const auto task = m_inFlight.extract(answer->id);
            m_suspected.erase(answer->id);
            if (!task.empty())
                m_events.answered(task.mapped(), std::move(answer->outcome));
        }
    }

    /// The process died or was given up. All songs in flight become suspects and are tried once more, one at a time; one
    /// that was alone then, or alone and too long, is the culprit. So a process killed from outside costs no song.
    void died(const std::string& kind, const std::string& reason) {
        const bool hadStarted = m_saidHello;
        endProcess();
        if (!hadStarted) {
            giveBack();
            if (m_startsWithoutHello >= kStartsWithoutHello)
                giveUp("The analyzer " + m_options.program.string() + " ends before it can work. Install Segue again.");
            return;
        }
        auto inFlight = std::exchange(m_inFlight, {});
        const bool isAlone = inFlight.size() == 1;
        for (auto& [id, task] : inFlight) {
            if (isAlone && (kind == kTooLong || m_suspected.erase(id) > 0)) {
                m_events.answered(task, AnalysisFailure{kind, reason});
            } else {
                m_suspected.insert(id);
                m_suspects.push_back(std::move(task));
            }
        }
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

    // The rest belongs to the thread.
    std::unique_ptr<ChildProcess> m_child;
    FrameReader m_reader;
    std::vector<std::uint8_t> m_unsent;
    std::unordered_map<std::uint64_t, AnalysisTask> m_inFlight;
    std::deque<AnalysisTask> m_suspects; ///< were in flight when the process died
    std::unordered_set<std::uint64_t> m_suspected; ///< ids of songs that died with the process once
    Clock::time_point m_lastSign = Clock::now();
    std::chrono::milliseconds m_usedAtSign{0}; ///< processor time
    int m_startsWithoutHello = 0;
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
