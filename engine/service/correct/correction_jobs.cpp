// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/correct/correction_jobs.h"

#include "engine/audio/tags.h"
#include "engine/store/listening_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "engine/words/scratch_folder.h"
#include "engine/words/whole_file.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr int kLargestNumber = 9999;
constexpr std::size_t kMostCoversTold = 200;     ///< of more songs at once, covers come when they are asked for
constexpr std::size_t kLongestCorrection = 4096; ///< bytes of one text

bool isWholeNumber(TagField field) {
    return field == TagField::trackNumber || field == TagField::discNumber || field == TagField::year;
}

/// Without blanks around it and control characters; lines only between artists.
std::string cleaned(const FieldValue& given) {
    std::string text;
    for (const char c : audio::toValidUtf8(std::string_view(given.value).substr(0, kLongestCorrection))) {
        const bool isControl = static_cast<unsigned char>(c) < ' ' || c == '\x7F';
        if (!isControl || (c == '\n' && given.field == TagField::artist))
            text += c;
    }
    const auto first = text.find_first_not_of(" \n"), last = text.find_last_not_of(" \n");
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

/// Throws Error{usage}.
FieldValue checked(const FieldValue& given) {
    FieldValue value{.field = given.field, .value = cleaned(given)};
    if (!isWholeNumber(value.field))
        return value;
    const bool isDigits = std::ranges::all_of(value.value, [](char c) { return c >= '0' && c <= '9'; });
    if (!isDigits || value.value.size() > 6 || std::atoi(value.value.c_str()) > kLargestNumber)
        throw Error{ErrorKind::usage, Message(MessageId::correctionNotNumber, {value.value})};
    return value;
}

} // namespace

CorrectionJobs::CorrectionJobs(const store::Database& database, CorrectionRooms rooms)
    : m_reader(database.sibling())
    , m_rooms(std::move(rooms)) {}

void CorrectionJobs::stop() {
    m_lanes.stop();
    m_line.stop();
}

std::vector<CorrectedSong> CorrectionJobs::songsOf(std::vector<TrackId> songs) {
    const store::CorrectionStore corrections(m_reader);
    if (songs.empty())
        songs = corrections.corrected();
    const store::TrackStore tracks(m_reader, m_rooms.model ? m_rooms.model() : std::string());
    std::vector<CorrectedSong> found;
    for (auto& track : tracks.find(songs))
        if (track)
            found.push_back({.track = *track, .corrections = corrections.find(track->id)});
    return found;
}

void CorrectionJobs::list(RequestId request, std::vector<TrackId> songs) {
    m_line.run([this, request, songs = std::move(songs)] {
        m_rooms.emitter.emit(CorrectionsLoaded{.request = request, .songs = songsOf(songs)});
    });
}

void CorrectionJobs::change(std::vector<TrackId> songs, TagFields fields, Work work) {
    if (m_rooms.writer == nullptr)
        throw Error{ErrorKind::usage, MessageId::correctionReadOnly};
    Before before;
    m_rooms.writer
        ->run([&](store::Database& writing) {
            store::CorrectionStore corrections(writing);
            before = work(corrections);
        })
        .get();
    if (before.empty())
        return; // it was so already
    m_changes.push_back(std::move(before));
    if (m_changes.size() > kMostUndone)
        m_changes.erase(m_changes.begin());
    std::set<TrackId> changed;
    for (const TrackId song : songs)
        for (const TrackId sharing : store::ListeningStore(m_reader).sharing(song))
            changed.insert(sharing);
    tell(std::vector(changed.begin(), changed.end()), fields, false);
}

void CorrectionJobs::tell(std::span<const TrackId> songs, TagFields fields, bool isUndo) {
    if (m_rooms.stored)
        m_rooms.stored(songs);
    if (has(fields, TagField::cover) && m_rooms.coverChanged && songs.size() <= kMostCoversTold)
        for (const auto& track : store::TrackStore(m_reader, {}).find(songs))
            if (track)
                m_rooms.coverChanged(track->path);
    m_rooms.emitter.emit(
        CorrectionsChanged{.songs = songs.size(), .fields = fields, .isUndo = isUndo, .canUndo = !m_changes.empty()});
}

void CorrectionJobs::correct(std::vector<TrackId> songs, std::vector<FieldValue> values) {
    m_line.run([this, songs = std::move(songs), values = std::move(values)] {
        std::vector<FieldValue> wanted;
        TagFields fields = 0;
        for (const auto& value : values) {
            wanted.push_back(checked(value));
            fields = static_cast<TagFields>(fields | bitOf(value.field));
        }
        change(songs, fields, [&](store::CorrectionStore& corrections) { return corrections.correct(songs, wanted); });
    });
}

/// Whoever decodes images that come from elsewhere is another process, which looks for them beside songs.
CoverImage CorrectionJobs::imageOf(const fs::path& file, const std::stop_token& stop) const {
    const auto name = audio::displayName(file);
    std::error_code failed;
    if (!fs::is_regular_file(file, failed))
        throw Error{ErrorKind::io, Message(MessageId::fileNotThere, {file.string()})};
    if (fs::file_size(file, failed) > audio::kMaxCoverBytes)
        throw Error{ErrorKind::badFile, Message(MessageId::fileTooLarge, {file.string()})};
    const ScratchFolder scratch("segue-cover");
    fs::copy_file(file, scratch.path() / "cover.png", failed); // what it is, its bytes tell
    if (failed)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {file.string(), failed.message()})};
    const auto song = scratch.path() / "song.mp3";
    if (const auto why = writeWholeFile(song, {}))
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeWritten, {song.string(), why.message()})};
    auto reading = m_rooms.files.readCover(song, stop);
    if (auto* cover = std::get_if<std::optional<CoverImage>>(&reading))
        if (*cover && !(*cover)->isEmpty())
            return std::move(**cover);
    const auto* unread = std::get_if<audio::NotRead>(&reading);
    throw Error{ErrorKind::badFile, Message(MessageId::correctionNoImage, {name, fs::path(name).extension().string()})
                                        .with(unread != nullptr ? unread->reason : Message())};
}

void CorrectionJobs::correctCover(std::vector<TrackId> songs, fs::path image) {
    m_lanes.post(image.parent_path().native(), [this, songs = std::move(songs), image](const std::stop_token& stop) {
        carryOut(m_rooms.emitter, [&] {
            m_line.run([this, songs, cover = imageOf(image, stop)] {
                change(songs, bitOf(TagField::cover), [&](store::CorrectionStore& corrections) {
                    const std::vector<FieldValue> values{{.field = TagField::cover, .value = corrections.putCover(cover)}};
                    return corrections.correct(songs, values);
                });
            });
        });
    });
}

void CorrectionJobs::revert(std::vector<TrackId> songs, TagFields fields) {
    m_line.run([this, songs = std::move(songs), fields] {
        change(songs, fields, [&](store::CorrectionStore& corrections) { return corrections.revert(songs, fields); });
    });
}

void CorrectionJobs::keep(std::vector<TrackId> songs, TagFields fields) {
    m_line.run([this, songs = std::move(songs), fields] {
        change(songs, fields, [&](store::CorrectionStore& corrections) { return corrections.keep(songs, fields); });
    });
}

void CorrectionJobs::undo() {
    m_line.run([this] {
        if (m_changes.empty() || m_rooms.writer == nullptr)
            return;
        const auto before = std::move(m_changes.back());
        m_changes.pop_back();
        std::vector<TrackId> changed;
        m_rooms.writer
            ->run([&](store::Database& writing) {
                store::CorrectionStore corrections(writing);
                changed = corrections.restore(before);
            })
            .get();
        TagFields fields = 0;
        for (const auto& one : before)
            fields = static_cast<TagFields>(fields | bitOf(one.field));
        tell(changed, fields, true);
    });
}

void CorrectionJobs::exportTo(fs::path file) {
    m_line.run([this, file = std::move(file)] {
        const auto songs = songsOf({});
        m_lanes.post(file.parent_path().native(), [this, file, songs](const std::stop_token&) {
            carryOut(m_rooms.emitter, [&] {
                std::error_code failed;
                if (fs::exists(fs::symlink_status(file, failed)) && file.extension() != ".csv")
                    throw Error{ErrorKind::usage, Message(MessageId::correctionNoTable, {audio::displayName(file)})};
                if (const auto why = writeWholeFile(file, correctionsAsCsv(songs)))
                    throw Error{why == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                                Message(MessageId::fileCannotBeWritten, {audio::displayName(file), why.message()})};
                std::size_t count = 0;
                for (const auto& song : songs)
                    count += song.corrections.size();
                m_rooms.emitter.inform({MessageId::correctionsSaved, {std::to_string(count), audio::displayName(file)}});
            });
        });
    });
}

} // namespace segue
