// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/child_process.h"
#include "engine/analysis/process/protocol.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace segue::test {

/// segue-analyzer with Segue's own network, asked by hand.
class AnalyzerProcess final {
public:
    /// Returns when it has said that it is ready.
    explicit AnalyzerProcess(int workers, const std::vector<std::string>& more = {});

    void ask(std::uint64_t id, const std::filesystem::path& song, analysis::TaskKind kind = analysis::TaskKind::analysis);
    /// Blocks until so many answers are there; fails the test when the process ends before. @return all so far, by id
    const std::map<std::uint64_t, analysis::AnalysisOutcome>& waitFor(std::size_t answers);

    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    /// A number of /proc/PID/status: "VmHWM" is the largest resident memory so far, in kilobytes.
    [[nodiscard]] long status(const std::string& name) const;
    /// Processor time of each of its threads, in seconds; the first is the reading one.
    [[nodiscard]] std::vector<double> threadSeconds() const;

private:
    analysis::PipeMessage next();

    analysis::ChildProcess m_process;
    analysis::FrameReader m_reader;
    std::map<std::uint64_t, analysis::AnalysisOutcome> m_answers;
};

} // namespace segue::test
