// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/scan/scan_plan.h"
#include "engine/playlist/cue_sheet.h"
#include "engine/store/sheet_store.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace segue::library {

/// The part of a sheet that is about one file.
struct SheetPart {
    std::shared_ptr<const CueSheet> sheet;
    std::size_t file = 0; ///< of CueSheet::files
};

/// What a scan has to do with files that hold several songs, as CUE sheets beside them or among their tags tell.
struct Division {
    std::vector<FoundFile> files; ///< are read and divided anew, or become one song again
    std::map<std::filesystem::path, SheetPart>
        by;                      ///< the sheets beside them, by file (relative to the root); others' are in the files
    store::SheetFolders folders; ///< to be stored when that is done
    std::vector<Move> moves;     ///< songs of files that were renamed or moved with their sheets
};

struct DivisionContext {
    int tagsVersion = 0;        ///< how tags are read now
    store::SheetFolders before; ///< stored by an earlier scan
    /// A sheet, by its path relative to the root; nothing if it cannot be read or divides nothing.
    std::function<std::optional<CueSheet>(const std::filesystem::path& sheet)> read;
};

/// Whether there are sheets, or songs that are stretches of a file; else there is nothing to plan.
[[nodiscard]] bool mayDivide(const WalkResult& walk, const std::vector<store::KnownFile>& known);

/// Takes files that hold several songs, now or when they were scanned last, out of what planScan() will compare. A file that
/// nothing happened to is replaced in `walk` by its songs, so that they count as found; all others, and those songs of theirs
/// that are known, are taken out of `walk` and `known`, and the result says what is to be read. A folder's sheets are read only if
/// something in it changed. Where a sheet cannot be looked at just now, everything stays as it is. Without sheets and songs
/// of this kind nothing is done.
[[nodiscard]] Division planDivision(WalkResult& walk, std::vector<store::KnownFile>& known, const DivisionContext& context);

/// The songs of a file, with what its tags say where the sheet says nothing. Empty if the sheet does not divide this file: it
/// names one song only, or times behind its end.
/// @param whole the file as one song
[[nodiscard]] std::vector<Track> songsBySheet(const Track& whole, const SheetPart& part);

} // namespace segue::library
