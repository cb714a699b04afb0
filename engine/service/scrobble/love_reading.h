// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/database/writer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

namespace segue {

namespace audio {
class FileReader;
}

/// Asks a file for MusicBrainz's id of its recording: empty if its tags tell none, nothing if they cannot be read now.
using RecordingOf = std::function<std::optional<std::string>(const std::filesystem::path& song, const std::stop_token& stop)>;

/// Files are asked by this reader, which outlives the function.
[[nodiscard]] RecordingOf recordingsIn(audio::FileReader& files);

/// Finds out which recordings the songs are that are loved, or no longer (love_store.h), so that a server can be told. Songs whose
/// tags tell none, and songs that are in no library any more, are forgotten.
///
/// Thread rule: one thread, which waits for files.
class LoveReading final {
public:
    LoveReading(store::Database& reader, store::Writer* writer, RecordingOf recordingOf)
        : m_reader(reader)
        , m_writer(writer)
        , m_recordingOf(std::move(recordingOf)) {}

    void read(const std::stop_token& stop);
    void forget() { m_unreadable.clear(); } ///< those that could not be read are tried again

private:
    store::Database& m_reader;
    store::Writer* m_writer;
    RecordingOf m_recordingOf;
    std::set<std::int64_t> m_unreadable; ///< rows: a disk that is away is not asked again with every song that plays
};

} // namespace segue
