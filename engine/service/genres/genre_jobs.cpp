// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/genres/genre_jobs.h"

#include "engine/recommend/report/library_quality.h"
#include "engine/recommend/report/rule_quality.h"
#include "engine/store/library_counts.h"
#include "engine/store/track_store.h"
#include "engine/words/whole_file.h"

#include <algorithm>
#include <limits>
#include <set>

namespace segue {

namespace {

constexpr std::size_t kMostUndone = 100;
constexpr std::size_t kMostRuled = 2'000; ///< songs whose lists are made by the rules for the report
constexpr auto kAll = std::numeric_limits<std::size_t>::max();

GenreAnswer answerOf(const store::SurelyHeard& song) {
    if (!song.answer)
        return GenreAnswer::none;
    return song.answer->isAccepted ? GenreAnswer::accepted : GenreAnswer::left;
}

/// An answer holds for the genre that it was given about: a song that is heard as another one now is asked about again.
bool isAnswered(const store::SurelyHeard& song) {
    return song.answer && (song.answer->isAccepted || song.genre.empty() || song.answer->genre == song.genre);
}

void put(const recommend::ListQuality& from, LibraryQuality& to) {
    to.recordings = from.songs;
    to.seeds = from.seeds;
    to.precisionAt10 = from.precisionAt10;
    to.precisionMargin = from.precisionMargin;
    to.byChance = from.byChance;
    to.listed = from.listed;
    to.hubSkew = from.hubSkew;
    to.neverListed = from.neverListed;
    to.reachable = from.reachable;
    to.artistsPerList = from.artistsPerList;
    to.ownArtist = from.ownArtist;
    to.mostListed = from.mostListed;
    if (from.hubSkew)
        to.timesListed.assign(from.timesListed.begin(), from.timesListed.end());
}

void put(const recommend::RuledLists& from, const recommend::Recommender& library, LibraryQuality& to) {
    to.ruled = from.songs;
    to.byRules = from.byRules;
    to.plain = from.plain;
    library.withSongs([&](const recommend::EmbeddingMatrix& matrix, const recommend::SongTable& songs) {
        const auto counts = recommend::countVersions(matrix, songs);
        to.versionedSongs = counts.songs;
        to.versions = counts.versions;
    });
}

void countGenres(recommend::GenreWords& words, const store::GenreStore& store, LibraryQuality& quality) {
    std::vector<std::size_t> songs(words.count(), 0);
    for (const auto& [tag, count] : store.tags())
        for (const recommend::GenreId genre : words.genresOf(tag))
            songs[genre] += count;
    for (recommend::GenreId genre = 1; genre < songs.size(); ++genre)
        if (songs[genre] > 0)
            quality.genres.emplace_back(words.word(genre), songs[genre]);
    std::ranges::sort(quality.genres, [](const auto& left, const auto& right) {
        return left.second != right.second ? left.second > right.second : left.first < right.first;
    });
}

} // namespace

GenreJobs::GenreJobs(HearingRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_database(database)
    , m_reader(database.sibling())
    , m_measured(database.sibling())
    , m_hearing(m_rooms, database) {}

void GenreJobs::stop() {
    m_hearing.stop();
    m_lanes.stop();
    m_measuring.stop();
    m_line.stop();
}

void GenreJobs::listDoubts(RequestId request) {
    m_line.run([this, request](const std::stop_token& stop) {
        auto loaded = doubts(m_reader, kMostDoubts, stop);
        loaded.request = request;
        m_rooms.emitter.emit(std::move(loaded));
    });
}

GenreDoubtsLoaded GenreJobs::doubts(store::Database& reader, std::size_t most, const std::stop_token& stop) const {
    const auto model = m_rooms.spaces.inUse()->lead().id;
    const store::GenreStore store(reader, model);
    recommend::GenreWords words;
    learnTags(words, store);
    std::set<std::pair<std::string, std::string>> meant;
    for (const auto& pair : store.pairs())
        meant.emplace(pair.tag, pair.heard);
    std::vector<store::SurelyHeard> songs;
    std::vector<recommend::HeardSong> open;
    GenreDoubtsLoaded loaded;
    std::vector<std::pair<TrackId, GenreDoubt>> rows, answered;
    store.forEachSure(
        [&](const store::SurelyHeard& song) {
            const auto tagged = words.genresOf(song.tag);
            loaded.compared += song.genre.empty() || tagged.empty() ? 0 : 1;
            if (isAnswered(song)) {
                answered.push_back({song.track, {.heard = song.answer->genre, .answer = answerOf(song)}});
                return;
            }
            const recommend::HeardAs heard{words.find(song.genre), song.confidence, song.ownShare,
                                           recommend::HearingRules{}.fewest};
            open.push_back({static_cast<std::uint32_t>(songs.size()), heard, tagged});
            songs.push_back(song);
        },
        stop);
    const auto isMeant = [&](recommend::GenreId tagged, recommend::GenreId heard) {
        return meant.contains({words.key(tagged), words.key(heard)});
    };
    for (const auto& doubt : recommend::findDoubts(open, words, isMeant)) {
        const auto& song = songs[doubt.song];
        GenreDoubt row{
            .heard = song.genre, .strength = doubt.strength, .answer = doubt.isMeant ? GenreAnswer::means : GenreAnswer::none};
        loaded.open += doubt.isMeant ? 0 : 1;
        if (doubt.isMeant)
            answered.push_back({song.track, std::move(row)});
        else if (rows.size() < most)
            rows.push_back({song.track, std::move(row)});
    }
    std::move(answered.begin(), answered.end(), std::back_inserter(rows));
    const store::TrackStore tracks(reader, model);
    for (auto& [id, row] : rows)
        if (auto track = tracks.find(id)) {
            row.track = std::move(*track);
            loaded.doubts.push_back(std::move(row));
        }
    for (const auto& [tag, count] : store.tags())
        loaded.tagged += words.genresOf(tag).empty() ? 0 : count;
    LibraryQuality counted;
    countGenres(words, store, counted);
    loaded.genres = counted.genres.size();
    return loaded;
}

void GenreJobs::answer(std::vector<TrackId> tracks, GenreAnswer answer) {
    m_line.run([this, tracks = std::move(tracks), answer] { store(tracks, answer); });
}

void GenreJobs::refuseToWrite() const {
    if (m_rooms.writer == nullptr)
        throw Error{ErrorKind::usage, Message(MessageId::databaseReadOnly, {m_database.file().string()})};
}

void GenreJobs::store(const std::vector<TrackId>& tracks, GenreAnswer answer) {
    refuseToWrite();
    Before before;
    m_words = {};
    m_rooms.writer
        ->run([&](store::Database& database) {
            store::GenreStore store(database, m_rooms.spaces.inUse()->lead().id);
            learnTags(m_words, store);
            for (const TrackId track : tracks)
                static_cast<void>(storeOne(store, track, answer, before));
        })
        .get();
    if (before.answers.empty())
        return;
    m_before.push_back(before);
    if (m_before.size() > kMostUndone)
        m_before.erase(m_before.begin());
    tellAnswered(before, answer);
}

/// @return false: nothing is known of the song, or there is nothing to accept
bool GenreJobs::storeOne(store::GenreStore& store, TrackId track, GenreAnswer answer, Before& before) {
    const auto song = store.about(track);
    const bool isAnswer = answer != GenreAnswer::none;
    if (!song || (isAnswer && song->genre.empty()))
        return false;
    before.answers.emplace_back(song->identity, store.answer(song->identity));
    if (answer == GenreAnswer::accepted || answer == GenreAnswer::left) {
        store.setAnswer({song->identity, song->tag, song->genre, answer == GenreAnswer::accepted});
        return true;
    }
    store.removeAnswer(song->identity);
    const auto known = store.pairs();
    for (const recommend::GenreId tagged : m_words.genresOf(song->tag)) {
        const store::GenrePair pair{m_words.key(tagged), recommend::genreKey(song->genre)};
        const bool isKnown = std::ranges::find(known, pair) != known.end();
        if (isAnswer && !isKnown) {
            store.addPair(pair);
            before.added.push_back(pair);
        } else if (!isAnswer && isKnown) {
            store.removePair(pair);
            before.removed.push_back(pair);
        }
    }
    return true;
}

void GenreJobs::undo() {
    m_line.run([this] {
        refuseToWrite();
        if (m_before.empty())
            return;
        const Before before = std::move(m_before.back());
        m_before.pop_back();
        take(before);
        tellAnswered(before, GenreAnswer::none);
    });
}

void GenreJobs::take(const Before& before) {
    m_rooms.writer
        ->run([&](store::Database& database) {
            store::GenreStore store(database, m_rooms.spaces.inUse()->lead().id);
            for (auto one = before.answers.rbegin(); one != before.answers.rend(); ++one) {
                if (one->second)
                    store.setAnswer(*one->second);
                else
                    store.removeAnswer(one->first);
            }
            for (const auto& pair : before.added)
                store.removePair(pair);
            for (const auto& pair : before.removed)
                store.addPair(pair);
        })
        .get();
}

/// Rows first: who is told that there are answers finds the songs listed accordingly.
void GenreJobs::tellAnswered(const Before& before, GenreAnswer answer) {
    const store::GenreStore store(m_reader, m_rooms.spaces.inUse()->lead().id);
    std::vector<TrackId> tracks;
    for (const auto& one : before.answers)
        for (const TrackId track : store.tracksOf(one.first))
            tracks.push_back(track);
    m_rooms.announce(tracks);
    m_rooms.emitter.emit(GenreAnswersChanged{.songs = before.answers.size(), .answer = answer, .canUndo = !m_before.empty()});
    m_hearing.note(tracks.size());
}

void GenreJobs::exportDoubts(std::filesystem::path file) {
    m_lanes.post(file.parent_path().native(), [this, file](const std::stop_token& stop) {
        carryOut(m_rooms.emitter, [&] {
            auto reader = m_database.sibling();
            const auto all = doubts(reader, kAll, stop);
            if (stop.stop_requested())
                return;
            if (const auto failed = writeWholeFile(file, doubtsAsCsv(all.doubts)))
                throw Error{ErrorKind::io, Message(MessageId::fileCannotBeWritten, {file.string(), failed.message()})};
            m_rooms.emitter.emit(GenreDoubtsExported{file, all.doubts.size()});
        });
    });
}

void GenreJobs::measure(RequestId request) {
    m_latest = request;
    m_measuring.stopPosted();
    m_measuring.run([this, request](const std::stop_token& stop) {
        try {
            measureNow(request, stop);
        } catch (const std::exception& error) {
            m_rooms.emitter.emit(QualityMeasured{.request = request, .problem = messageOf(error)});
        }
    });
}

void GenreJobs::cancelMeasuring() { m_measuring.stopPosted(); }

void GenreJobs::measureNow(RequestId request, const std::stop_token& stop) {
    if (request != m_latest.load())
        return;
    const auto space = m_rooms.spaces.inUse();
    const store::GenreStore store(m_measured, space->lead().id);
    QualityMeasured measured{.request = request};
    measured.quality.model = space->title();
    store::countSongs(m_measured, space->lead().id, measured.quality);
    m_rooms.emitter.emit(QualityProgressed{request, 0, 0});
    const auto doubted = doubts(m_measured, 0, stop);
    measured.quality.surelyHeard = doubted.compared;
    measured.quality.doubted = doubted.open;
    TaggedRecordings all(space->lead().spec.embeddingSize);
    all.read(store, stop);
    countGenres(all.words, store, measured.quality);
    const auto tell = [&](std::size_t done, std::size_t total) { m_rooms.emitter.emit(QualityProgressed{request, done, total}); };
    space->loadOnce(m_measured, stop);
    const auto ruled = recommend::measureRules(*space->recommender, kMostRuled, stop, tell);
    const auto lists = recommend::measureLists(all.songs, {}, stop, tell);
    if (lists && ruled && !stop.stop_requested()) {
        put(*lists, measured.quality);
        put(*ruled, *space->recommender, measured.quality);
    } else {
        measured.isCancelled = true;
    }
    m_rooms.emitter.emit(std::move(measured));
}

} // namespace segue
