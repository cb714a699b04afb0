// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <chrono>
#include <optional>

namespace segue::store {

/// What is known of a song that is heard in parts.
struct Book {
    std::chrono::milliseconds place{0}; ///< where it goes on
    bool hasChapters = false;
};

/// Where books were left. Same thread as its Database; throws Error.
class BookStore final {
public:
    explicit BookStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::optional<Book> find(TrackId track) const;
    void noteChapters(TrackId track); ///< it has some
    void keep(TrackId track, std::chrono::milliseconds place);

private:
    Database& m_database;
};

} // namespace segue::store
