// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/sound_settings.h"
#include "engine/words/track.h"

namespace segue::store {

/// How loud songs and albums are, as Segue measured it.
///
/// Same thread as its Database; throws Error.
class LoudnessStore final {
public:
    explicit LoudnessStore(Database& database)
        : m_database(database) {}

    /// Of the whole song if it was read, else of its excerpts.
    [[nodiscard]] MeasuredLoudness ofSong(TrackId track) const;
    /// Of all songs of the song's album together: the mean of their power. Nothing if it is of none, or fewer than half of its
    /// songs are measured.
    [[nodiscard]] MeasuredLoudness ofAlbum(TrackId track) const;

private:
    Database& m_database;
};

} // namespace segue::store
