// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/analysis/queue/analysis_queue.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/library/library_jobs.h"
#include "engine/service/listening/listening_jobs.h"
#include "engine/service/model/model_jobs.h"
#include "engine/service/model/model_selection.h"
#include "engine/spectrogram/tile_worker.h"
#include "engine/service/library/problem_jobs.h"
#include "engine/service/song/quarantine.h"
#include "engine/service/similar/recommendation_jobs.h"
#include "engine/service/model/seed_listener.h"
#include "engine/service/song/song_jobs.h"
#include "engine/store/database/writer.h"
#include "engine/service/transfer/transfer_jobs.h"
#include "engine/service/background/work_progress.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace segue {

namespace {

int workersFor(int wanted) {
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
}

ModelPlaces placesOf(const EngineOptions& options) {
    const auto shipped = options.shippedModels.empty() ? options.modelFolder.parent_path() : options.shippedModels;
    return {.library = inference::ModelLibrary(shipped, options.ownModels), .preferred = options.modelFolder, .isFixed = options.fixedModel};
}

ModelSelection select(const EngineOptions& options, store::Database& reader, store::Writer& writer) {
    return options.readOnly ? selectModelToRead(placesOf(options), reader) : selectModel(placesOf(options), reader, writer);
}

/// A bundle that was named is looked at before anything is opened or made.
EngineOptions checked(EngineOptions options) {
    if (options.fixedModel)
        static_cast<void>(inference::readWholeBundle(options.modelFolder));
    return options;
}

} // namespace

/// The members stand in the order in which they are built; they end in the reverse one: first nothing asks any more,
/// then the analyzer ends, then the writer finishes, and the listener goes last.
class Engine::Impl {
public:
    Impl(EngineOptions options, EventListener listener)
        : m_emitter(std::move(listener)), m_isReadOnly(options.readOnly), m_progress(m_emitter),
          m_writer(store::Database(options.database, options.readOnly ? store::Access::read : store::Access::write)),
          m_readers(options.database, store::Access::read), m_selection(select(options, m_readers, m_writer)),
          m_spaces(m_selection.inUse), m_queue(analyzerOptions(options), m_selection.listening.spec, m_readers.sibling(), m_writer,
                                               queueEvents(), options.outlines && !options.readOnly),
          m_seeds(analyzerOptions(options), m_readers, m_writer, m_queue, listeningFor(m_selection)),
          m_problems({m_writer, m_spaces, m_queue, m_emitter, [this](std::span<const TrackId> tracks) { m_libraries.announce(tracks); }},
                     m_readers),
          m_libraries({m_writer, m_spaces, m_queue, m_emitter, m_progress, m_problems, workersFor(options.workers),
                       options.watch && !options.readOnly, options.watchWanted, options.guessCodePage,
                       [this](std::vector<TrackId> tracks) { m_recommendations.follow(std::move(tracks)); },
                       [this](LibraryId library) { m_recommendations.followLibrary(library); }, [this] { m_recommendations.begin(); }},
                      m_readers),
          m_recommendations(m_readers, m_spaces, m_seeds, m_queue, m_emitter),
          m_songs(m_readers, m_spaces, m_quarantine, m_emitter, outlineShelf(options.readOnly)),
          m_listening(m_readers, m_emitter, listeningShelf(options.readOnly)),
          m_models({m_writer, m_spaces, m_queue, m_seeds, m_emitter, options.analyzer, options.readOnly}, placesOf(options),
                   withComing(), m_readers),
          m_transfers({m_writer, m_spaces, m_libraries, m_emitter, m_progress, options.readOnly}, m_readers),
          m_rest(m_queue, options.powerSupplies, options.pauseOnBattery) {
        if (options.sink)
            m_player = std::make_unique<playback::Player>(std::move(options.sink), [this](const playback::PlaybackStatus& status) {
                m_rest.setPlayback(status.state == playback::PlayState::playing, status.isStrained);
                m_listening.take(status);
                m_emitter.emit(PlaybackChanged{status});
            });
        if (options.resumeAtStart && !options.readOnly)
            m_libraries.rescanAll();
        m_isReady = true;
    }

    /// Their events use the rooms built after them.
    ~Impl() {
        m_rest.stop();
        m_queue.stop();
        m_seeds.stop();
        m_libraries.stop();
        m_problems.stop();
    }

    LibraryJobs& libraries() { return m_libraries; }
    RecommendationJobs& recommendations() { return m_recommendations; }
    SongJobs& songs() { return m_songs; }
    ListeningJobs& listening() { return m_listening; }
    analysis::AnalysisQueue& queue() { return m_queue; }
    ModelJobs& models() { return m_models; }
    ProblemJobs& problems() { return m_problems; }
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    TransferJobs& transfers() { return m_transfers; }
    [[nodiscard]] ModelCard card() const { return m_spaces.inUse()->card; }

    void setOutlinesWanted(bool wanted) {
        if (!m_isReadOnly)
            m_queue.setOutlinesWanted(wanted);
    }

    void pauseAnalysis() {
        m_mustScan = true;
        m_libraries.cancelScans();
        m_queue.pause();
    }

    /// What only rested for battery or playing had no scan cancelled or failing.
    void resumeAnalysis() {
        const bool mustScan = m_mustScan.exchange(false);
        const bool rested = m_rest.goOn();
        m_queue.resume();
        if (mustScan || !rested)
            m_libraries.rescanAll();
    }

    AutomaticPause& rest() { return m_rest; }

    void loadSpectrogram(RequestId request, SpectrogramRequest wanted) { m_spectrogram.want(request, std::move(wanted)); }

    template <typename Command>
    void withPlayer(Command&& command) {
        if (m_player)
            command(*m_player);
    }

private:
    analysis::AnalyzerOptions analyzerOptions(const EngineOptions& options) const {
        return {.program = options.analyzer, .modelFolder = m_selection.listening.folder, .workers = workersFor(options.workers)};
    }

    /// The space that the queue's answers belong to; none if another bundle of the same id heard what is in use.
    static std::string listeningFor(const ModelSelection& selection) {
        const auto id = selection.listening.spec.id();
        return id == selection.inUse->id && !selection.inUse->bundle ? std::string() : id;
    }

    /// Begins to fill the space of the bundle that listens, if songs are not compared in that one yet.
    const ModelSelection& withComing() {
        if (!m_isReadOnly && m_selection.listening.spec.id() != m_selection.inUse->id)
            m_spaces.setComing(std::make_shared<EmbeddingSpace>(m_selection.listening));
        return m_selection;
    }

    analysis::QueueEvents queueEvents() {
        return {.analysed =
                    [this](const store::EmbeddedTrack& track) {
                        m_spaces.put(track);
                        announceHeard(track.track);
                        if (m_isReady)
                            m_problems.solved();
                    },
                .failed =
                    [this](TrackId track) {
                        announceHeard(track);
                        if (m_isReady)
                            m_problems.changed();
                    },
                .unheard =
                    [this](TrackId track) {
                        m_spaces.remove({&track, 1});
                        if (m_isReady)
                            m_libraries.announce({&track, 1});
                    },
                .outlined =
                    [this](TrackId track) {
                        if (m_isReady) {
                            m_libraries.announceOutlined(track);
                            m_problems.solved();
                        }
                    },
                .unread =
                    [this](TrackId) {
                        if (m_isReady)
                            m_problems.changed();
                    },
                .offline =
                    [this](const Library& library) {
                        if (m_isReady)
                            m_libraries.tellOffline(library);
                    },
                .progress =
                    [this](const analysis::QueueProgress& progress) {
                        if (m_isReady)
                            m_models.progressed(progress); // first, so that whoever waits for the end can ask for it
                        m_progress.analysis(progress);
                    },
                .broken =
                    [this](const std::string& reason) {
                        m_mustScan = true;
                        m_emitter.fail(reason);
                    }};
    }

    OutlineShelf outlineShelf(bool readOnly) {
        return {.writer = readOnly ? nullptr : &m_writer, .stored = [this](TrackId track) { m_libraries.announceOutlined(track); }};
    }

    ListeningShelf listeningShelf(bool readOnly) {
        return {.writer = readOnly ? nullptr : &m_writer,
                .stored = [this](std::span<const TrackId> tracks) {
                    for (const TrackId track : tracks)
                        m_libraries.announceOutlined(track);
                }};
    }

    /// The queue has nothing to do before the first refresh, which comes when all is built.
    void announceHeard(TrackId track) {
        if (m_isReady)
            m_libraries.announceHeard(track);
    }

    EventEmitter m_emitter;
    bool m_isReadOnly;
    std::atomic<bool> m_isReady{false};
    std::atomic<bool> m_mustScan{false}; ///< when the listener goes on: scans were cancelled, or nothing could work
    WorkProgress m_progress;
    store::Writer m_writer;
    store::Database m_readers; ///< other connections are opened from it
    ModelSelection m_selection; ///< as it was at the start
    EmbeddingSpaces m_spaces;
    analysis::AnalysisQueue m_queue;
    SeedListener m_seeds;
    ProblemJobs m_problems;
    LibraryJobs m_libraries;
    RecommendationJobs m_recommendations;
    Quarantine m_quarantine{m_readers, m_spaces};
    SongJobs m_songs;
    ListeningJobs m_listening;
    ModelJobs m_models;
    TransferJobs m_transfers;
    spectrogram::TileWorker m_spectrogram{
        [this](spectrogram::TileAnswer answer) {
            m_emitter.emit(SpectrogramTileLoaded{answer.request, std::move(answer.song), std::move(answer.tile), std::move(answer.problem)});
        },
        [this](const std::filesystem::path& song) { return m_quarantine.whyNotRead(song); }};
    AutomaticPause m_rest;
    std::unique_ptr<playback::Player> m_player;
};

Engine::Engine(EngineOptions options, EventListener listener)
    : m_impl(std::make_unique<Impl>(checked(std::move(options)), std::move(listener))) {}
Engine::~Engine() = default;

void Engine::addLibrary(std::filesystem::path root, std::string name) { m_impl->libraries().add(std::move(root), std::move(name)); }
void Engine::addDemoLibrary(std::filesystem::path folder) { m_impl->libraries().addDemo(std::move(folder)); }
void Engine::renameLibrary(LibraryId library, std::string name) { m_impl->libraries().rename(library, std::move(name)); }
void Engine::removeLibrary(LibraryId library) { m_impl->libraries().remove(library); }
void Engine::rescan(LibraryId library) { m_impl->libraries().rescan(library); }
void Engine::listLibraries() { m_impl->libraries().list(); }
void Engine::relocateLibrary(LibraryId library, std::filesystem::path root, bool isSure) {
    m_impl->libraries().relocate(library, std::move(root), isSure);
}
void Engine::answerEmptied(LibraryId library, bool isEmptied) { m_impl->libraries().answerEmptied(library, isEmptied); }
void Engine::forgetMissing(LibraryId library) { m_impl->libraries().forgetMissing(library); }
void Engine::setGuessCodePage(bool wanted) { m_impl->libraries().setGuessCodePage(wanted); }
void Engine::setWatchWanted(bool wanted) { m_impl->libraries().setWatchWanted(wanted); }
void Engine::loadTracks(RequestId request, LibraryId library) { m_impl->libraries().loadTracks(request, library); }
void Engine::loadCover(RequestId request, std::filesystem::path song) { m_impl->songs().loadCover(request, std::move(song)); }

void Engine::loadDetails(RequestId request, std::filesystem::path song) { m_impl->songs().loadDetails(request, std::move(song)); }
void Engine::loadOutline(RequestId request, std::filesystem::path song) { m_impl->songs().loadOutline(request, std::move(song)); }

void Engine::rate(TrackId track, int stars) { m_impl->listening().rate(track, stars); }

void Engine::loadSpectrogram(RequestId request, SpectrogramRequest wanted) { m_impl->loadSpectrogram(request, std::move(wanted)); }

void Engine::listModels() { m_impl->models().list(); }
void Engine::useModel(std::string idOrName) { m_impl->models().use(std::move(idOrName)); }
void Engine::keepModel() { m_impl->models().goBack(); }
void Engine::addModel(std::filesystem::path folder) { m_impl->models().add(std::move(folder)); }
void Engine::removeModel(std::filesystem::path folder) { m_impl->models().removeBundle(std::move(folder)); }
void Engine::forgetHeard(std::string id) { m_impl->models().forget(std::move(id)); }

void Engine::countProblems() { m_impl->problems().count(); }
void Engine::listProblems(RequestId request) { m_impl->problems().list(request); }
void Engine::tryAgain(std::vector<TrackId> tracks) {
    if (!m_impl->isReadOnly())
        m_impl->problems().tryAgain(std::move(tracks));
}

void Engine::pauseAnalysis() { m_impl->pauseAnalysis(); }

void Engine::resumeAnalysis() { m_impl->resumeAnalysis(); }

void Engine::setPauseOnBattery(bool wanted) { m_impl->rest().setBatteryCounts(wanted); }

void Engine::setVisibleTracks(std::vector<TrackId> tracks) { m_impl->queue().setVisible(std::move(tracks)); }

void Engine::setWorkers(int workers) { m_impl->queue().setWorkers(workersFor(workers)); }

void Engine::setOutlinesWanted(bool wanted) { m_impl->setOutlinesWanted(wanted); }

void Engine::recommend(RequestId request, RecommendationQuery query) {
    m_impl->recommendations().recommend(request, std::move(query));
}

void Engine::exportLibraries(std::filesystem::path file) { m_impl->transfers().exportTo(std::move(file)); }
void Engine::importLibraries(std::filesystem::path file, std::map<std::string, std::filesystem::path> roots) {
    m_impl->transfers().importFrom(std::move(file), std::move(roots));
}
void Engine::cancelTransfer() { m_impl->transfers().cancel(); }
void Engine::savePlaylist(std::filesystem::path file, std::vector<Track> songs) {
    m_impl->transfers().savePlaylist(std::move(file), std::move(songs));
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

ModelCard Engine::model() const { return m_impl->card(); }

std::filesystem::path Engine::setDatabaseAside(const std::filesystem::path& database) { return store::setAside(database); }

} // namespace segue
