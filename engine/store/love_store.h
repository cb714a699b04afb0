// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// That a song is loved, or no longer.
struct Love {
    std::int64_t id = 0; ///< its row while it waits
    TrackId track = 0;
    std::filesystem::path song; ///< where it is now; empty: it is in no library any more
    std::string title;
    bool isLoved = true;
    std::string recording; ///< MusicBrainz's id; empty: its file was not asked for it yet
};

/// What a server is yet to be told of songs that are loved. It survives whatever ends the program; a row goes when the server has
/// it. Of one song only the last word counts. Same thread as its Database; throws Error.
class LoveStore final {
public:
    /// So many wait at most: then the oldest go.
    static constexpr std::size_t kMost = 50'000;

    explicit LoveStore(Database& database)
        : m_database(database) {}

    void add(TrackId track, bool isLoved); ///< takes the place of what was said of it before; nothing if there is no such song
    [[nodiscard]] std::vector<Love> unread() const;   ///< without a recording, in the order in which they were added
    [[nodiscard]] std::optional<Love> oldest() const; ///< of those with a recording
    [[nodiscard]] std::size_t count() const;          ///< of both
    void setRecording(std::int64_t id, const std::string& recording);
    void remove(std::int64_t id); ///< unless something else was said of the song since
    void clear();

private:
    Database& m_database;
};

} // namespace segue::store
