// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/song_jobs.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/inference/heard_label.h"
#include "engine/library/scan/track_reader.h"
#include "engine/playlist/lyrics.h"
#include "engine/service/model/heard_excerpts.h"
#include "engine/service/song/disk_of.h"
#include "engine/store/analysis_store.h"
#include "engine/store/book_store.h"
#include "engine/store/correction_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"
#include "engine/store/track_writer.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFilesAtOnce = 16; ///< are told together

std::uintmax_t bytesOf(const fs::path& song) {
    std::error_code failed;
    const auto bytes = fs::file_size(fileOf(song), failed);
    return failed ? 0 : bytes;
}

} // namespace

SongJobs::SongJobs(const store::Database& database, const EmbeddingSpaces& spaces, Quarantine& quarantine, EventEmitter& emitter,
                   OutlineShelf shelf, FileReading reading)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_quarantine(quarantine)
    , m_emitter(emitter)
    , m_shelf(std::move(shelf))
    , m_reading(std::move(reading))
    , m_tiles(database, quarantine, emitter)
    , m_thumbnails(database, emitter, m_reading.files, m_harmfulCovers, m_reading.coverShelf, m_reading.coverBytes) {}

void SongJobs::stop() {
    m_lookups.stop();
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        for (const auto& [disk, line] : m_outlines)
            line->requestStop();
    }
    m_covers.stop();
    m_details.stop();
    for (const auto& [disk, line] : m_outlines) // none comes or goes any more
        line->stop();
    m_tiles.stop();
    m_thumbnails.stop();
}

void SongJobs::loadCover(RequestId request, fs::path song) {
    m_lookups.run([this, request, song = std::move(song)] {
        auto known = store::TrackStore(m_reader, {}).findByPath(song);
        if (auto chosen = known && has(known->corrected, TagField::cover) ? store::CorrectionStore(m_reader).coverOf(known->id)
                                                                          : std::nullopt) {
            m_emitter.emit(CoverLoaded{.request = request, .song = song, .image = std::move(*chosen)});
            return;
        }
        auto why = whyNotRead(known ? known->id : 0);
        m_covers.post(diskOf(m_reader, song), [this, request, song, known, why](const std::stop_token& stop) {
            CoverLoaded loaded{.request = request, .song = song, .problem = why.value_or(Message())};
            carryOut(m_emitter, [&] {
                if (!why)
                    readCover(loaded, known ? *known : Track{}, stop);
            });
            carryOut(m_emitter, [&] { m_emitter.emit(std::move(loaded)); });
        });
    });
}

/// On a lane of the song's disk.
void SongJobs::readCover(CoverLoaded& loaded, const Track& track, const std::stop_token& stop) {
    const auto folder = fileOf(loaded.song).parent_path();
    if (auto why = track.hasCover ? std::nullopt : m_harmfulCovers.whyNotRead(folder)) {
        loaded.problem = std::move(*why);
        return;
    }
    auto reading = m_reading.files.readCover(loaded.song, stop);
    if (auto* cover = std::get_if<std::optional<CoverImage>>(&reading)) {
        if (*cover)
            loaded.image = std::move(**cover);
        return;
    }
    const auto& unread = std::get<audio::NotRead>(reading);
    loaded.problem = unread.reason;
    if (unread.isHarmful() && !track.hasCover)
        m_harmfulCovers.note(folder, unread.reason); // whatever the song itself is, it can be read
    else
        note(track.id, unread);
}

std::optional<Message> SongJobs::whyNotRead(TrackId track) {
    return track != 0 ? store::ProblemStore(m_reader, {}, analysis::kOutlineVersion).whyTagsNotRead(track, audio::kTagsVersion)
                      : std::nullopt;
}

void SongJobs::note(TrackId track, const audio::NotRead& unread) {
    if (track == 0 || m_reading.writer == nullptr || !unread.isHarmful())
        return;
    m_reading.writer
        ->run([track, failure = failureFor(unread)](store::Database& database) {
            store::TrackWriter(database).saveFailure(track, failure);
        })
        .get();
    m_reading.noted();
}

void SongJobs::loadDetails(RequestId request, fs::path song) {
    m_lookups.run([this, request, song = std::move(song)] {
        auto known = lookUp(request, song);
        m_details.post(diskOf(m_reader, song), [this, known = std::move(known)](const std::stop_token& stop) mutable {
            carryOut(m_emitter, [&] {
                describe(known, stop);
                m_emitter.emit(std::move(known.loaded));
            });
        });
    });
}

SongJobs::Known SongJobs::lookUp(RequestId request, const fs::path& song) {
    Known known{.loaded = {.request = request, .song = song}, .space = m_spaces.inUse()};
    try {
        if (auto track = store::TrackStore(m_reader, known.space->lead().id).findByPath(song)) {
            known.isInLibrary = true;
            known.loaded.details.track = std::move(*track);
            describeAnalysis(known.loaded.details, *known.space);
        }
        if (auto reason = m_quarantine.whyNotOpened(song)) {
            known.loaded.problem = std::move(*reason);
            known.mayBeOpened = false;
        } else if (auto why = whyNotRead(known.loaded.details.track.id)) {
            known.loaded.problem = std::move(*why);
            known.mayBeOpened = false;
        }
    } catch (const std::exception& error) {
        known.loaded.problem = messageOf(error);
    }
    return known;
}

/// On a lane of the song's disk.
void SongJobs::describe(Known& known, const std::stop_token& stop) {
    auto& details = known.loaded.details;
    const auto& song = known.loaded.song;
    try {
        if (!known.isInLibrary)
            details.track = describeFile(song, m_reading.files, stop);
        details.bytes = bytesOf(song);
        if (known.mayBeOpened)
            describeSound(known, stop);
    } catch (const std::exception& error) {
        known.loaded.problem = messageOf(error);
    }
    details.excerpts = heardExcerpts(details.track, known.space->spec);
    if (details.track.state == AnalysisState::done)
        details.preview = typicalExcerpt(details.track, known.space->spec);
}

/// What only opening the file tells. Throws Error.
void SongJobs::describeSound(Known& known, const std::stop_token& stop) {
    auto& details = known.loaded.details;
    const auto reading = m_reading.files.readFormat(known.loaded.song, stop);
    if (const auto* unread = std::get_if<audio::NotRead>(&reading)) {
        known.loaded.problem = unread->reason;
        return note(details.track.id, *unread);
    }
    const auto& format = std::get<audio::StreamFormat>(reading);
    details.codec = format.codec;
    details.rateHz = format.rateHz;
    details.channels = format.channels;
    details.bitRate = format.bitRate;
    if (details.track.state != AnalysisState::done && format.duration.count() > 0)
        details.track.duration = format.duration;
}

void SongJobs::describeAnalysis(SongDetails& details, const EmbeddingSpace& space) {
    const auto analysis = store::AnalysisStore(m_reader, space.lead().id).find(details.track.id);
    if (!analysis)
        return;
    const auto& labels = space.spec.labels;
    if (labels.empty() && !analysis->heardGenre.empty()) // nobody knows any more what the other probabilities are of
        details.heardGenres.emplace_back(analysis->heardGenre, analysis->heardProbability);
    const auto known = std::span(analysis->probabilities).first(std::min(analysis->probabilities.size(), labels.size()));
    for (const std::size_t label : inference::rankedLabels(known))
        details.heardGenres.emplace_back(labels[label], known[label]);
}

void SongJobs::loadExtras(RequestId request, fs::path song) {
    m_lookups.run([this, request, song = std::move(song)] {
        const auto known = store::TrackStore(m_reader, {}).findByPath(song);
        const TrackId track = known ? known->id : 0;
        const bool mayBeRead = !whyNotRead(track);
        m_details.post(diskOf(m_reader, song), [this, request, song, track, mayBeRead](const std::stop_token& stop) {
            SongExtrasLoaded loaded{.request = request, .song = song, .extras = {}};
            carryOut(m_emitter, [&] {
                if (mayBeRead)
                    readExtras(loaded, track, stop);
            });
            carryOut(m_emitter, [&] { m_emitter.emit(std::move(loaded)); });
        });
    });
}

/// On a lane of the song's disk.
void SongJobs::readExtras(SongExtrasLoaded& loaded, TrackId track, const std::stop_token& stop) {
    auto reading = m_reading.files.readExtras(loaded.song, stop);
    if (const auto* unread = std::get_if<audio::NotRead>(&reading))
        return note(track, *unread);
    auto& extras = std::get<audio::Extras>(reading);
    if (!extras.chapters.empty() && track != 0 && m_reading.writer != nullptr)
        static_cast<void>(
            m_reading.writer->run([track](store::Database& database) { store::BookStore(database).noteChapters(track); }));
    loaded.extras = {.lyrics = parseLyrics(extras.lyrics), .chapters = std::move(extras.chapters)};
}

void SongJobs::describeFiles(RequestId request, std::vector<fs::path> files) {
    m_lookups.run([this, request, files = std::move(files)] {
        using Asked = std::pair<fs::path, std::optional<Track>>; // and the song of a library that it is
        std::map<std::string, std::vector<Asked>> byDisk;
        const store::TrackStore tracks(m_reader, m_spaces.inUse()->lead().id);
        for (const auto& file : files)
            byDisk[diskOf(m_reader, file)].emplace_back(file, tracks.findByPath(file));
        for (auto& [disk, some] : byDisk)
            m_details.post(disk, [this, request, some = std::move(some)](const std::stop_token& stop) {
                FilesDescribed told{.request = request, .files = {}};
                for (std::size_t i = 0; i < some.size() && !stop.stop_requested(); ++i) {
                    carryOut(m_emitter, [&] { told.files.push_back(describeOne(some[i].first, some[i].second, stop)); });
                    if (told.files.size() >= kFilesAtOnce || i + 1 == some.size())
                        m_emitter.emit(std::exchange(told, {.request = request, .files = {}}));
                }
            });
    });
}

/// On a lane of the file's disk.
DescribedFile SongJobs::describeOne(const fs::path& file, const std::optional<Track>& known, const std::stop_token& stop) {
    DescribedFile described{.track = known ? *known : describeFile(file, m_reading.files, stop), .problem = {}};
    const auto reading = m_reading.files.readFormat(file, stop);
    if (const auto* unread = std::get_if<audio::NotRead>(&reading))
        described.problem = unread->reason;
    else if (described.track.duration.count() <= 0)
        described.track.duration = std::get<audio::StreamFormat>(reading).duration;
    return described;
}

void SongJobs::loadOutline(RequestId request, fs::path song) {
    m_lookups.run([this, request, song = std::move(song)] {
        try {
            if (auto wish = answerFromStore(request, song))
                read(std::move(*wish));
        } catch (const std::exception& error) {
            m_emitter.emit(OutlineLoaded{.request = request, .song = song, .problem = messageOf(error)});
        }
    });
}

/// @return what is to be read, if it is not stored and may be read
std::optional<OutlineLine::Wish> SongJobs::answerFromStore(RequestId request, const fs::path& song) {
    OutlineLine::Wish wish{.request = request, .song = song};
    const store::OutlineStore outlines(m_reader, analysis::kOutlineVersion);
    if (const auto track = store::TrackStore(m_reader, m_spaces.inUse()->lead().id).findByPath(song)) {
        wish.track = track->id;
        wish.identity = outlines.identityOf(track->id);
    }
    auto outline = wish.identity.empty() ? std::nullopt : outlines.find(wish.identity);
    if (outline) {
        m_emitter.emit(OutlineLoaded{.request = request, .song = song, .outline = std::move(*outline), .complete = 1.F});
        return std::nullopt;
    }
    if (auto reason = m_quarantine.whyNotRead(song)) {
        m_emitter.emit(OutlineLoaded{.request = request, .song = song, .problem = std::move(*reason)});
        return std::nullopt;
    }
    return wish;
}

void SongJobs::loadSpectrogram(RequestId request, SpectrogramRequest wanted) { m_tiles.want(request, std::move(wanted)); }

void SongJobs::read(OutlineLine::Wish wish) {
    constexpr std::size_t kKept = 8; // lines that may stand idle
    const auto disk = diskOf(m_reader, wish.song);
    const std::lock_guard lock(m_mutex);
    if (m_isStopped)
        return;
    if (!m_outlines.contains(disk) && m_outlines.size() >= kKept)
        std::erase_if(m_outlines, [](const auto& line) { return line.second->isIdle(); });
    auto& line = m_outlines[disk];
    if (!line)
        line = std::make_unique<OutlineLine>(m_emitter, m_shelf);
    line->want(std::move(wish));
}

} // namespace segue
