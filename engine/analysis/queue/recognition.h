// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/song/song_analysis.h"
#include "engine/store/analysis_store.h"
#include "engine/store/database/writer.h"
#include "engine/store/recording_store.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue::analysis {

/// Finds out whether a song's recording was heard before, so that none is heard twice: what has to be asked of a file,
/// and what its identity's answer means.
///
/// The identity alone, which costs a tenth of an analysis, is asked of a file that changed, and of a new one that
/// probably holds a recording that is known (store::RecordingStore). What is stored for that identity is then the song's;
/// if there is nothing, all is asked. Thread rule: one thread; the writer is waited for. Throws Error.
class Recognition final {
public:
    Recognition(store::Database& reader, store::Writer& writer)
        : m_reader(reader)
        , m_writer(writer) {}

    /// What to ask of a song that waits for this bundle; nothing: it went away, or is complete. Remembers the file's stamp.
    [[nodiscard]] std::optional<TaskKind> questionFor(TrackId track, const store::FileState& song, const std::string& model);
    /// Whether the file is still, as far as the store knows, the one that the question was about. Forgets the question.
    /// @param song as the store has it now; nothing: it is gone
    [[nodiscard]] bool isStillAsAsked(TrackId track, const std::optional<store::FileState>& song);

    /// What a song's identity brought to light.
    struct Answer {
        bool isComplete = false; ///< all is known that this bundle could hear
        bool isAnother = false;  ///< the file held another recording before
        bool isHeard = false;    ///< by any bundle
    };
    /// @param song as it was before
    Answer settle(TrackId track, const store::FileState& song, const SongIdentity& identity, const std::string& model);

private:
    store::Database& m_reader;
    store::Writer& m_writer;
    std::unordered_map<TrackId, store::FileStamp> m_asked;
};

} // namespace segue::analysis
