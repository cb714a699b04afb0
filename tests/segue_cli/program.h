// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace segue::test {

struct ProgramResult {
    int exitCode = -1; ///< -1: ended by a signal
    std::string output;
    std::string errors;
    long peakKilobytes = 0; ///< the largest resident memory of it or a process it started and waited for
};

/// A command of segue-cli, running.
class Program final {
public:
    explicit Program(const std::vector<std::string>& words);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Blocks until the errors so far contain the words, or the program ended. @return whether they do
    bool waitForErrors(const std::string& words);
    /// Likewise until a scan has said that it analyses a song of that number or a later one: of many in a moment it names one.
    bool waitForAnalysed(int song);
    void kill(int signal);
    /// Blocks until it ends.
    ProgramResult finish();

private:
    bool readMore(); ///< false when both pipes are closed
    pid_t m_pid = -1;
    int m_output = -1, m_errors = -1;
    ProgramResult m_result;
};

/// Runs a command of segue-cli to its end.
[[nodiscard]] ProgramResult segueCli(const std::vector<std::string>& words);

} // namespace segue::test
