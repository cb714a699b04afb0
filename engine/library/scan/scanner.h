// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/library/scan/partial_walk.h"
#include "engine/store/database/writer.h"
#include "engine/words/disk_questions.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::library {

/// How far a scan is. total is 0 while the folder is still being walked.
struct ScanProgress {
    std::size_t done = 0;
    std::size_t total = 0;
};

/// What is to be looked at.
struct ScanRequest {
    std::vector<TouchedFolder> folders;         ///< only what changed in these; none: the whole library
    std::set<std::filesystem::path> unfinished; ///< files that are being written (relative to the root): left as they are
    bool emptyIsMeant = false;                  ///< the listener said that the folder was emptied: its songs are missing
    /// Waits until it is this scan's turn: a plan holds as long as no other library is scanned. @return whether nobody else had
    /// a turn since it was asked last. None: scans never run side by side.
    std::function<bool()> turn;
    DiskQuestions disks;       ///< for other libraries' disks, which this scan does not wait for
    bool guessCodePage = true; ///< of old tags (audio::TagOptions); when it changes, the tags of all songs are read again
    std::chrono::sys_seconds now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
};

struct ScanResult {
    Absence absence = Absence::none; ///< anything else: the library is offline, and nothing was touched
    bool stopped = false;            ///< it was cancelled, or the folder was exchanged meanwhile; what was stored is right
    std::size_t files = 0;           ///< music files found
    std::size_t read = 0;            ///< new, changed or renamed
    std::size_t retagged = 0;        ///< the same by size and time, whose tags were read again and are others now
    std::size_t moved = 0;
    std::size_t found = 0;          ///< were missing
    std::size_t lost = 0;           ///< are missing now
    std::size_t removed = 0;        ///< were missing for too long
    std::size_t harmful = 0;        ///< whose tags could not be read: whoever read them died of them; they are remembered
    bool hasOtherPlaylists = false; ///< playlist files came or went
    std::vector<Skipped> skipped;
};

/// What a scan tells while it goes on. Called on the scan's thread; what it tells is committed.
struct ScanEvents {
    std::function<void(ScanProgress)> progress;
    std::function<void(std::span<const TrackId>)> stored;  ///< these rows are new, or their files are others now
    std::function<void(std::span<const TrackId>)> changed; ///< these have moved, are missing or back, or have other tags
    std::function<void(std::span<const TrackId>)> removed; ///< these are gone from the library
};

/// Brings one library's rows up to date with its folder: walks, compares, has the tags of what is new or changed read (by
/// `files`) and stores them in batches meanwhile. Stopping keeps what was stored, and is seen at every file. What a library
/// that was removed or moved meanwhile would get is dropped. Where the library is offline or its root
/// looks empty, the whole library is looked at, whatever was asked for.
///
/// A file that cannot be read without harm (audio::NotRead) has its name as its title, keeps what was known of it if it is the
/// same, and is remembered (store::ReadingFailure); it is not read again until it or the code that reads tags is another.
///
/// A film without sound is no song: it gets no row. (So it is looked into by every scan of its folder.)
///
/// A song that is gone stays as missing (missing_rule.h). A new file that is, by name, size and time, a song
/// that is gone from another library is that song.
///
/// Thread rule: any thread but the writer's; it blocks until done. Throws Error (database; nothing can be read).
[[nodiscard]] ScanResult scanLibrary(const Library& library, store::Database& reader, store::Writer& writer,
                                     audio::FileReader& files, std::stop_token stop, const ScanEvents& events,
                                     const ScanRequest& request = {});

} // namespace segue::library
