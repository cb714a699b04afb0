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

/// Finds out whether a song's recording was heard before, so that none is heard twice: decides what to ask about a file, and
/// what its identity means.
///
/// The identity alone costs a tenth of an analysis. It is asked for a file that changed, and for a new one that probably
/// holds a known recording (store::RecordingStore). The song then gets what is stored for that identity; if nothing is, a
/// full analysis is asked for. Thread rule: one thread; the writer is waited for. Throws Error.
class Recognition final {
public:
    Recognition(store::Database& reader, store::Writer& writer)
        : m_reader(reader)
        , m_writer(writer) {}

    /// What to ask about a song that waits for this bundle; nothing if the song is gone or complete. Remembers the file's
    /// stamp.
    [[nodiscard]] std::optional<TaskKind> questionFor(TrackId track, const store::FileState& song, const std::string& model);
    /// Whether the file is still the one that the question was about, as far as the store knows. Forgets the question.
    /// @param song as the store has it now; nothing: it is gone
    [[nodiscard]] bool isStillAsAsked(TrackId track, const std::optional<store::FileState>& song);

    /// What a song's identity showed.
    struct Answer {
        bool isComplete = false; ///< everything that this bundle could hear is known
        bool isAnother = false;  ///< the file held another recording before
        bool isHeard = false;    ///< the recording was heard, by any bundle
    };
    /// @param song as the store had it before
    Answer settle(TrackId track, const store::FileState& song, const SongIdentity& identity, const std::string& model);

private:
    store::Database& m_reader;
    store::Writer& m_writer;
    std::unordered_map<TrackId, store::FileStamp> m_asked;
};

} // namespace segue::analysis
