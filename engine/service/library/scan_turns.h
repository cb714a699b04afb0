// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace segue {

/// Lets one library be scanned at a time: libraries often lie on one disk, and a song may move from one to the other. A scan
/// without progress for a moment (its disk spins up, or never answers) loses its turn to the next one, and takes another turn
/// before it goes on.
///
/// Thread rule: any thread.
class ScanTurns final {
public:
    static constexpr std::chrono::milliseconds kSilence{500}; ///< how long a scan keeps its turn without a sign of life

    /// One scan's place in the queue.
    class Place final {
    public:
        explicit Place(ScanTurns& turns)
            : m_turns(turns) {}
        ~Place() { leave(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// Waits for its turn. @return whether no other scan had a turn since this one's last; false also when asked to stop,
        /// so check the token after take()
        bool take(const std::stop_token& stop);
        void sign(); ///< a sign of life
        void leave();

    private:
        ScanTurns& m_turns;
        std::uint64_t m_turn = 0; ///< its last turn; 0: none
    };

private:
    std::mutex m_mutex;
    std::condition_variable_any m_free;
    std::uint64_t m_last = 0;  ///< the last turn given out
    std::uint64_t m_taken = 0; ///< whose turn it is; 0: nobody's
    std::chrono::steady_clock::time_point m_signed{};
};

} // namespace segue
