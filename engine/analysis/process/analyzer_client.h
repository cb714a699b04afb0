// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/analyzer.h"
#include "engine/words/message.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace segue::analysis {

struct AnalyzerOptions {
    std::filesystem::path program;     ///< segue-analyzer
    std::filesystem::path modelFolder; ///< bundle
    int workers = 1;
    std::chrono::seconds idleLimit{60}; ///< then the process is ended; it starts again when needed
    /// Without any answer for so long, the process is taken to hang, unless it only waits for a processor. While whole
    /// songs are read it is a twentieth of the longest one's duration more.
    std::chrono::seconds songLimit{180};
};

struct AnalysisTask {
    std::uint64_t id = 0;
    std::filesystem::path song;
    TaskKind kind = TaskKind::analysis;
    std::chrono::milliseconds duration{0}; ///< of the song, as far as it is known; 0: it is not
};

/// What the client asks for and tells. All are called on the client's own thread and must not throw.
struct AnalyzerEvents {
    /// The next song, or nothing just now. Asked until there is one analysis more in flight than there are workers;
    /// outlines do not count, so whoever gives them out has to end with nothing.
    std::function<std::optional<AnalysisTask>()> nextTask;
    /// Likewise, but only a song that somebody waits for. Asked for instead while suspects are tried one at a time.
    std::function<std::optional<AnalysisTask>()> nextUrgent = [] { return std::optional<AnalysisTask>(); };
    /// The outcome is a failure or of the kind that was asked for; its numbers are finite and its identity is not empty.
    std::function<void(const AnalysisTask&, AnalysisOutcome)> answered;
    std::function<void(AnalysisTask)> returned; ///< was handed out, but not worked on: give it out again later
    std::function<void(const Message&)> broken; ///< the analyzer cannot work at all; it rests until resume()
    std::function<void()> idle;                 ///< nothing is left to do just now
};

/// Runs the analyzer process and keeps it fed: starts it when there is something to do, ends it when idle, and when it
/// dies finds the file that killed it by sending the suspects once more, one at a time; a file that kills it twice is
/// answered with a failure of kind "crash" (or "tooLong") and the rest goes on. Suspects are the songs that it may have
/// begun with; those behind them only come back. A song that somebody waits for comes before all suspects.
///
/// A process that neither works nor wants to waits for a disk or a network. Then the song that was alone in it is
/// answered with a failure of kind "stalled", which says nothing about the file; the other suspects come back.
///
/// Thread rule: all functions from any thread; they return at once, but stop(), as the
/// destructor does, waits.
class AnalyzerClient final {
public:
    AnalyzerClient(AnalyzerOptions options, AnalyzerEvents events);
    ~AnalyzerClient();
    AnalyzerClient(const AnalyzerClient&) = delete;
    AnalyzerClient& operator=(const AnalyzerClient&) = delete;

    void wake();                  ///< nextTask may have something
    void interrupt();             ///< ends the process at once; songs in flight are returned
    void resume();                ///< tries again after `broken`
    void stop();                  ///< ends process and thread; no event comes after it returned
    void setWorkers(int workers); ///< takes effect by restarting the process
    /// Goes on with another bundle: songs in flight are returned, then `adopted` is called, on the client's thread, and
    /// every later answer is the new bundle's. Tries again if the analyzer could not work before.
    void setModel(std::filesystem::path folder, std::function<void()> adopted);

    /// Process number of the analyzer, 0 when it does not run. For tests and for measuring.
    [[nodiscard]] int processId() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::analysis
