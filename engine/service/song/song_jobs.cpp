// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/song_jobs.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/excerpt.h"
#include "engine/audio/tags.h"
#include "engine/inference/heard_label.h"
#include "engine/library/scan/track_reader.h"
#include "engine/words/error.h"
#include "engine/store/analysis_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kMostWanted = 2;
constexpr milliseconds kInterval{100}; ///< between two answers about a song that is being read

std::uintmax_t bytesOf(const fs::path& song) {
    std::error_code failed;
    const auto bytes = fs::file_size(song, failed);
    return failed ? 0 : bytes;
}

/// What only opening the file tells. Throws Error.
void describeSound(SongDetails& details, const fs::path& song) {
    const audio::Decoder decoder(song);
    const auto& format = decoder.format();
    details.codec = format.codec;
    details.rateHz = format.rateHz;
    details.channels = format.channels;
    details.bitRate = format.bitRate;
    if (details.track.state != AnalysisState::done && format.duration.count() > 0)
        details.track.duration = format.duration;
}

} // namespace

SongJobs::SongJobs(const store::Database& database, const EmbeddingSpaces& spaces, Quarantine& quarantine, EventEmitter& emitter,
                   OutlineShelf shelf)
    : m_reader(database.sibling())
    , m_spaces(spaces)
    , m_quarantine(quarantine)
    , m_emitter(emitter)
    , m_shelf(std::move(shelf))
    , m_tiles(
          [this](spectrogram::TileAnswer answer) {
              m_emitter.emit(SpectrogramTileLoaded{answer.request, std::move(answer.song), std::move(answer.tile), std::move(answer.problem)});
          },
          [this](const fs::path& song) { return m_quarantine.whyNotRead(song); }) {}

void SongJobs::loadCover(RequestId request, fs::path song) {
    m_covers.post([this, request, song = std::move(song)](const std::stop_token&) {
        CoverLoaded loaded{.request = request, .song = song};
        if (const auto cover = audio::readCover(song)) {
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(cover->bytes.data());
            loaded.bytes.assign(bytes, bytes + cover->bytes.size());
        }
        m_emitter.emit(std::move(loaded));
    });
}

void SongJobs::loadDetails(RequestId request, fs::path song) {
    m_lookups.post(
        [this, request, song = std::move(song)](const std::stop_token&) { m_emitter.emit(details(request, song)); });
}

SongDetailsLoaded SongJobs::details(RequestId request, const fs::path& song) {
    SongDetailsLoaded loaded{.request = request, .song = song};
    auto& details = loaded.details;
    const auto space = m_spaces.inUse();
    try {
        const auto track = store::TrackStore(m_reader, space->id).findByPath(song);
        details.track = track ? *track : describeFile(song);
        describeAnalysis(details, *space);
        details.bytes = bytesOf(song);
        if (auto reason = m_quarantine.whyNotOpened(song))
            loaded.problem = std::move(*reason);
        else
            describeSound(details, song);
    } catch (const Error& error) {
        loaded.problem = error.message();
    }
    const auto& frontEnd = space->spec.frontEnd;
    const auto length = milliseconds(std::chrono::seconds(frontEnd.excerptSeconds));
    const auto duration = details.track.duration;
    for (const auto& span : audio::planExcerpts(duration, length, frontEnd.excerptsPerSong))
        details.excerpts.push_back({span.start, span.length});
    if (details.track.state == AnalysisState::unheard)
        details.excerpts.clear();
    if (details.track.state != AnalysisState::done)
        return loaded;
    const auto start = std::clamp(details.track.previewStart, milliseconds{0}, std::max(milliseconds{0}, duration));
    details.preview = SongSpan{start, std::min(duration - start, length)};
    // A song with silences was heard elsewhere than planned; of its places only that of the preview is known.
    if (std::ranges::find(details.excerpts, details.track.previewStart, &SongSpan::start) == details.excerpts.end())
        details.excerpts = {*details.preview};
    return loaded;
}

void SongJobs::describeAnalysis(SongDetails& details, const EmbeddingSpace& space) {
    const auto analysis = store::AnalysisStore(m_reader, space.id).find(details.track.id);
    if (!analysis)
        return;
    const auto& labels = space.spec.labels;
    if (labels.empty()) // nobody knows any more what the other probabilities are of
        details.heardGenres.emplace_back(analysis->heardGenre, analysis->heardProbability);
    const auto known = std::span(analysis->probabilities).first(std::min(analysis->probabilities.size(), labels.size()));
    for (const std::size_t label : inference::rankedLabels(known))
        details.heardGenres.emplace_back(labels[label], known[label]);
}

void SongJobs::loadOutline(RequestId request, fs::path song) {
    m_lookups.post([this, request, song = std::move(song)](const std::stop_token&) {
        try {
            if (auto reading = answerFromStore(request, song))
                want(std::move(*reading));
        } catch (const Error& error) {
            m_emitter.emit(OutlineLoaded{.request = request, .song = song, .problem = error.message()});
        }
    });
}

/// @return what is to be read, if it is not stored and may be read
std::optional<SongJobs::Reading> SongJobs::answerFromStore(RequestId request, const fs::path& song) {
    Reading reading{.request = request, .song = song};
    const store::OutlineStore outlines(m_reader, analysis::kOutlineVersion);
    if (const auto track = store::TrackStore(m_reader, m_spaces.inUse()->id).findByPath(song)) {
        reading.track = track->id;
        reading.identity = outlines.identityOf(track->id);
    }
    auto outline = reading.identity.empty() ? std::nullopt : outlines.find(reading.identity);
    if (outline) {
        m_emitter.emit(OutlineLoaded{.request = request, .song = song, .outline = std::move(*outline), .complete = 1.F});
        return std::nullopt;
    }
    if (auto reason = m_quarantine.whyNotRead(song)) {
        m_emitter.emit(OutlineLoaded{.request = request, .song = song, .problem = std::move(*reason)});
        return std::nullopt;
    }
    return reading;
}

void SongJobs::loadSpectrogram(RequestId request, SpectrogramRequest wanted) { m_tiles.want(request, std::move(wanted)); }

void SongJobs::want(Reading reading) {
    {
        const std::lock_guard lock(m_mutex);
        const bool isBeingRead = m_reading && !m_stopReading.stop_requested();
        if (isBeingRead && m_reading->song == reading.song) {
            m_reading->request = reading.request;
            return;
        }
        if (isBeingRead) {
            m_wanted.push_front(*m_reading);
            m_stopReading.request_stop();
        }
        std::erase_if(m_wanted, [&](const Reading& one) { return one.song == reading.song; });
        m_wanted.push_front(std::move(reading));
        m_wanted.resize(std::min(m_wanted.size(), kMostWanted));
    }
    m_outlines.post([this](const std::stop_token& stop) { readWanted(stop); });
}

void SongJobs::readWanted(const std::stop_token& stop) {
    std::stop_source reading;
    while (!stop.stop_requested()) {
        const auto next = takeWanted(reading);
        if (!next)
            return;
        const std::stop_callback chain(stop, [&] { reading.request_stop(); });
        read(*next, reading.get_token());
    }
}

std::optional<SongJobs::Reading> SongJobs::takeWanted(std::stop_source& stop) {
    const std::lock_guard lock(m_mutex);
    m_reading.reset();
    if (m_wanted.empty())
        return std::nullopt;
    m_reading = std::move(m_wanted.front());
    m_wanted.pop_front();
    stop = m_stopReading = std::stop_source();
    return m_reading;
}

RequestId SongJobs::requestNow(RequestId otherwise) {
    const std::lock_guard lock(m_mutex);
    return m_reading ? m_reading->request : otherwise;
}

void SongJobs::read(const Reading& reading, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    OutlineLoaded loaded{.song = reading.song};
    try {
        analysis::OutlineReader reader(reading.song, stop);
        auto told = Clock::now();
        while (reader.readMore())
            if (const auto now = Clock::now(); now - told >= kInterval) {
                told = now;
                m_emitter.emit(
                    OutlineLoaded{requestNow(reading.request), reading.song, reader.outline(), reader.progress(), {}});
            }
        if (!reader.isComplete())
            return;
        loaded.outline = reader.outline();
        loaded.complete = 1.F;
        store(reading, loaded.outline);
    } catch (const Error& error) {
        loaded.problem = error.message();
    } catch (const std::bad_alloc&) {
        loaded.problem = MessageId::outOfMemory;
    }
    {
        const std::lock_guard lock(m_mutex); // from here on a request for this song is a new one
        loaded.request = std::exchange(m_reading, std::nullopt).value_or(reading).request;
    }
    m_emitter.emit(std::move(loaded));
}

void SongJobs::store(const Reading& reading, const Outline& outline) {
    if (m_shelf.writer == nullptr || reading.identity.empty())
        return;
    try {
        m_shelf.writer
            ->run([&](store::Database& database) {
                store::OutlineStore(database, analysis::kOutlineVersion).save(reading.identity, outline);
            })
            .get();
        m_shelf.stored(reading.track);
    } catch (const Error& error) {
        m_emitter.fail(error.message()); // it can be shown all the same
    }
}

} // namespace segue
