// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/analysis/queue/recognition.h"
#include "engine/store/outline_store.h"
#include "engine/words/disk_questions.h"

#include <optional>
#include <string>

namespace segue::analysis {

/// The queue's way to the store: what to ask the analyzer of a song, and where its answer goes. A song's row is read
/// once for each. What is told of a song that is gone meanwhile is dropped without a word.
///
/// Thread rule: one thread; the writer is waited for. Throws Error, and what the events throw.
class AnswerShelf final {
public:
    /// What became of an answer.
    enum class Fate : std::uint8_t {
        stored,  ///< that it has too little sound to be compared, too
        failed,  ///< it cannot be analysed, which is stored
        again,   ///< it is to be asked again: of the new file; or for all, of a recording that is not known
        dropped, ///< it says nothing: the song is gone, elsewhere, or on a disk that does not answer
    };

    AnswerShelf(store::Database reader, store::Writer& writer, const QueueEvents& events, inference::ModelSpec spec)
        : m_reader(std::move(reader))
        , m_writer(writer)
        , m_events(events)
        , m_spec(std::move(spec)) {}

    void setModel(inference::ModelSpec spec) { m_spec = std::move(spec); } ///< whose answers come from now on
    [[nodiscard]] const inference::ModelSpec& spec() const { return m_spec; }

    [[nodiscard]] std::vector<store::WaitingSong> waiting();
    [[nodiscard]] std::vector<store::OutlineWaiting> waitingForOutlines();
    [[nodiscard]] std::optional<AnalysisTask> taskFor(TrackId track); ///< nothing: it went away, or is complete
    /// Nothing: it went away, or was read meanwhile because it was played.
    [[nodiscard]] std::optional<AnalysisTask> outlineTaskFor(const store::OutlineWaiting& song);

    [[nodiscard]] Fate take(const AnalysisTask& task, const AnalysisOutcome& outcome);
    /// @param identity of the recording that was asked about
    void takeOutline(const AnalysisTask& task, const std::string& identity, const AnalysisOutcome& outcome);

private:
    [[nodiscard]] bool isOffline(const store::FileState& song, const AnalysisOutcome& outcome);
    [[nodiscard]] bool recognise(TrackId track, const store::FileState& song, const SongIdentity& identity);
    [[nodiscard]] Fate storeFailure(TrackId track, const store::FileState& song, const AnalysisFailure& failure);
    void storeTooLittleSound(TrackId track, const store::StoredFailure& why, const SongIdentity& recording);
    void storeAnalysis(TrackId track, const SongAnalysis& song);

    store::Database m_reader;
    store::Writer& m_writer;
    const QueueEvents& m_events;
    inference::ModelSpec m_spec;
    Recognition m_recognition{m_reader, m_writer};
    DiskQuestions m_disks;
};

/// Outlines have ids of their own, the track's in the lower bits.
inline constexpr std::uint64_t kOutlineTask = std::uint64_t{1} << 62;
[[nodiscard]] inline TrackId trackOf(const AnalysisTask& task) { return static_cast<TrackId>(task.id & ~kOutlineTask); }

/// Whether the disk of the song did not answer.
[[nodiscard]] bool isStalled(const AnalysisOutcome& outcome);

} // namespace segue::analysis
