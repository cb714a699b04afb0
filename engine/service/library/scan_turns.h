// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace segue {

/// Lets one library be looked through at a time: they often lie on one disk, and a song may move from one to the other.
/// A scan that has told of no progress for a moment (its disk spins up, or never answers) loses its turn to the next
/// one, and takes another turn before it goes on.
///
/// Thread rule: any thread.
class ScanTurns final {
public:
    static constexpr std::chrono::milliseconds kSilence{500}; ///< so long a scan keeps its turn without a sign of life

    /// One scan's place in the row.
    class Place final {
    public:
        explicit Place(ScanTurns& turns)
            : m_turns(turns) {}
        ~Place() { leave(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// Waits for its turn. @return whether nobody else had one since it last was this one's; false also when it was
        /// asked to stop, which take() must be followed by a look at
        bool take(const std::stop_token& stop);
        void sign(); ///< it is alive
        void leave();

    private:
        ScanTurns& m_turns;
        std::uint64_t m_turn = 0; ///< the last one it had; 0: none
    };

private:
    std::mutex m_mutex;
    std::condition_variable_any m_free;
    std::uint64_t m_last = 0;  ///< turn that was given out
    std::uint64_t m_taken = 0; ///< whose turn it is; 0: nobody's
    std::chrono::steady_clock::time_point m_signed{};
};

} // namespace segue
