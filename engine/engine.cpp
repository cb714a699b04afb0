// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/analysis/analysis_queue.h"
#include "engine/event_emitter.h"
#include "engine/inference/model_bundle.h"
#include "engine/library_jobs.h"
#include "engine/picture/tile_worker.h"
#include "engine/recommend/recommender.h"
#include "engine/recommendation_jobs.h"
#include "engine/song_jobs.h"
#include "engine/store/writer.h"
#include "engine/work_progress.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace segue {

namespace {

int workersFor(int wanted) {
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
}

inference::ModelBundle checkedBundle(const std::filesystem::path& folder) {
    auto bundle = inference::readBundle(folder);
    inference::verifyWeights(bundle);
    return bundle;
}

ModelCard cardOf(const inference::ModelBundle& bundle) {
    std::ifstream file(bundle.card());
    std::ostringstream text;
    text << file.rdbuf();
    return {.name = bundle.spec.name,
            .version = bundle.spec.version,
            .text = text.str(),
            .validationAccuracy = bundle.spec.validationAccuracy,
            .validationPrecisionAt10 = bundle.spec.validationPrecisionAt10,
            .labels = bundle.spec.labels};
}

} // namespace

/// The members stand in the order in which they are built; they end in the reverse one: first nothing asks any more,
/// then the analyzer ends, then the writer finishes, and the listener goes last.
class Engine::Impl {
public:
    Impl(EngineOptions options, EventListener listener)
        : m_emitter(std::move(listener)), m_bundle(checkedBundle(options.modelFolder)), m_card(cardOf(m_bundle)),
          m_recommender(m_bundle.spec.labels, m_bundle.spec.embeddingSize), m_progress(m_emitter),
          m_writer(store::Database(options.database, options.readOnly ? store::Access::read : store::Access::write)),
          m_readers(options.database, store::Access::read),
          m_queue({.program = options.analyzer, .modelFolder = options.modelFolder, .workers = workersFor(options.workers)},
                  m_bundle.spec, m_readers.sibling(), m_writer, queueEvents(), options.outlines && !options.readOnly),
          m_libraries({m_writer, m_recommender, m_queue, m_emitter, m_progress, m_bundle.spec.id(), workersFor(options.workers)},
                      m_readers),
          m_recommendations(m_readers, m_bundle.spec, m_recommender, m_queue, m_emitter),
          m_songs(m_readers, m_bundle.spec, m_emitter, outlineShelf(options.readOnly)), m_isReadOnly(options.readOnly) {
        if (options.sink)
            m_player = std::make_unique<playback::Player>(std::move(options.sink), [this](const playback::PlaybackStatus& status) {
                m_emitter.emit(PlaybackChanged{status});
            });
        if (options.resumeAtStart && !options.readOnly)
            m_libraries.rescanAll();
        m_isReady = true;
    }

    ~Impl() { m_queue.stop(); } // its events use the rooms built after it

    LibraryJobs& libraries() { return m_libraries; }
    RecommendationJobs& recommendations() { return m_recommendations; }
    SongJobs& songs() { return m_songs; }
    analysis::AnalysisQueue& queue() { return m_queue; }
    const ModelCard& card() const { return m_card; }

    void setOutlinesWanted(bool wanted) {
        if (!m_isReadOnly)
            m_queue.setOutlinesWanted(wanted);
    }

    void loadPicture(RequestId request, PictureRequest wanted) { m_pictures.want(request, std::move(wanted)); }

    template <typename Command>
    void withPlayer(Command&& command) {
        if (m_player)
            command(*m_player);
    }

private:
    analysis::QueueEvents queueEvents() {
        return {.analysed =
                    [this](const store::EmbeddedTrack& track) {
                        m_recommender.put(track);
                        announce(track.track);
                    },
                .failed = [this](TrackId track) { announce(track); },
                .outlined =
                    [this](TrackId track) {
                        if (m_isReady)
                            m_libraries.announceOutlined(track);
                    },
                .offline =
                    [this](const Library& library) {
                        if (m_isReady)
                            m_libraries.tellOffline(library);
                    },
                .progress = [this](const analysis::QueueProgress& progress) { m_progress.analysis(progress); },
                .broken = [this](const std::string& reason) { m_emitter.fail(reason); }};
    }

    OutlineShelf outlineShelf(bool readOnly) {
        return {.writer = readOnly ? nullptr : &m_writer, .stored = [this](TrackId track) { m_libraries.announceOutlined(track); }};
    }

    /// The queue has nothing to do before the first refresh, which comes when all is built.
    void announce(TrackId track) {
        if (m_isReady)
            m_libraries.announce({&track, 1});
    }

    EventEmitter m_emitter;
    inference::ModelBundle m_bundle;
    ModelCard m_card;
    recommend::Recommender m_recommender;
    WorkProgress m_progress;
    store::Writer m_writer;
    store::Database m_readers; ///< other connections are opened from it
    analysis::AnalysisQueue m_queue;
    LibraryJobs m_libraries;
    RecommendationJobs m_recommendations;
    SongJobs m_songs;
    picture::TileWorker m_pictures{[this](picture::TileAnswer answer) {
        m_emitter.emit(PictureTileLoaded{answer.request, std::move(answer.song), std::move(answer.tile), std::move(answer.problem)});
    }};
    std::unique_ptr<playback::Player> m_player;
    bool m_isReadOnly;
    std::atomic<bool> m_isReady{false};
};

Engine::Engine(EngineOptions options, EventListener listener)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(listener))) {}
Engine::~Engine() = default;

void Engine::addLibrary(std::filesystem::path root, std::string name) { m_impl->libraries().add(std::move(root), std::move(name)); }
void Engine::addDemoLibrary(std::filesystem::path folder) { m_impl->libraries().addDemo(std::move(folder)); }
void Engine::renameLibrary(LibraryId library, std::string name) { m_impl->libraries().rename(library, std::move(name)); }
void Engine::removeLibrary(LibraryId library) { m_impl->libraries().remove(library); }
void Engine::rescan(LibraryId library) { m_impl->libraries().rescan(library); }
void Engine::listLibraries() { m_impl->libraries().list(); }
void Engine::loadTracks(RequestId request, LibraryId library) { m_impl->libraries().loadTracks(request, library); }
void Engine::loadCover(RequestId request, std::filesystem::path song) { m_impl->songs().loadCover(request, std::move(song)); }

void Engine::loadDetails(RequestId request, std::filesystem::path song) { m_impl->songs().loadDetails(request, std::move(song)); }
void Engine::loadOutline(RequestId request, std::filesystem::path song) { m_impl->songs().loadOutline(request, std::move(song)); }

void Engine::loadPicture(RequestId request, PictureRequest wanted) { m_impl->loadPicture(request, std::move(wanted)); }

void Engine::pauseAnalysis() {
    m_impl->libraries().cancelScans();
    m_impl->queue().pause();
}

void Engine::resumeAnalysis() {
    m_impl->queue().resume();
    m_impl->libraries().rescanAll();
}

void Engine::setWorkers(int workers) { m_impl->queue().setWorkers(workersFor(workers)); }

void Engine::setOutlinesWanted(bool wanted) { m_impl->setOutlinesWanted(wanted); }

void Engine::recommend(RequestId request, RecommendationQuery query) {
    m_impl->recommendations().recommend(request, std::move(query));
}

void Engine::play(std::vector<playback::PlayItem> items, std::size_t index) {
    m_impl->withPlayer([&](playback::Player& player) { player.play(std::move(items), index); });
}
void Engine::playNext(playback::PlayItem item) {
    m_impl->withPlayer([&](playback::Player& player) { player.playNext(std::move(item)); });
}
void Engine::pause() { m_impl->withPlayer([](playback::Player& player) { player.pause(); }); }
void Engine::resume() { m_impl->withPlayer([](playback::Player& player) { player.resume(); }); }
void Engine::stop() { m_impl->withPlayer([](playback::Player& player) { player.stop(); }); }
void Engine::next() { m_impl->withPlayer([](playback::Player& player) { player.next(); }); }
void Engine::previous() { m_impl->withPlayer([](playback::Player& player) { player.previous(); }); }
void Engine::seek(std::chrono::milliseconds position) {
    m_impl->withPlayer([position](playback::Player& player) { player.seek(position); });
}
void Engine::setVolume(float volume) {
    m_impl->withPlayer([volume](playback::Player& player) { player.setVolume(volume); });
}

const ModelCard& Engine::model() const { return m_impl->card(); }

} // namespace segue
