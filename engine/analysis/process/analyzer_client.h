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
    std::chrono::seconds idleLimit{60}; ///< an idle process ends after this; it starts again when needed
    /// A process that gives no answer for this long counts as hanging, unless it only waits for a processor. While whole
    /// songs are read, a twentieth of the longest one's duration is added.
    std::chrono::seconds songLimit{180};
};

struct AnalysisTask {
    std::uint64_t id = 0;
    std::filesystem::path song;
    TaskKind kind = TaskKind::analysis;
    std::chrono::milliseconds duration{0}; ///< of the song; 0: not known
};

/// What the client asks for and reports. All are called on the client's own thread and must not throw.
struct AnalyzerEvents {
    /// The next song, or nothing for now. Asked until one more analysis is in flight than there are workers. Outlines do not
    /// count, so this must return nothing at some point.
    std::function<std::optional<AnalysisTask>()> nextTask;
    /// The next song that somebody waits for, or nothing. Asked instead of nextTask while suspects are tried one at a time.
    std::function<std::optional<AnalysisTask>()> nextUrgent = [] { return std::optional<AnalysisTask>(); };
    /// The outcome is a failure, or of the kind that was asked for, with finite numbers and a non-empty identity.
    std::function<void(const AnalysisTask&, AnalysisOutcome)> answered;
    std::function<void(AnalysisTask)> returned; ///< was handed out but not worked on; hand it out again later
    std::function<void(const Message&)> broken; ///< the analyzer cannot work at all; the client rests until resume()
    std::function<void()> idle;                 ///< nothing is left to do just now
};

/// Runs the analyzer process: starts it when there is something to do, keeps it fed, and ends it when idle. When the process
/// dies, the client finds the file that killed it by sending the suspects again, one at a time. A file that kills it twice is
/// answered with a failure of kind "crash" (or "tooLong"), and the rest goes on. Suspects are the songs that the process may
/// have begun; the songs behind them only come back. A song that somebody waits for comes before all suspects.
///
/// A process that neither works nor wants to work waits for a disk or a network. If one song was alone in it, that song is
/// answered with a failure of kind "stalled", which says nothing about the file; other suspects come back.
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
    void stop();                  ///< ends process and thread; no event comes after it returns
    void setWorkers(int workers); ///< takes effect by restarting the process
    /// Goes on with another bundle: returns the songs in flight, then calls `adopted` on the client's thread; every later
    /// answer is the new bundle's. Tries again if the analyzer could not work before.
    void setModel(std::filesystem::path folder, std::function<void()> adopted);

    /// Process id of the analyzer, 0 when it does not run. For tests and for measuring.
    [[nodiscard]] int processId() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::analysis
