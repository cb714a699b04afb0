// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/message.h"
#include "engine/words/problem.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What could not be read: songs that one bundle could not analyse, and songs that could not be read to their end. Files
/// that are missing are left out. Same thread as its Database; throws Error.
class ProblemStore final {
public:
    /// @param outlineVersion failures of another version are tried again anyway
    ProblemStore(Database& database, std::string model, int outlineVersion)
        : m_database(database)
        , m_model(std::move(model))
        , m_outlineVersion(outlineVersion) {}

    [[nodiscard]] std::vector<Problem> all() const; ///< by library and path
    [[nodiscard]] std::size_t count() const;

    /// Puts these songs back among those that wait, for every bundle. The time of their failure is kept: a song that fails in
    /// the same way again has failed since then.
    void tryAgain(std::span<const TrackId> tracks);

    /// Why this process must not open a song: it killed the analyzer or was never finished, with whichever bundle, and this
    /// bundle has not heard it since. Also while it waits to be tried again.
    [[nodiscard]] std::optional<Message> whyNotOpened(TrackId track) const { return whyKept(track, false); }
    /// The same, and also for a song that needed too much memory or could not be read to its end.
    [[nodiscard]] std::optional<Message> whyNotRead(TrackId track) const { return whyKept(track, true); }

private:
    [[nodiscard]] std::optional<Message> whyKept(TrackId track, bool isRead) const;

    Database& m_database;
    std::string m_model;
    int m_outlineVersion;
};

} // namespace segue::store
