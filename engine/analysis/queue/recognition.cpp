// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/recognition.h"

namespace segue::analysis {

std::optional<TaskKind> Recognition::questionFor(TrackId track, const std::string& model) {
    const store::RecordingStore recordings(m_reader);
    const store::AnalysisStore analyses(m_reader, model);
    const auto state = recordings.stateOf(track);
    if (!state || analyses.isComplete(track, kFeatureVersion))
        return std::nullopt;
    m_asked.insert_or_assign(track, state->stamp);
    if (state->isChanged || (state->identity.empty() && recordings.isProbablyKnown(track, model)))
        return TaskKind::identity;
    return analyses.hasFeatures(track, kFeatureVersion) ? TaskKind::embedding : TaskKind::analysis;
}

bool Recognition::isStillAsAsked(TrackId track) {
    const auto asked = m_asked.extract(track);
    const auto state = store::RecordingStore(m_reader).stateOf(track);
    return !state || asked.empty() || state->stamp == asked.mapped();
}

Recognition::Answer Recognition::settle(TrackId track, const SongIdentity& identity, const std::string& model) {
    const auto before = store::RecordingStore(m_reader).stateOf(track);
    std::string now;
    m_writer
        .run([&](store::Database& database) {
            now = store::RecordingStore(database).assign(track, {identity.identity, identity.rest, identity.duration});
        })
        .get();
    const store::AnalysisStore analyses(m_reader, model);
    return {.isComplete = analyses.isComplete(track, kFeatureVersion),
            .isAnother = before && !before->identity.empty() && before->identity != now,
            .heard = analyses.embeddingsOf(track)};
}

bool Recognition::isChanged(TrackId track) const {
    const auto state = store::RecordingStore(m_reader).stateOf(track);
    return state && state->isChanged;
}

} // namespace segue::analysis
