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

/// What could not be read: songs that one bundle could not analyse, songs that could not be read to their end, and files whose
/// tags, cover or format could not be read without harm. Files that are missing are left out. Same thread as its Database; throws
/// Error.
class ProblemStore final {
public:
    /// @param outlineVersion failures of another one are tried again anyway
    ProblemStore(Database& database, std::string model, int outlineVersion)
        : m_database(database)
        , m_model(std::move(model))
        , m_outlineVersion(outlineVersion) {}

    [[nodiscard]] std::vector<Problem> all() const; ///< by library and path
    [[nodiscard]] std::size_t count() const;

    /// These songs wait again, for every bundle, and the next scan reads their tags again. That they failed before is kept: one
    /// that fails in the same way again has failed since then.
    void tryAgain(std::span<const TrackId> tracks);

    /// Those that hold songs whose tags are to be read again after tryAgain().
    [[nodiscard]] std::vector<LibraryId> librariesWithTagsToRead() const;

    /// The reason of a song that killed the analyzer or never came to an end, with whichever bundle, and that this bundle has
    /// not heard since; also while it waits to be tried again.
    [[nodiscard]] std::optional<Message> whyNotOpened(TrackId track) const { return whyKept(track, false); }
    /// Likewise, or the reason of one that needed too much memory or could not be read to its end.
    [[nodiscard]] std::optional<Message> whyNotRead(TrackId track) const { return whyKept(track, true); }
    /// The reason of a song whose tags, cover or format are not to be read again: whoever read them died of it.
    /// @param readerVersion of the code that would read them (audio::kTagsVersion)
    [[nodiscard]] std::optional<Message> whyTagsNotRead(TrackId track, int readerVersion) const;

private:
    [[nodiscard]] std::optional<Message> whyKept(TrackId track, bool isRead) const;

    Database& m_database;
    std::string m_model;
    int m_outlineVersion;
};

} // namespace segue::store
