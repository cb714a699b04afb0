// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/database/writer.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace segue {

/// Hears files outside every library with the bundle of the space that songs are compared in; of several together with one after
/// the other, and joins what they heard. Of a bundle that does not listen to the libraries just now, this takes a process of its
/// own, which ends when it is idle.
///
/// Thread rule: all functions from any thread; they return at once, except stop(), which waits.
class SeedListener final {
public:
    /// @param queue listens to the libraries, at first with the bundle of `listening`
    SeedListener(analysis::AnalyzerOptions options, const store::Database& database, store::Writer& writer,
                 analysis::AnalysisQueue& queue, std::string listening)
        : m_options(std::move(options))
        , m_database(database.sibling())
        , m_writer(writer)
        , m_queue(queue)
        , m_listening(std::move(listening)) {}

    void setListening(std::string model); ///< the queue goes on with that bundle
    /// @return false if nothing can be heard for that space, because its bundle, or the first of several, is no longer installed
    [[nodiscard]] bool hear(const EmbeddingSpace& space, const std::filesystem::path& song, analysis::FileAnswer answered);
    void stop(); ///< hears nothing more; no answer comes after it returned

private:
    struct Together;
    void hearNext(const std::shared_ptr<Together>& hearing);
    void take(const std::shared_ptr<Together>& hearing, analysis::AnalysisOutcome outcome, const std::string& model);
    void ask(const SpacePart& part, const std::filesystem::path& song, analysis::FileAnswer answered);

    analysis::AnalyzerOptions m_options;
    store::Database m_database; ///< other connections are opened from it
    store::Writer& m_writer;
    analysis::AnalysisQueue& m_queue;
    std::mutex m_mutex;
    std::string m_listening;
    bool m_isStopped = false;
    std::map<std::string, std::unique_ptr<analysis::AnalysisQueue>> m_others; ///< by bundle: hear single files, never waiting songs
};

} // namespace segue
