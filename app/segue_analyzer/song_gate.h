// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <limits>
#include <mutex>

namespace segue::app {

/// Lets songs be worked on side by side, and now and then one while nothing else runs; and lets long jobs stand still
/// while there is something more urgent to do. No more run side by side than there is memory for: what is found out by trying may
/// end a library that does not expect it.
///
/// Thread rule: any thread; beside(), alone() and giveWay() block until it is their turn. A job must not enter the gate
/// itself.
class SongGate final {
public:
    explicit SongGate(int most = std::numeric_limits<int>::max()) ///< side by side, at least 1
        : m_most(most) {}

    template <typename Job>
    auto beside(Job&& job) {
        const Pass pass(*this, false);
        return job();
    }
    /// Waits until all others are done; those that come meanwhile wait for it.
    template <typename Job>
    auto alone(Job&& job) {
        const Pass pass(*this, true);
        return job();
    }

    /// There is one more urgent song, or one less: from the moment that it is asked for until it is answered.
    void begin();
    void end();
    /// For a job that runs beside others and is not urgent: blocks while any urgent song is there. Meanwhile it does not
    /// count as running, so that one of them may be alone.
    void giveWay();

private:
    class Pass final {
    public:
        Pass(SongGate& gate, bool alone)
            : m_gate(gate)
            , m_alone(alone) {
            m_gate.enter(m_alone);
        }
        ~Pass() { m_gate.leave(m_alone); }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;

    private:
        SongGate& m_gate;
        bool m_alone;
    };
    void enter(bool alone);
    void leave(bool alone);
    [[nodiscard]] bool hasRoom() const { return m_waitingAlone == 0 && !m_isAlone && m_running < m_most; }

    const int m_most;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_urgent = 0;
    int m_running = 0;      ///< and not giving way
    int m_waitingAlone = 0; ///< to be alone
    bool m_isAlone = false;
};

} // namespace segue::app
