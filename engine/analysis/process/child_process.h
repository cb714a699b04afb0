// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace segue::analysis {

/// A program started with pipes on its standard input and output. Owns both ends and the process: the destructor kills
/// it, and waits for its end for two seconds at most: one that waits for a disk which does not answer cannot end before
/// that does.
///
/// Thread rule: one thread.
class ChildProcess final {
public:
    /// Throws Error{process} if it cannot be started.
    ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] int input() const { return m_input; }   ///< file descriptor to write to; non-blocking
    [[nodiscard]] int output() const { return m_output; } ///< file descriptor to read from; non-blocking
    [[nodiscard]] pid_t pid() const { return m_pid; }

    /// That all its threads have used so far.
    [[nodiscard]] std::chrono::milliseconds processorTime() const;
    /// Whether a thread of it runs, or would if it were given a processor; one that sleeps or waits for a disk would not.
    [[nodiscard]] bool wantsToRun() const;

    /// That all its threads have read so far, from files and pipes.
    [[nodiscard]] std::uint64_t bytesRead() const;

    struct Ending {
        std::string how;            ///< for a message: "signal 11 (Segmentation fault)"
        bool isFromOutside = false; ///< by a signal that the system or a person sends, not by a fault of its own
    };
    /// Kills it if it still runs after `grace`; then waits like the destructor.
    [[nodiscard]] Ending end(std::chrono::milliseconds grace);

private:
    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
};

} // namespace segue::analysis
