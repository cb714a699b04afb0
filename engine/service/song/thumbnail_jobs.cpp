// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/thumbnail_jobs.h"

#include "engine/audio/cover_beside.h"
#include "engine/browse/album_groups.h"
#include "engine/events.h"
#include "engine/service/song/disk_of.h"
#include "engine/store/correction_store.h"
#include "engine/words/section.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

using audio::CoverSource;
using audio::CoverThumbnails;
using covers::ContentId;

constexpr std::size_t kMostLooked = 200'000; ///< then all are looked at again

std::size_t sizeFor(int pixels) {
    const auto fits = std::ranges::find_if(kCoverSides, [&](int side) { return side >= pixels; });
    return std::min(static_cast<std::size_t>(fits - kCoverSides.begin()), kCoverSides.size() - 1);
}

fs::path folderOf(const store::PlacedFile& song) { return fileOf(song.path).parent_path(); }

bool isDisc(const fs::path& folder) { return browse::discOfFolder(folder.filename().native()) > 0; }

/// Names what is asked, as the files are.
ContentId keyOf(const CoverWish& wish, const std::vector<store::PlacedFile>& songs) {
    std::string text = wish.hasOwnFolder ? "own" : "shared";
    text += wish.holdCovers ? '+' : '-';
    for (const auto& song : songs)
        text += song.path.native() + '\0' + std::to_string(song.stamp.size) + '/' + std::to_string(song.stamp.modifiedNs) + '\0';
    return ContentId::of(std::as_bytes(std::span(text)));
}

/// What the images look like that may be the album's.
std::uint64_t lookOf(const fs::path& folder) {
    auto stamp = audio::coverStampIn(folder);
    if (isDisc(folder))
        stamp += '\n' + audio::coverStampIn(folder.parent_path());
    return covers::checksum(std::as_bytes(std::span(stamp)));
}

/// Of a cover that the listener gave the song.
CoverSquare middleOf(const CoverImage& cover) {
    constexpr auto kPixel = CoverImage::kBytesAPixel;
    CoverSquare square{.side = std::min(cover.width, cover.height), .pixels = {}};
    const auto side = static_cast<std::size_t>(square.side);
    const auto width = static_cast<std::size_t>(cover.width);
    const std::size_t left = (width - side) / 2, top = (static_cast<std::size_t>(cover.height) - side) / 2;
    for (std::size_t row = top; row < top + side; ++row) {
        const auto begin = cover.pixels.begin() + static_cast<std::ptrdiff_t>((row * width + left) * kPixel);
        square.pixels.insert(square.pixels.end(), begin, begin + static_cast<std::ptrdiff_t>(side * kPixel));
    }
    return square;
}

bool isThere(const fs::path& path) {
    std::error_code failed;
    return fs::exists(path, failed);
}

} // namespace

ThumbnailJobs::ThumbnailJobs(const store::Database& database, EventEmitter& emitter, audio::FileReader& files,
                             HarmfulCovers& harmful, const fs::path& folder, std::uint64_t mostBytes)
    : m_reader(database.sibling())
    , m_sources(folder.empty() ? fs::path() : folder / "sources")
    , m_shelf(folder, folder.empty() ? 0 : mostBytes)
    , m_emitter(emitter)
    , m_files(files)
    , m_harmful(harmful) {}

void ThumbnailJobs::stop() {
    m_line.stop();
    m_lanes.stop();
}

void ThumbnailJobs::setMostBytes(std::uint64_t bytes) {
    m_line.run([this, bytes] { m_shelf.setMostBytes(bytes); });
}

void ThumbnailJobs::clear() {
    m_line.run([this] {
        m_sources.clear();
        m_looked.clear();
        m_shelf.clear();
    });
}

void ThumbnailJobs::want(RequestId request, CoverWish wish, int pixels) {
    m_line.run(
        [this, asked = Asked{.request = request, .wish = std::move(wish), .pixels = pixels, .songs = {}, .key = {}, .known = {}}] {
            answer(asked);
        });
}

/// On m_line.
void ThumbnailJobs::answer(Asked asked) {
    if (asked.wish.songs.empty())
        return;
    asked.songs = store::TrackStore(m_reader, {}).placesOf(asked.wish.songs);
    if (asked.songs.empty())
        return tell(asked, {});
    if (auto chosen = store::CorrectionStore(m_reader).coverOf(asked.wish.songs.front()))
        return tell(asked, middleOf(*chosen));
    asked.key = keyOf(asked.wish, asked.songs);
    const auto disk = diskOf(m_reader, asked.songs.front().path);
    const auto found = m_sources.find(asked.key);
    auto cover = found ? fromShelf(found->content, sizeFor(asked.pixels)) : std::nullopt;
    if (!cover) {
        m_lanes.post(disk, [this, asked = std::move(asked)](const std::stop_token& stop) {
            carryOut(m_emitter, [&] { make(asked, stop); });
        });
        return;
    }
    tell(asked, std::move(*cover));
    if (m_looked.size() >= kMostLooked)
        m_looked.clear();
    if (!m_looked.insert(asked.key).second)
        return;
    asked.known = found->content;
    m_lanes.post(disk, [this, asked = std::move(asked), folder = found->folder](const std::stop_token& stop) {
        carryOut(m_emitter, [&] { lookAgain(asked, folder, stop); });
    });
}

/// @return empty: there is none; nothing: it is not known, or no longer there
std::optional<CoverSquare> ThumbnailJobs::fromShelf(const ContentId& cover, std::size_t size) {
    if (cover.isNone())
        return CoverSquare();
    try {
        if (const auto file = m_shelf.find(cover, size))
            return audio::decodeThumbnail(*file);
    } catch (const Error&) { // by another version of the decoder, say
    }
    return std::nullopt;
}

/// On a lane. A folder that is not there now says nothing.
void ThumbnailJobs::lookAgain(const Asked& asked, std::uint64_t folder, const std::stop_token& stop) {
    const auto place = folderOf(asked.songs.front());
    if (!stop.stop_requested() && isThere(place) && lookOf(place) != folder)
        make(asked, stop);
}

/// On a lane.
void ThumbnailJobs::make(const Asked& asked, const std::stop_token& stop) {
    const auto& song = asked.songs.front();
    covers::CoverSources::Found found{.content = {}, .folder = lookOf(folderOf(song))};
    auto reading = read(asked, stop);
    if (const auto* unread = std::get_if<audio::NotRead>(&reading)) {
        if (unread->why == audio::NotRead::Why::stopped)
            return;
        if (unread->isHarmful())
            keep(asked, found); // as one without a cover, until it changes
        return tell(asked, {});
    }
    const auto& made = std::get<std::optional<CoverThumbnails>>(reading);
    if (!made) {
        if (isThere(fileOf(song.path))) // else its disk is away
            keep(asked, found);
        return tell(asked, {});
    }
    found.content = ContentId::fromHex(made->content).value_or(ContentId());
    m_shelf.put(found.content, made->files);
    keep(asked, found);
    if (asked.known != found.content)
        tell(asked, audio::decodeThumbnail(made->files.at(sizeFor(asked.pixels))));
}

void ThumbnailJobs::keep(const Asked& asked, const covers::CoverSources::Found& found) {
    m_line.run([this, key = asked.key, found] {
        m_sources.set(key, found);
        m_looked.insert(key);
    });
}

/// On a lane.
ThumbnailJobs::Reading ThumbnailJobs::read(const Asked& asked, const std::stop_token& stop) {
    const auto& song = asked.songs.front().path;
    const auto folder = folderOf(asked.songs.front());
    const bool holdCovers = asked.wish.holdCovers;
    auto from = !holdCovers               ? CoverSource::beside
                : asked.wish.hasOwnFolder ? CoverSource::besideElseOwn
                                          : CoverSource::ownElseBeside;
    if (asked.wish.hasOwnFolder && isDisc(folder)) { // the image may lie with the discs' folders
        for (const auto& place : {folder, folder.parent_path()}) {
            auto beside = readOne({.song = place / fileOf(song).filename(), .from = CoverSource::beside, .unless = {}}, stop);
            const auto* found = std::get_if<std::optional<CoverThumbnails>>(&beside);
            if (found != nullptr && *found)
                return beside;
        }
        if (!holdCovers)
            return std::optional<CoverThumbnails>();
        from = CoverSource::own;
    }
    auto first = readOne({.song = song, .from = from, .unless = {}}, stop);
    if (auto* found = std::get_if<std::optional<CoverThumbnails>>(&first); found != nullptr && *found && !(*found)->isBeside)
        elect(**found, asked, stop);
    return first;
}

/// An image beside songs that ends the reading process is left alone from then on, and what the song holds counts.
ThumbnailJobs::Reading ThumbnailJobs::readOne(audio::ThumbnailRequest request, const std::stop_token& stop) {
    const auto folder = fileOf(request.song).parent_path();
    const bool isBesideOnly = request.from == CoverSource::beside;
    if (request.from != CoverSource::own && m_harmful.whyNotRead(folder)) {
        if (isBesideOnly)
            return std::optional<CoverThumbnails>();
        request.from = CoverSource::own;
    }
    auto reading = m_files.readThumbnails(request, stop);
    const auto* unread = std::get_if<audio::NotRead>(&reading);
    if (unread == nullptr || !unread->isHarmful() || request.from == CoverSource::own)
        return reading;
    const auto why = unread->reason;
    request.from = CoverSource::own;
    Reading own = isBesideOnly ? Reading(std::optional<CoverThumbnails>()) : m_files.readThumbnails(request, stop);
    const auto* ownUnread = std::get_if<audio::NotRead>(&own);
    if (ownUnread == nullptr || !ownUnread->isHarmful())
        m_harmful.note(folder, why);
    return own;
}

/// The cover that most of the songs hold; of several the one that came first.
void ThumbnailJobs::elect(CoverThumbnails& first, const Asked& asked, const std::stop_token& stop) {
    std::vector<std::pair<CoverThumbnails, std::size_t>> votes;
    votes.emplace_back(std::move(first), 1);
    const auto most = [&] { return std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; }); };
    for (std::size_t i = 1; i < asked.songs.size() && !stop.stop_requested(); ++i) {
        if (most()->second * 2 > asked.songs.size())
            break;
        auto reading = m_files.readThumbnails(
            {.song = asked.songs[i].path, .from = CoverSource::own, .unless = votes.front().first.content}, stop);
        auto* found = std::get_if<std::optional<CoverThumbnails>>(&reading);
        if (found == nullptr || !*found)
            continue;
        const auto same = std::ranges::find_if(votes, [&](const auto& vote) { return vote.first.content == (*found)->content; });
        if (same != votes.end())
            ++same->second;
        else
            votes.emplace_back(std::move(**found), 1);
    }
    first = std::move(most()->first);
}

void ThumbnailJobs::tell(const Asked& asked, CoverSquare cover) {
    m_emitter.emit(ThumbnailLoaded{
        .request = asked.request, .song = asked.wish.songs.front(), .pixels = asked.pixels, .cover = std::move(cover)});
}

} // namespace segue
