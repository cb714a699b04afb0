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

/// A program started with pipes on its standard input and output. Owns both ends and the process. The destructor kills it and
/// waits for its end for two seconds at most, since a process that waits for a disk cannot end before the disk answers.
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

    /// Processor time that all its threads have used so far.
    [[nodiscard]] std::chrono::milliseconds processorTime() const;
    /// Whether one of its threads runs or waits for a processor only, not asleep and not waiting for a disk.
    [[nodiscard]] bool wantsToRun() const;

    /// Bytes that all its threads have read so far, from files and pipes.
    [[nodiscard]] std::uint64_t bytesRead() const;

    struct Ending {
        std::string how;            ///< for a message: "signal 11 (Segmentation fault)"
        bool isFromOutside = false; ///< ended by a signal from the system or a person, not by its own fault
    };
    /// Kills it if it still runs after `grace`; then waits as the destructor does.
    [[nodiscard]] Ending end(std::chrono::milliseconds grace);

private:
    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
};

} // namespace segue::analysis
