// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"
#include "engine/library/scan/division.h"
#include "engine/library/scan/folder_walk.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/track_writer.h"

#include <cstdint>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::library {

/// How tags are read, as a number that is stored with them.
[[nodiscard]] int tagsVersionOf(const audio::TagOptions& options);

/// Whether a library is what it was: what is stored belongs to this folder of it.
[[nodiscard]] bool isInPlace(const Library& library, store::Database& database);

/// The part of a scan that reads tags and stores them: while some are read, those before them are stored.
///
/// Thread rule: one thread, not the writer's. Throws Error (database; nothing can be read).
class TagScan final {
public:
    enum class Kind : std::uint8_t {
        added,    ///< new files
        changed,  ///< known, with another size or time
        retagged, ///< the same by size and time: their sound is left alone, and where their tags are the same nobody is told
        divided,  ///< they hold, or held, several songs (division.h)
    };
    struct Rooms {
        const Library& library;
        store::Writer& writer;
        audio::FileReader& files;
        const std::stop_token& stop;
        const ScanEvents& events;
        audio::TagOptions options;
        const std::map<std::filesystem::path, SheetPart>& sheets; ///< beside files, by their path relative to the root
    };

    TagScan(Rooms rooms, ScanResult& result)
        : m_rooms(rooms)
        , m_result(result) {}
    ~TagScan();
    TagScan(const TagScan&) = delete;
    TagScan& operator=(const TagScan&) = delete;

    /// Returns when all of them are stored, or it was asked to stop.
    /// @param total of all that this scan reads, for progress
    void read(std::span<const FoundFile> files, Kind kind, std::size_t total);

private:
    /// A file that was read.
    struct Read {
        const FoundFile* file = nullptr;
        Track track;              ///< the file as one song
        std::vector<Track> parts; ///< its songs, if it holds several
        std::optional<store::ReadingFailure> failure;
    };
    /// Some of them, on their way into the database.
    struct Batch {
        std::vector<Read> files;
        std::vector<TrackId> told; ///< whose rows are to be told of; the writer's thread fills it, and the next one
        std::vector<TrackId> removed;
        std::future<void> stored;
        Kind kind = Kind::added;
        std::size_t done = 0; ///< of the scan's files, with these
    };

    [[nodiscard]] std::vector<Track> partsOf(const FoundFile& file, const Track& whole, const std::string& embedded) const;
    void take(const FoundFile& file, audio::Reading<audio::Tags> tags, Kind kind);
    [[nodiscard]] std::optional<Read> rowFor(const FoundFile& file, audio::Reading<audio::Tags> tags) const;
    void store(Batch& batch, store::Database& database) const;
    void send(Kind kind);
    void finishOldest();
    void finishAll();

    Rooms m_rooms;
    ScanResult& m_result;
    std::vector<Read> m_read; ///< not on their way yet
    std::deque<std::unique_ptr<Batch>> m_batches;
    std::size_t m_done = 0; ///< files that were read
    std::size_t m_total = 0;
    std::size_t m_batchSize = 100;
};

} // namespace segue::library
