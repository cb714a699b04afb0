// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/recognition.h"

namespace segue::analysis {

std::optional<TaskKind> Recognition::questionFor(TrackId track, const store::FileState& song, const std::string& model) {
    const store::AnalysisStore analyses(m_reader, model);
    if (analyses.isComplete(track, kFeatureVersion))
        return std::nullopt;
    m_asked.insert_or_assign(track, song.stamp);
    if (song.isChanged || (song.identity.empty() && store::RecordingStore(m_reader).isProbablyKnown(track, model)))
        return TaskKind::identity;
    return analyses.hasFeatures(track, kFeatureVersion) ? TaskKind::embedding : TaskKind::analysis;
}

bool Recognition::isStillAsAsked(TrackId track, const std::optional<store::FileState>& song) {
    const auto asked = m_asked.extract(track);
    return !song || asked.empty() || song->stamp == asked.mapped();
}

Recognition::Answer Recognition::settle(TrackId track, const store::FileState& song, const SongIdentity& identity,
                                        const std::string& model) {
    std::string now;
    m_writer
        .run([&](store::Database& database) {
            now = store::RecordingStore(database).assign(track, {identity.identity, identity.rest, identity.duration});
        })
        .get();
    const store::AnalysisStore analyses(m_reader, model);
    return {.isComplete = analyses.isComplete(track, kFeatureVersion),
            .isAnother = !song.identity.empty() && song.identity != now,
            .isHeard = analyses.isHeardByAny(track)};
}

} // namespace segue::analysis
