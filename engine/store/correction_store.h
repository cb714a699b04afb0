// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/correction.h"
#include "engine/words/cover_image.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What the listener says of songs instead of their tags. It belongs to the recording, as plays do (listening_store.h), so it
/// survives that the file moves or is tagged anew.
///
/// A song's row in `track` holds what is shown: corrected values, and order keys made of them. So whoever reads songs sees them,
/// and `file_tag` keeps what the file itself says in those columns. Whoever writes tags into a row, or gives it another recording,
/// calls refresh() for it.
///
/// Same thread as its Database; throws Error.
class CorrectionStore final {
public:
    /// A correction as it is stored; without a value: there is none.
    struct Stored {
        std::string recording;
        TagField field = TagField::title;
        std::optional<std::string> value;
        std::string was;
    };

    explicit CorrectionStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::vector<Correction> find(TrackId track) const; ///< in the order of kTagFields
    [[nodiscard]] std::vector<TrackId>
    corrected() const; ///< one song of each recording; those of recordings that are gone are not told
    [[nodiscard]] bool isEmpty() const;

    /// What is shown is what is said here, for all files of their recordings. A value that is the song's own is none.
    /// @return how it was before, for restore()
    std::vector<Stored> correct(std::span<const TrackId> tracks, std::span<const FieldValue> values);
    std::vector<Stored> revert(std::span<const TrackId> tracks, TagFields fields);
    std::vector<Stored> keep(std::span<const TrackId> tracks, TagFields fields); ///< what files say now is what they said
    /// @return the songs that show something else now
    std::vector<TrackId> restore(std::span<const Stored> before);

    /// @return its name, the value of a correction of TagField::cover
    std::string putCover(const CoverImage& image);
    [[nodiscard]] std::optional<CoverImage> coverOf(TrackId track) const; ///< none: the file's own counts

    // For the stores of this folder.
    /// Makes the row show what it is to show. @param areTagsNew its columns hold what the file says, all of them
    void refresh(TrackId track, bool areTagsNew);
    std::vector<TrackId> refreshAll(std::span<const std::string> recordings); ///< all songs of these; @return them
    void merge(const std::string& from, const std::string& to);               ///< moves them; `from`'s win. Then follow()
    void follow(TrackId track); ///< it is of another recording: its rows, and that recording's others, show that one's

private:
    [[nodiscard]] std::string recordingOf(TrackId track) const;
    [[nodiscard]] std::optional<Stored> stored(const std::string& recording, TagField field) const;
    void put(const Stored& one);

    Database& m_database;
};

} // namespace segue::store
