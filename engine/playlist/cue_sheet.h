// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/section.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace segue {

/// What a CUE sheet says of loudness: ReplayGain's decibels, and a peak of which 1 is full scale.
struct CueGain {
    std::optional<float> gainDb;
    std::optional<float> peak;
};

/// A song of a sheet. All text is valid UTF-8 on one line; empty where the sheet says nothing.
struct CueTrack {
    int number = 0;
    std::string title, performer, songwriter, isrc;
    int year = 0;            ///< 0: not said
    std::string genre;       ///< its own
    std::size_t file = 0;    ///< of CueSheet::files: where it begins
    std::int64_t start = 0;  ///< its INDEX 01, frames of 1/75 s; what comes before it since INDEX 00 is the song before's
    std::int64_t length = 0; ///< frames; 0: to the end of its file
    bool isSong = true;      ///< false: data
    CueGain gain;
    [[nodiscard]] Section section() const { return {start, length}; }
};

struct CueSheet {
    std::string title, performer, songwriter, genre;
    int year = 0;
    int discNumber = 0;
    CueGain gain;                   ///< the album's
    std::vector<std::string> files; ///< as written, whatever they are
    std::vector<CueTrack> tracks;   ///< in order; of one file their starts rise

    /// The songs that one of the files is divided into; none if it is one song, whole.
    [[nodiscard]] std::vector<const CueTrack*> partsOf(std::size_t file) const;
};

/// Why a text divides nothing.
enum class CueFault : std::uint8_t {
    noSheet,     ///< no song and no file are named
    tooLong,     ///< more than 1 MB, or more than 999 songs
    badTime,     ///< a time that is none
    noStart,     ///< a song without an index
    timesGoBack, ///< a song begins where the one before it in its file does, or before that
};

/// Reads a sheet (text in UTF-8, any line ends). Words it does not know are skipped; minutes have any number of digits. Where
/// songs begin must be beyond doubt: else the text divides nothing, and says why. Pure; throws only std::bad_alloc.
[[nodiscard]] std::variant<CueSheet, CueFault> parseCueSheet(std::string_view text);

/// The file that a sheet means, among the names of its own folder: as written, in another case, or with another ending (a WAV
/// is a FLAC by now). A path in front of the name is ignored, so nothing outside the folder is ever meant.
/// @return its place among the names
[[nodiscard]] std::optional<std::size_t> fileMeant(std::string_view written, const std::vector<std::string>& names);

} // namespace segue
