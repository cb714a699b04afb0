// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/map/map_jobs.h"

#include "engine/recommend/map/map_layout.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <sys/resource.h>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue {

namespace {

constexpr int kLowestPriority = 19;
constexpr std::chrono::milliseconds kTellEvery{100};
constexpr std::size_t kPlaceAmong = 15;      ///< neighbours that say where a new song goes
constexpr std::size_t kCandidates = 60;      ///< looked at, since some may be new, too
constexpr std::size_t kPlacedAtATime = 200;  ///< new songs, stored together
constexpr std::size_t kMostPlaced = 100'000; ///< new songs in one go: of so many a new map is made

using Places = std::unordered_map<TrackId, recommend::MapPlace>;

Places placesOf(const std::vector<store::PlacedTrack>& songs) {
    Places places;
    places.reserve(songs.size());
    for (const auto& song : songs)
        places.emplace(song.track, recommend::MapPlace{song.x, song.y});
    return places;
}

/// Beside the songs on the map that sound most like it; nothing if there is none.
std::optional<recommend::MapPlace> placeFor(TrackId track, const recommend::Recommender& recommender, const Places& places) {
    const auto seed = recommender.seed(track);
    if (!seed)
        return std::nullopt;
    std::vector<float> distances;
    std::vector<recommend::MapPlace> near;
    for (const auto& neighbour : recommender.similarTo(*seed, {.count = kCandidates, .sameGenre = false, .library = 0}))
        if (const auto place = places.find(neighbour.row.track); place != places.end() && near.size() < kPlaceAmong) {
            distances.push_back(1.F - neighbour.similarity);
            near.push_back(place->second);
        }
    return near.empty() ? std::nullopt : std::optional(recommend::placeAmong(distances, near));
}

} // namespace

MapJobs::MapJobs(const store::Database& database, EmbeddingSpaces& spaces, EventEmitter& emitter, store::Writer* writer)
    : m_reader(database.sibling())
    , m_makingReader(database.sibling())
    , m_spaces(spaces)
    , m_emitter(emitter)
    , m_writer(writer)
    , m_line(emitter)
    , m_making(emitter) {}

void MapJobs::stop() {
    m_making.stop();
    m_line.stop();
}

void MapJobs::loadMap(RequestId request) {
    m_line.run([this, request](const std::stop_token& stop) { answer(request, stop); });
}

void MapJobs::answer(RequestId request, const std::stop_token& stop) {
    try {
        load(request, m_writer != nullptr, stop);
    } catch (const std::exception& error) {
        m_emitter.emit(MapLoaded{.request = request, .state = MapLoaded::State::failed, .problem = messageOf(error)});
    }
}

void MapJobs::load(RequestId request, bool mayMake, const std::stop_token& stop) {
    const auto space = m_spaces.inUse();
    const store::MapStore store(m_reader, space->id, space->lead().id);
    MapLoaded told{.request = request};
    if (const auto laidOut = store.laidOut()) {
        told.laidOut = *laidOut;
        if (mayMake)
            placeNew(*space, stop);
        tellMap(told, store, *space);
    } else if (store.comparable() > 0) {
        told.state = MapLoaded::State::none;
        if (mayMake && !m_isUnwanted)
            begin();
    } else {
        const auto libraries = store::LibraryStore(m_reader).rows();
        const bool isAnyThere = std::ranges::any_of(libraries, [](const Library& one) { return !one.offline; });
        told.state = libraries.empty() || isAnyThere ? MapLoaded::State::unheard : MapLoaded::State::offline;
    }
    if (m_ordered > 0 && told.state != MapLoaded::State::ready)
        told.state = MapLoaded::State::making;
    if (!stop.stop_requested())
        m_emitter.emit(std::move(told));
}

void MapJobs::tellMap(MapLoaded& told, const store::MapStore& store, const EmbeddingSpace& space) {
    const auto places = placesOf(store.placed());
    told.songs.reserve(places.size());
    told.points.reserve(places.size());
    for (const Library& library : store::LibraryStore(m_reader).rows())
        for (const Track& song : store::TrackStore(m_reader, space.lead().id).songs(library.id))
            if (const auto place = places.find(song.id); place != places.end()) {
                told.songs.add(song);
                told.points.push_back({place->second.x, place->second.y});
            }
    told.songs.shrinkToFit();
    told.isOutgrown = told.points.size() * 5 >= told.laidOut * 6;
    told.state = told.points.empty() ? MapLoaded::State::offline : MapLoaded::State::ready;
}

void MapJobs::placeNew(EmbeddingSpace& space, const std::stop_token& stop) {
    const auto unplaced = store::MapStore(m_reader, space.id, space.lead().id).unplaced();
    if (unplaced.empty() || unplaced.size() > kMostPlaced)
        return;
    space.loadOnce(m_reader, stop);
    const auto places = placesOf(store::MapStore(m_reader, space.id).placed());
    std::vector<store::StoredPlace> found;
    const auto store = [&] {
        m_writer->run([&](store::Database& database) { store::MapStore(database, space.id).add(found); }).get();
        found.clear();
    };
    for (const auto& song : unplaced) {
        if (stop.stop_requested())
            break;
        if (const auto place = placeFor(song.track, *space.recommender, places))
            found.push_back({song.identity, place->x, place->y});
        if (found.size() == kPlacedAtATime)
            store();
    }
    store();
}

void MapJobs::makeMap() {
    m_isUnwanted = false;
    begin();
}

void MapJobs::begin() {
    if (m_writer == nullptr || m_ordered.exchange(1) > 0)
        return;
    m_making.run([this](const std::stop_token& stop) {
        static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kLowestPriority)); // of this thread
        Message problem;
        try {
            make(stop);
        } catch (const std::exception& error) {
            problem = messageOf(error);
        }
        m_ordered = 0;
        m_emitter.emit(MapProgress{.running = false, .done = 1.F});
        if (!problem.empty())
            m_emitter.emit(MapLoaded{.state = MapLoaded::State::failed, .problem = problem});
        else
            m_line.run([this](const std::stop_token& stopped) { load(0, false, stopped); });
    });
}

void MapJobs::cancelMap() {
    m_isUnwanted = true;
    m_making.stopPosted();
}

void MapJobs::progressed(double share) {
    const auto now = std::chrono::steady_clock::now();
    if (now - m_told < kTellEvery)
        return;
    m_told = now;
    m_emitter.emit(MapProgress{.running = true, .done = static_cast<float>(share)});
}

void MapJobs::make(const std::stop_token& stop) {
    m_emitter.emit(MapProgress{.running = true});
    const auto space = m_spaces.inUse();
    const auto places = layOut(*space, stop);
    if (!stop.stop_requested())
        m_writer->run([&](store::Database& database) { store::MapStore(database, space->id).replace(places); }).get();
}

std::vector<store::StoredPlace> MapJobs::layOut(const EmbeddingSpace& space, const std::stop_token& stop) {
    recommend::VectorSet vectors(space.spec.embeddingSize);
    std::vector<store::StoredPlace> places;
    std::unordered_set<std::string> known;
    space.forEach(
        m_makingReader,
        [&](const store::EmbeddedTrack& song) {
            if (song.embedding.size() != vectors.columns() || !known.insert(song.identity).second)
                return;
            vectors.add(song.embedding);
            places.push_back({.identity = song.identity});
        },
        stop);
    known.clear();
    const auto found = recommend::layOutMap(
        vectors, {}, [this](double share) { progressed(share); }, stop);
    for (std::size_t i = 0; i < found.size(); ++i) {
        places[i].x = found[i].x;
        places[i].y = found[i].y;
    }
    // In the order in which they are stored each lies behind the one before.
    std::ranges::sort(places, {}, &store::StoredPlace::identity);
    return places;
}

} // namespace segue
