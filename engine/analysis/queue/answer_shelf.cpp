// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/answer_shelf.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/inference/heard_label.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"

#include <chrono>

namespace segue::analysis {

namespace {

constexpr store::AnalysisVersions kVersions{.analyzer = kAnalyzerVersion, .features = kFeatureVersion};

std::chrono::sys_seconds today() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

} // namespace

bool isStalled(const AnalysisOutcome& outcome) {
    const auto* failure = std::get_if<AnalysisFailure>(&outcome);
    return failure != nullptr && failure->kind == kStalledFailure;
}

std::vector<store::WaitingSong> AnswerShelf::waiting() {
    return store::AnalysisStore(m_reader, m_spec.id()).waitingSongs(kVersions);
}

std::vector<store::OutlineWaiting> AnswerShelf::waitingForOutlines() {
    return store::OutlineStore(m_reader, kOutlineVersion).waiting();
}

std::optional<AnalysisTask> AnswerShelf::taskFor(TrackId track) {
    const auto song = store::RecordingStore(m_reader).stateOf(track);
    const auto question = song ? m_recognition.questionFor(track, *song, m_spec.id()) : std::nullopt;
    return question ? std::optional(AnalysisTask{static_cast<std::uint64_t>(track), song->path, *question}) : std::nullopt;
}

std::optional<AnalysisTask> AnswerShelf::outlineTaskFor(const store::OutlineWaiting& waiting) {
    const auto song = store::RecordingStore(m_reader).stateOf(waiting.track);
    if (!song || store::OutlineStore(m_reader, kOutlineVersion).isComplete(waiting.identity))
        return std::nullopt;
    return AnalysisTask{kOutlineTask | static_cast<std::uint64_t>(waiting.track), song->path, TaskKind::outline, song->duration};
}

AnswerShelf::Fate AnswerShelf::take(const AnalysisTask& task, const AnalysisOutcome& outcome) {
    const TrackId track = trackOf(task);
    const auto song = store::RecordingStore(m_reader).stateOf(track);
    const bool isAsAsked = m_recognition.isStillAsAsked(track, song);
    if (!song)
        return Fate::dropped;
    const auto* failure = std::get_if<AnalysisFailure>(&outcome);
    const bool hasMoved = song->path != task.song || song->isMissing;
    if (failure != nullptr && (isOffline(*song, outcome) || hasMoved || isStalled(outcome)))
        return Fate::dropped;
    if (!isAsAsked)
        return Fate::again;
    if (failure != nullptr)
        return storeFailure(track, *song, *failure);
    if (const auto* identity = std::get_if<SongIdentity>(&outcome))
        return recognise(track, *song, *identity) ? Fate::stored : Fate::again;
    storeAnalysis(track, std::get<SongAnalysis>(outcome));
    return Fate::stored;
}

/// Whether the song's library went away during the analysis (an unmounted share, a pulled cable, a server that does not
/// answer). It is then marked as offline, and the song's failure is not believed: the song is analysed when the folder is
/// back. The failure is not believed either while the disk owes an answer: the song is asked for again, which either works or
/// stalls.
bool AnswerShelf::isOffline(const store::FileState& song, const AnalysisOutcome& outcome) {
    const auto isGone = [root = song.root] {
        std::error_code failed;
        return std::filesystem::is_empty(root, failed) || failed;
    };
    if (!isStalled(outcome)) {                                    // never ask a disk that is known not to answer
        const auto answer = m_disks.ask<bool>(song.root, isGone); // an empty mount point, or nothing at all
        if (!answer || !*answer)
            return !answer;
    }
    if (song.isOffline)
        return true;
    const auto library = store::LibraryStore(m_reader).find(song.library);
    if (!library)
        return true;
    m_writer.run([&](store::Database& database) { store::LibraryStore(database).setOffline(song.library, true); }).get();
    m_events.offline(*library);
    return true;
}

/// Whether everything that this bundle could hear in the recording is stored already.
bool AnswerShelf::recognise(TrackId track, const store::FileState& song, const SongIdentity& identity) {
    const auto answer = m_recognition.settle(track, song, identity, m_spec.id());
    if (answer.isAnother)
        m_events.unheard(track);
    if (answer.isHeard)
        m_events.analysed(track);
    return answer.isComplete;
}

AnswerShelf::Fate AnswerShelf::storeFailure(TrackId track, const store::FileState& song, const AnalysisFailure& failure) {
    const store::StoredFailure row{failure.kind, failure.reason, kAnalyzerVersion, today()};
    if (!failure.recording.identity.empty()) {
        storeTooLittleSound(track, row, failure.recording);
        return Fate::stored;
    }
    m_writer.run([&](store::Database& database) { store::AnalysisStore(database, m_spec.id()).saveFailure(track, row); }).get();
    if (song.isChanged)
        m_events.unheard(track);
    m_events.failed(track);
    return Fate::failed;
}

void AnswerShelf::storeTooLittleSound(TrackId track, const store::StoredFailure& why, const SongIdentity& recording) {
    m_writer
        .run([&](store::Database& database) {
            store::AnalysisStore(database, m_spec.id())
                .saveTooLittleSound(track, why, {recording.identity, recording.rest, recording.duration});
        })
        .get();
    m_events.unheard(track);
    m_events.failed(track);
}

void AnswerShelf::storeAnalysis(TrackId track, const SongAnalysis& song) {
    if (song.probabilities.size() != m_spec.labels.size() || song.embedding.size() != m_spec.embeddingSize)
        throw Error{ErrorKind::process, Message(MessageId::analyzerOtherNetwork, {m_spec.id()})};
    auto heard = inference::heardGenre(m_spec.labels, song.probabilities);
    const store::StoredAnalysis row{.identity = song.identity,
                                    .embedding = song.embedding,
                                    .probabilities = song.probabilities,
                                    .heardGenre = std::move(heard.label),
                                    .heardProbability = heard.probability,
                                    .previewStart = song.previewStart,
                                    .duration = song.duration,
                                    .features = song.features,
                                    .rest = song.rest};
    m_writer
        .run([&](store::Database& database) {
            static_cast<void>(store::AnalysisStore(database, m_spec.id()).save(track, row, kFeatureVersion));
        })
        .get();
    m_events.analysed(track);
}

void AnswerShelf::takeOutline(const AnalysisTask& task, const std::string& identity, const AnalysisOutcome& outcome) {
    const TrackId track = trackOf(task);
    const auto song = store::RecordingStore(m_reader).stateOf(track);
    const auto* failure = std::get_if<AnalysisFailure>(&outcome);
    if (!song || song->identity != identity || song->isChanged)
        return; // it went away, or is another file
    if (failure != nullptr && (isOffline(*song, outcome) || isStalled(outcome)))
        return;
    if (const auto* outline = std::get_if<Outline>(&outcome)) {
        m_writer.run([&](store::Database& database) { store::OutlineStore(database, kOutlineVersion).save(identity, *outline); })
            .get();
        m_events.outlined(track);
    } else if (failure != nullptr && failure->kind != "io") {
        // A file that is not there says nothing about the recording: it may have moved.
        m_writer
            .run([&](store::Database& database) {
                store::OutlineStore(database, kOutlineVersion).saveFailure(identity, failure->reason, today());
            })
            .get();
        if (m_events.unread)
            m_events.unread(track);
    }
}

} // namespace segue::analysis
