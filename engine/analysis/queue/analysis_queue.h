// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/process/analyzer_client.h"
#include "engine/analysis/queue/queue_progress.h"
#include "engine/inference/model_spec.h"
#include "engine/store/analysis_store.h"
#include "engine/store/database/writer.h"
#include "engine/words/message.h"
#include "engine/words/pause_reason.h"
#include "engine/words/track.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace segue::analysis {

/// Called on the queue's thread. If one throws, the queue takes it as something that cannot be stored, and rests.
struct QueueEvents {
    std::function<void(TrackId)> analysed; ///< its analysis is stored and committed
    std::function<void(TrackId)> failed;   ///< its failure is stored and committed, or that it has too little sound to be compared
    /// The song's earlier analysis is no longer valid: its file changed, or it has too little sound.
    std::function<void(TrackId)> unheard = [](TrackId) {};
    std::function<void(TrackId)> outlined;              ///< its outline is stored and committed
    std::function<void(TrackId)> unread = {};           ///< it has no outline, since it cannot be read to its end
    std::function<void(const Library&)> offline;        ///< its folder went away; its songs wait until it is back
    std::function<void(const QueueProgress&)> progress; ///< at most 10 a second, and one at the end
    std::function<void(const Message&)> broken;         ///< why the queue rests until resume()
};

/// What was heard in a file, and by which bundle (ModelSpec::id()).
using FileAnswer = std::function<void(AnalysisOutcome, const std::string& model)>;

/// Analyses what has not been analysed yet: asks the store, feeds the analyzer process, stores the answers. What is stored is
/// never done again; what was in flight when the program ended is. When nothing waits, whole songs are read for their
/// outlines, one after another; one that cannot be read that way does not count as failed. A song whose recording was heard
/// before, in whichever file, is recognised and gets what is stored of it.
///
/// Thread rule: all functions from any thread; they return at once.
class AnalysisQueue final {
public:
    /// @param reader this queue's own connection
    /// @param outlines whether whole songs are read too
    AnalysisQueue(AnalyzerOptions options, inference::ModelSpec spec, store::Database reader, store::Writer& writer,
                  QueueEvents events, bool outlines = true);
    ~AnalysisQueue();
    AnalysisQueue(const AnalysisQueue&) = delete;
    AnalysisQueue& operator=(const AnalysisQueue&) = delete;

    /// Looks in the store for waiting songs, within some seconds if enough are waiting already. Call after a scan stored
    /// something. Reports progress at once (running), and again when the number is known.
    void refresh();
    /// Puts a waiting song first.
    void prioritise(TrackId track);
    /// These songs, which the listener sees, come next, in this order, until another call.
    void setVisible(std::vector<TrackId> tracks);
    /// Songs whose failure was removed: they come before all that nobody asked for.
    void tryAgain(const std::vector<TrackId>& tracks);
    /// Analyses a file outside every library before everything else, even while paused. If another bundle takes over
    /// meanwhile, the answer is the new bundle's.
    void analyseFile(std::filesystem::path song, FileAnswer answered);

    void pause(PauseReason reason = PauseReason::listener); ///< at once; prioritised songs and files are still served
    /// Goes on if no other reason to pause is left. PauseReason::listener also tries again what could not work.
    void resume(PauseReason reason = PauseReason::listener);
    void setWorkers(int workers);
    void setOutlinesWanted(bool wanted); ///< songs being read are read to their end
    /// Another bundle analyses from now on: the old one's results stay stored, and waiting songs are looked up again. If the
    /// queue rests because the old bundle could not work, it goes on.
    void setModel(std::filesystem::path folder, inference::ModelSpec spec);
    void stop(); ///< ends the analyzer; waits; no event comes after it returned
    [[nodiscard]] int processId() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::analysis
