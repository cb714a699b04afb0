// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/bring/foreign_reading.h"

#include "engine/bring/itunes.h"
#include "engine/bring/listens.h"
#include "engine/bring/quodlibet.h"
#include "engine/bring/rhythmbox.h"
#include "engine/store/foreign/foreign_database.h"
#include "engine/words/section.h"

#include <variant>

namespace segue {

namespace {

ForeignLibrary readDatabase(const bring::Reading& reading) {
    bool isStopped = false;
    auto library = reading.source == BringSource::fooyin
                       ? store::readFooyin(reading.file, reading.stop, isStopped)
                       : store::readStrawberry(reading.file, reading.source, reading.stop, isStopped);
    if (isStopped)
        throw bring::Stopped{};
    return library;
}

bool isBelow(const std::filesystem::path& song, const std::filesystem::path& folder) {
    auto prefix = folder.lexically_normal().native();
    if (!prefix.ends_with('/'))
        prefix += '/';
    return song.native().starts_with(prefix) || song == folder;
}

} // namespace

ForeignLibrary readForeign(const bring::Reading& reading) {
    switch (reading.source) {
    case BringSource::fooyin:
    case BringSource::strawberry:
    case BringSource::clementine:
        return readDatabase(reading);
    case BringSource::rhythmbox:
        return bring::readRhythmbox(reading);
    case BringSource::quodlibet:
        return bring::readQuodLibet(reading);
    case BringSource::itunes:
        return bring::readITunes(reading);
    case BringSource::listenBrainz:
        return bring::readListenBrainz(reading);
    case BringSource::lastFm:
        return bring::readLastFm(reading);
    case BringSource::tags:
        break;
    }
    return {};
}

ForeignLibrary readRatingsInTags(const bring::Reading& reading, const SongList& songs, audio::FileReader& files) {
    std::vector<std::filesystem::path> paths;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        const auto& row = songs.row(i);
        auto path = std::filesystem::path(std::string(songs.places()[row.folder]) + std::string(songs.places()[row.file]));
        if (!row.isMissing && !sectionOf(path) && (reading.file.empty() || isBelow(path, reading.file)))
            paths.push_back(std::move(path));
    }
    ForeignLibrary library;
    std::size_t done = 0;
    files.readTags(paths, {}, reading.stop, [&](std::size_t place, audio::Reading<audio::Tags> read) {
        if (const auto* tags = std::get_if<audio::Tags>(&read); tags != nullptr && tags->rating > 0)
            library.songs.push_back({.path = paths[place], .title = tags->title, .artist = tags->artist, .rating = tags->rating});
        if (reading.progress)
            reading.progress(++done, paths.size());
    });
    if (reading.stop.stop_requested())
        throw bring::Stopped{};
    return library;
}

} // namespace segue
