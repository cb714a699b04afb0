// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/analysis/queue/recognition.h"
#include "engine/store/outline_store.h"
#include "engine/words/disk_questions.h"

#include <optional>
#include <string>

namespace segue::analysis {

/// The queue's way to the store: what to ask the analyzer about a song, and where its answer goes. A song's row is read once
/// for each. Answers about a song that is gone meanwhile are dropped silently.
///
/// Thread rule: one thread; the writer is waited for. Throws Error, and what the events throw.
class AnswerShelf final {
public:
    /// What happened to an answer.
    enum class Fate : std::uint8_t {
        stored,  ///< stored, also that the song has too little sound to be compared
        failed,  ///< the song cannot be analysed, and that is stored
        again,   ///< ask again: the file changed, or its recording is new and needs a full analysis
        dropped, ///< says nothing: the song is gone, moved, or on a disk that does not answer
    };

    AnswerShelf(store::Database reader, store::Writer& writer, const QueueEvents& events, inference::ModelSpec spec)
        : m_reader(std::move(reader))
        , m_writer(writer)
        , m_events(events)
        , m_spec(std::move(spec)) {}

    void setModel(inference::ModelSpec spec) { m_spec = std::move(spec); } ///< the bundle that answers from now on
    [[nodiscard]] const inference::ModelSpec& spec() const { return m_spec; }

    [[nodiscard]] std::vector<store::WaitingSong> waiting();
    [[nodiscard]] std::vector<store::OutlineWaiting> waitingForOutlines();
    [[nodiscard]] std::optional<AnalysisTask> taskFor(TrackId track); ///< nothing if the song is gone or complete
    /// Nothing if the song is gone, or was read meanwhile because it was played.
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

/// Marks the id of an outline's task; the track's id is in the lower bits.
inline constexpr std::uint64_t kOutlineTask = std::uint64_t{1} << 62;
[[nodiscard]] inline TrackId trackOf(const AnalysisTask& task) { return static_cast<TrackId>(task.id & ~kOutlineTask); }

/// Whether the song's disk did not answer.
[[nodiscard]] bool isStalled(const AnalysisOutcome& outcome);

} // namespace segue::analysis
