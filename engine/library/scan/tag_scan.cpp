// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/library/scan/tag_scan.h"

#include "engine/library/scan/track_reader.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <span>
#include <utility>

namespace segue::library {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostBatches = 2;    ///< on their way while others are read
constexpr std::size_t kLargestBatch = 800; ///< the first songs appear soon, and commits stay few

} // namespace

int tagsVersionOf(const audio::TagOptions& options) { return audio::kTagsVersion * 2 + (options.guessCodePage ? 1 : 0); }

bool isInPlace(const Library& library, store::Database& database) {
    const auto now = store::LibraryStore(database).find(library.id);
    return now && now->root == library.root;
}

/// The writer's jobs use what belongs to this.
TagScan::~TagScan() {
    for (const auto& batch : m_batches)
        if (batch->stored.valid())
            batch->stored.wait();
}

void TagScan::read(std::span<const FoundFile> files, Kind kind, std::size_t total) {
    m_total = total;
    constexpr std::size_t kPaths = 4096; // whole names are long
    for (std::size_t first = 0; first < files.size() && !m_rooms.stop.stop_requested(); first += kPaths) {
        const auto some = files.subspan(first, std::min(kPaths, files.size() - first));
        std::vector<fs::path> paths;
        paths.reserve(some.size());
        for (const auto& file : some)
            paths.push_back(m_rooms.library.root / file.path);
        m_rooms.files.readTags(paths, m_rooms.options, m_rooms.stop, [&](std::size_t place, audio::Reading<audio::Tags> tags) {
            if (!m_rooms.stop.stop_requested()) // what comes then is read another time
                take(some[place], std::move(tags), kind);
        });
    }
    send(kind);
    finishAll();
    if (!files.empty() && !m_rooms.stop.stop_requested())
        m_rooms.events.progress({.done = m_done, .total = m_total});
}

void TagScan::take(const FoundFile& file, audio::Reading<audio::Tags> tags, Kind kind) {
    ++m_done;
    while (!m_batches.empty() && m_batches.front()->stored.wait_for(std::chrono::seconds{0}) == std::future_status::ready)
        finishOldest();
    if (auto read = rowFor(file, std::move(tags)))
        m_read.push_back(std::move(*read));
    if (m_read.size() >= m_batchSize)
        send(kind);
}

/// A file that cannot be opened still gets its row: the analysis says why later, where the listener sees it. One that
/// went away meanwhile gets none: where it went it is found by what it was. Nor does what is no song.
std::optional<TagScan::Read> TagScan::rowFor(const FoundFile& file, audio::Reading<audio::Tags> tags) const {
    Read read{.file = &file};
    const fs::path path = m_rooms.library.root / file.path;
    if (const auto* unread = std::get_if<audio::NotRead>(&tags)) {
        std::error_code failed;
        if (unread->why == audio::NotRead::Why::stopped || (!unread->isHarmful() && !fs::exists(path, failed)))
            return std::nullopt;
        read.track.title = audio::titleByName(path);
        if (unread->isHarmful())
            read.failure = failureFor(*unread);
    } else {
        const auto& found = std::get<audio::Tags>(tags);
        if (!found.isSong)
            return std::nullopt;
        read.track = trackOf(found);
        read.track.library = m_rooms.library.id;
        read.track.path = path;
        if (!found.cueSheet.empty() || !m_rooms.sheets.empty())
            read.parts = partsOf(file, read.track, found.cueSheet);
    }
    read.track.library = m_rooms.library.id;
    read.track.path = path;
    return read;
}

/// A sheet beside the file counts for more than the one in it.
std::vector<Track> TagScan::partsOf(const FoundFile& file, const Track& whole, const std::string& embedded) const {
    if (const auto beside = m_rooms.sheets.find(file.path); beside != m_rooms.sheets.end())
        if (auto songs = songsBySheet(whole, beside->second); !songs.empty())
            return songs;
    auto parsed = embedded.empty() ? CueFault::noSheet : parseCueSheet(embedded);
    auto* read = std::get_if<CueSheet>(&parsed);
    if (read == nullptr)
        return {};
    const auto sheet = std::make_shared<const CueSheet>(std::move(*read));
    for (std::size_t i = 0; i < sheet->files.size(); ++i) // its names are whatever they once were
        if (!sheet->partsOf(i).empty())
            return songsBySheet(whole, {sheet, i});
    return {};
}

namespace {

/// @return its row's number, where somebody is to be told of it
template <typename Read>
std::optional<TrackId> storeOne(store::TrackWriter& tracks, const Read& read, TagScan::Kind kind, const Library& library,
                                int version) {
    std::optional<TrackId> id;
    if (kind != TagScan::Kind::retagged)
        id = tracks.save(read.track, library.root, read.file->stamp, version);
    else if (!read.failure)
        return tracks.retag(read.track, library.root, read.file->stamp, version);
    else
        id = tracks.keepTags(library.id, read.file->path, read.file->stamp, version);
    if (id && read.failure)
        tracks.saveFailure(*id, *read.failure);
    return id;
}

} // namespace

/// Sends what was read on its way, unless it was asked to stop meanwhile. It meets nobody where the library is gone or
/// elsewhere then.
void TagScan::send(Kind kind) {
    if (m_read.empty() || m_rooms.stop.stop_requested())
        return;
    while (m_batches.size() >= kMostBatches)
        finishOldest();
    m_batches.push_back(
        std::make_unique<Batch>(Batch{.files = std::exchange(m_read, {}), .told = {}, .stored = {}, .kind = kind, .done = m_done}));
    m_batchSize = std::min(kLargestBatch, m_batchSize * 2);
    Batch& batch = *m_batches.back();
    batch.stored = m_rooms.writer.run([this, &batch](store::Database& database) {
        if (isInPlace(m_rooms.library, database))
            store(batch, database);
    });
}

void TagScan::store(Batch& batch, store::Database& database) const {
    const Library& library = m_rooms.library;
    const int version = tagsVersionOf(m_rooms.options);
    store::TrackWriter tracks(database);
    for (const auto& read : batch.files) {
        if (batch.kind == Kind::divided || !read.parts.empty()) {
            const auto songs = read.parts.empty() ? std::span(&read.track, 1) : std::span(read.parts);
            const auto replaced = tracks.replaceSongs(songs, library.root, read.file->path, read.file->stamp, version);
            batch.told.insert(batch.told.end(), replaced.saved.begin(), replaced.saved.end());
            batch.removed.insert(batch.removed.end(), replaced.removed.begin(), replaced.removed.end());
            if (read.failure)
                tracks.saveFailure(replaced.saved.front(), *read.failure);
        } else if (const auto id = storeOne(tracks, read, batch.kind, library, version)) {
            batch.told.push_back(*id);
        }
    }
    if (batch.kind == Kind::changed)
        store::TrackStore(database, {}).markFound(batch.told); // a missing one may be back as another file
}

void TagScan::finishOldest() {
    const auto batch = std::move(m_batches.front());
    m_batches.pop_front();
    batch->stored.get();
    const auto& ids = batch->told;
    const bool hasParts = std::ranges::any_of(batch->files, [](const Read& read) { return !read.parts.empty(); });
    if (!ids.empty())
        m_result.harmful += static_cast<std::size_t>(
            std::ranges::count_if(batch->files, [](const Read& read) { return read.failure.has_value(); }));
    (batch->kind == Kind::retagged ? m_result.retagged : m_result.read) += ids.size();
    if (!batch->removed.empty())
        m_rooms.events.removed(batch->removed);
    if (!ids.empty())
        (batch->kind == Kind::retagged && !hasParts ? m_rooms.events.changed : m_rooms.events.stored)(ids);
    m_rooms.events.progress({.done = batch->done, .total = m_total});
}

void TagScan::finishAll() {
    while (!m_batches.empty())
        finishOldest();
}

} // namespace segue::library
