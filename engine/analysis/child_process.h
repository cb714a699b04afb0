// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace segue::analysis {

/// A program started with pipes on its standard input and output. Owns both ends and the process: the destructor kills
/// and reaps it.
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

    /// How it ended, for a message: "signal 11 (Segmentation fault)". Kills it if it still runs after `grace`.
    [[nodiscard]] std::string end(std::chrono::milliseconds grace);

private:
    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
};

} // namespace segue::analysis
