// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <string>
#include <vector>

namespace segue {

/// One value that the listener gave a song in place of what its tags say. It belongs to the recording, so every file of it has it.
/// Numbers are written as digits, 0 or nothing for none; several artists one a line; a cover as a name of Segue's own.
struct Correction {
    TagField field = TagField::title;
    std::string value;
    std::string was;  ///< what the file said when it was corrected
    std::string file; ///< what the file says now: another than `was` if it was retagged since
    bool operator==(const Correction&) const = default;

    [[nodiscard]] bool isOffered() const { return file != was && file != value; } ///< the file has a new value
};

/// What the listener says of one field, of one song or many.
struct FieldValue {
    TagField field = TagField::title;
    std::string value; ///< as Correction::value
};

/// A song with what was corrected of it.
struct CorrectedSong {
    Track track; ///< as it is shown
    std::vector<Correction> corrections;
};

inline constexpr TagField kTagFields[] = {TagField::title,      TagField::artist, TagField::albumArtist,
                                          TagField::album,      TagField::genre,  TagField::trackNumber,
                                          TagField::discNumber, TagField::year,   TagField::cover};

[[nodiscard]] constexpr TagFields bitOf(TagField field) { return static_cast<TagFields>(field); }
[[nodiscard]] constexpr bool has(TagFields fields, TagField field) { return (fields & bitOf(field)) != 0; }

} // namespace segue
