// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/store/book_store.h"
#include "engine/store/database/writer.h"

#include <chrono>
#include <map>
#include <optional>

namespace segue {

/// Where books go on (playback/queue/book_rule.h): asked when one begins, kept every few seconds while one is heard, and when
/// something else is. Used by one thread at a time.
class BookPlaces final {
public:
    BookPlaces(store::Database& reader, store::Writer* writer)
        : m_reader(reader)
        , m_writer(writer) {}

    /// Where it goes on; 0: at its beginning, or it is no book.
    [[nodiscard]] std::chrono::milliseconds placeOf(const Track& track);
    [[nodiscard]] bool isBook(const Track& track) { return bookOf(track).has_value(); }
    void take(const playback::PlaybackStatus& status); ///< each report of the player, previews too
    void keep();                                       ///< what was heard last; at the end

private:
    [[nodiscard]] std::optional<store::Book> bookOf(const Track& track);

    store::Database& m_reader;
    store::Writer* m_writer; ///< null: nothing is kept
    playback::PlaybackStatus m_last;
    bool m_isBook = false;                               ///< the last one
    std::map<TrackId, std::chrono::milliseconds> m_kept; ///< in this run
    std::chrono::steady_clock::time_point m_keptAt{};
};

} // namespace segue
