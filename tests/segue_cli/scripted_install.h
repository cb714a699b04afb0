// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace segue::test {

/// segue-cli beside an analyzer of choice, as if both were installed, with the demo music. The analyzer notes every request
/// if it is the scripted one.
class ScriptedInstall final {
public:
    /// @param analyzer the program that takes the place of segue-analyzer
    /// @param songs of the demo music, at most 24
    explicit ScriptedInstall(const std::filesystem::path& analyzer, std::size_t songs = 24);

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder.path(); }
    [[nodiscard]] std::filesystem::path program() const { return m_folder / "bin/segue-cli"; }
    [[nodiscard]] std::filesystem::path music() const { return m_folder / "music"; }
    [[nodiscard]] std::size_t songs() const { return m_songs; }
    [[nodiscard]] std::filesystem::path log() const { return m_folder / "log"; }
    /// The words that scan the music with the scripted bundle.
    [[nodiscard]] std::vector<std::string> scan(const std::filesystem::path& database,
                                                const std::filesystem::path& model = {}) const;

    /// Whether it is known what the analyzer was asked for.
    [[nodiscard]] bool notesRequests() const { return m_notesRequests; }
    /// How often each song was asked for since the last call; nothing if the analyzer does not note it.
    std::map<std::string, int> takeRequests();

private:
    TemporaryFolder m_folder;
    std::size_t m_songs;
    bool m_notesRequests;
};

/// A program in a process group of its own, which can be killed with what it started.
class KillableRun final {
public:
    KillableRun(const std::filesystem::path& program, const std::vector<std::string>& words, const std::filesystem::path& output);
    ~KillableRun();
    KillableRun(const KillableRun&) = delete;
    KillableRun& operator=(const KillableRun&) = delete;

    /// Waits for its end, at most so long. @return whether it ended
    bool waitFor(std::chrono::microseconds limit);
    void killAll();                                           ///< it and what it started
    void signal(int number) const;                            ///< to it alone
    bool killAnalyzer() const;                                ///< that alone; false if it does not run just now
    [[nodiscard]] int exitCode() const { return m_exitCode; } ///< -1: ended by a signal, or not yet

private:
    void reap();
    pid_t m_pid = -1;
    int m_descriptor = -1;
    int m_exitCode = -1;
};

} // namespace segue::test
