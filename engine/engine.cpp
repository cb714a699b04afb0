// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/analysis/process/process_reader.h"
#include "engine/analysis/queue/analysis_queue.h"
#include "engine/audio/direct_reader.h"
#include "engine/service/background/automatic_pause.h"
#include "engine/service/background/background_jobs.h"
#include "engine/service/background/event_emitter.h"
#include "engine/service/background/shutdown.h"
#include "engine/service/background/work_progress.h"
#include "engine/service/bring/bring_jobs.h"
#include "engine/service/correct/correction_jobs.h"
#include "engine/service/genres/genre_jobs.h"
#include "engine/service/library/library_jobs.h"
#include "engine/service/library/problem_jobs.h"
#include "engine/service/listening/listening_jobs.h"
#include "engine/service/map/map_jobs.h"
#include "engine/service/model/model_jobs.h"
#include "engine/service/model/model_selection.h"
#include "engine/service/model/offer_jobs.h"
#include "engine/service/model/seed_listener.h"
#include "engine/service/path/path_jobs.h"
#include "engine/service/playback/play_jobs.h"
#include "engine/service/playlist/playlist_jobs.h"
#include "engine/service/playlist/playlist_keeping.h"
#include "engine/service/scrobble/scrobble_jobs.h"
#include "engine/service/similar/feedback_jobs.h"
#include "engine/service/similar/recommendation_jobs.h"
#include "engine/service/song/quarantine.h"
#include "engine/service/song/song_jobs.h"
#include "engine/service/spotify/spotify_jobs.h"
#include "engine/service/transfer/transfer_jobs.h"
#include "engine/store/database/writer.h"

#include <atomic>
#include <chrono>
#include <utility>

namespace segue {

namespace {

constexpr std::chrono::milliseconds kEndLimit{2500}; ///< for parts that wait for a disk
constexpr std::chrono::minutes kStoreLimit{2};       ///< for storing, if nothing else hangs

ModelPlaces placesOf(const EngineOptions& options) {
    const auto shipped = options.shippedModels.empty() ? options.modelFolder.parent_path() : options.shippedModels;
    return {.library = inference::ModelLibrary(shipped, options.ownModels),
            .preferred = options.modelFolder,
            .isFixed = options.fixedModel};
}

ModelSelection select(const EngineOptions& options, store::Database& reader, store::Writer& writer) {
    return options.readOnly ? selectModelToRead(placesOf(options), reader) : selectModel(placesOf(options), reader, writer);
}

/// Checks a bundle that was named before anything is opened or made.
EngineOptions checked(EngineOptions options) {
    if (options.fixedModel)
        static_cast<void>(inference::readWholeBundle(options.modelFolder));
    return options;
}

} // namespace

/// Members are declared in the order of building and end in reverse: first nothing asks any more, then the analyzer ends,
/// then the writer finishes, and the listener goes last.
class Engine::Impl {
public:
    Impl(EngineOptions options, EventListener listener)
        : m_emitter(std::move(listener))
        , m_isReadOnly(options.readOnly)
        , m_progress(m_emitter)
        , m_writer(store::Database(options.database, options.readOnly ? store::Access::read : store::Access::write))
        , m_readers(options.database, store::Access::read)
        , m_files(fileReader(options))
        , m_selection(select(options, m_readers, m_writer))
        , m_spaces(m_selection.inUse)
        , m_queue(analyzerOptions(options), m_selection.listening.spec, m_readers.sibling(), m_writer, queueEvents(),
                  options.outlines && !options.readOnly)
        , m_seeds(analyzerOptions(options), m_readers, m_writer, m_queue, listeningFor(m_selection))
        , m_problems({m_writer, m_spaces, m_queue, m_emitter,
                      [this](std::span<const TrackId> tracks) { m_libraries.news().announce(tracks); },
                      [this](LibraryId library) { m_libraries.rescan(library); }, options.readOnly},
                     m_readers)
        , m_libraries({m_writer, m_spaces, m_queue, m_emitter, m_progress, m_problems, *m_files, options.watch && !options.readOnly,
                       options.watchWanted, options.guessCodePage,
                       [this](std::vector<TrackId> tracks) {
                           m_genres.note(tracks.size());
                           m_recommendations.follow(std::move(tracks));
                           noteOwnSongs();
                       },
                       [this](LibraryId library) { m_recommendations.followLibrary(library); },
                       [this](LibraryId library) {
                           m_player.forgetLibrary(library);
                           m_genres.note(1); // its songs no longer vote
                           noteOwnSongs();
                           tellPlaylists(); // nor are its files there
                       },
                       [this](std::size_t songs) {
                           m_genres.note(songs);
                           noteOwnSongs();
                       },
                       [this] {
                           m_recommendations.begin();
                           m_genres.note(1);
                       },
                       [this] { tellPlaylists(); }},
                      m_readers)
        , m_recommendations(m_readers, m_spaces, m_seeds, m_queue, m_emitter, *m_files)
        , m_feedback(m_readers, m_emitter, options.readOnly ? nullptr : &m_writer, [this] { m_recommendations.forgetTaste(); })
        , m_map(m_readers, m_spaces, m_emitter, options.readOnly ? nullptr : &m_writer)
        , m_paths(m_readers, m_spaces, m_emitter, [this](TrackId track) { m_queue.prioritise(track); })
        , m_genres({options.readOnly ? nullptr : &m_writer, m_spaces, m_emitter,
                    [this](std::span<const TrackId> tracks) {
                        m_recommendations.followFacts({tracks.begin(), tracks.end()}); // accepted genres count in lists
                        m_libraries.news().announce(tracks);
                    }},
                   m_readers)
        , m_songs(m_readers, m_spaces, m_quarantine, m_emitter, outlineShelf(options.readOnly),
                  FileReading{*m_files, options.readOnly ? nullptr : &m_writer, [this] { m_problems.changed(); },
                              options.coverShelf, options.coverBytes})
        , m_listening(m_readers, m_emitter, listeningShelf(options.readOnly))
        , m_models({m_writer, m_spaces, m_queue, m_seeds, m_emitter, options.analyzer, options.readOnly}, placesOf(options),
                   withComing(), m_readers)
        , m_offers(offerRooms(options))
        , m_transfers({m_writer, m_spaces, m_libraries, m_emitter, m_progress, options.readOnly, [this] { m_player.takeStored(); },
                       [this] { tellPlaylists(); }, [this] { m_playlists.cancel(); }},
                      m_readers)
        , m_rest(m_queue, options.powerSupplies, options.pauseOnBattery)
        , m_background(m_queue, m_rest, {[this] { m_libraries.cancelScans(); }, [this] { m_libraries.rescanAll(); }},
                       options.readOnly)
        , m_http(options.http)
        , m_tokens(options.tokens)
        , m_playlists(m_readers, {options.readOnly ? nullptr : &m_writer, m_emitter, m_spaces, m_progress})
        , m_bringing(m_readers, bringRooms(options))
        , m_corrections(m_readers, correctionRooms(options))
        , m_scrobbles(m_readers, m_emitter, scrobbleRooms(options))
        , m_redirects(options.redirects)
        , m_spotify(m_readers, spotifyRooms(options))
        , m_player(std::move(options.sink), m_readers,
                   {m_rest, m_listening, m_scrobbles, m_emitter, m_spaces, options.readOnly ? nullptr : &m_writer,
                    [this](TrackId track) { m_queue.prioritise(track); },
                    [this](TrackId track) { m_feedback.say(FeedbackKind::skipped, track); },
                    [this](bool plays) { m_spotify.noteOwnPlayer(plays); }}) {
        m_isReady = true;
        m_spotify.begin();
        if (options.resumeAtStart && !options.readOnly)
            m_libraries.rescanAll();
    }

    /// Ends all threads side by side, because each may post to any other: all stay until the last has ended. Then closes the
    /// database, which holds everything that was stored. @return false: a thread hangs on a disk that does not answer, so
    /// nothing here may be destroyed
    bool stop() {
        const bool haveEnded =
            endInTime({[this] { m_rest.stop(); },      [this] { m_queue.stop(); },    [this] { m_seeds.stop(); },
                       [this] { m_libraries.stop(); }, [this] { m_problems.stop(); }, [this] { m_recommendations.stop(); },
                       [this] { m_feedback.stop(); },  [this] { m_map.stop(); },      [this] { m_paths.stop(); },
                       [this] { m_genres.stop(); },    [this] { m_songs.stop(); },    [this] { m_listening.stop(); },
                       [this] { m_models.stop(); },    [this] { m_offers.stop(); },   [this] { m_transfers.stop(); },
                       [this] { m_playlists.stop(); }, [this] { m_bringing.stop(); }, [this] { m_corrections.stop(); },
                       [this] { m_scrobbles.stop(); }, [this] { m_spotify.stop(); },  [this] { m_player.end(); }},
                      kEndLimit);
        const bool isClosed = endInTime({[this] { m_writer.close(); }}, haveEnded ? kStoreLimit : kEndLimit);
        if (!haveEnded || !isClosed)
            m_emitter.close();
        return haveEnded && isClosed;
    }

    LibraryJobs& libraries() { return m_libraries; }
    SongJobs& songs() { return m_songs; }
    ListeningJobs& listening() { return m_listening; }
    RecommendationJobs& similar() { return m_recommendations; }
    FeedbackJobs& feedback() { return m_feedback; }
    MapJobs& map() { return m_map; }
    PathJobs& paths() { return m_paths; }
    GenreJobs& genres() { return m_genres; }
    ModelJobs& models() { return m_models; }
    OfferJobs& offers() { return m_offers; }
    ProblemJobs& problems() { return m_problems; }
    TransferJobs& transfer() { return m_transfers; }
    PlayJobs& playback() { return m_player; }
    BackgroundJobs& background() { return m_background; }
    PlaylistJobs& playlists() { return m_playlists; }
    BringJobs& bringing() { return m_bringing; }
    CorrectionJobs& corrections() { return m_corrections; }
    ScrobbleJobs& scrobbling() { return m_scrobbles; }
    SpotifyJobs& spotify() { return m_spotify; }

private:
    static std::unique_ptr<audio::FileReader> fileReader(const EngineOptions& options) {
        if (options.reader.empty())
            return std::make_unique<audio::DirectReader>();
        return std::make_unique<analysis::ProcessReader>(
            analysis::ReadingOptions{.program = options.reader, .processes = workersFor(options.workers)});
    }

    analysis::AnalyzerOptions analyzerOptions(const EngineOptions& options) const {
        return {.program = options.analyzer, .modelFolder = m_selection.listening.folder, .workers = workersFor(options.workers)};
    }

    /// The space that the queue's answers belong to; none if another bundle of the same id heard what is in use.
    static std::string listeningFor(const ModelSelection& selection) {
        const auto id = selection.listening.spec.id();
        const auto* part = selection.inUse->part(id);
        return part != nullptr && !part->bundle ? std::string() : id;
    }

    /// Starts filling the space of the bundle that listens, if songs are not compared in that space yet.
    const ModelSelection& withComing() {
        if (!m_isReadOnly && m_selection.coming)
            m_spaces.setComing(m_selection.coming);
        return m_selection;
    }

    analysis::QueueEvents queueEvents() {
        return {.analysed =
                    [this](TrackId track) {
                        if (!m_isReady)
                            return;
                        m_models.answered();
                        m_recommendations.follow({track}); // if its file is still there
                        m_genres.note(1);
                        m_libraries.news().announceHeard(track);
                        m_problems.solved();
                    },
                .failed =
                    [this](TrackId track) {
                        if (!m_isReady)
                            return;
                        m_models.answered();
                        m_libraries.news().announceHeard(track);
                        m_problems.changed();
                    },
                .unheard =
                    [this](TrackId track) {
                        m_spaces.remove({&track, 1});
                        if (!m_isReady)
                            return;
                        m_recommendations.follow({track});
                        m_libraries.news().announce({&track, 1});
                    },
                .outlined =
                    [this](TrackId track) {
                        if (m_isReady) {
                            m_recommendations.followFingerprint(track);
                            m_libraries.news().announceOutlined(track);
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
                        auto told = progress;
                        if (m_isReady) {
                            told.running = told.running || m_models.isBetweenTurns(progress);
                            m_models.progressed(progress); // first, so that a listener of the end can ask for it
                        }
                        m_progress.analysis(told);
                    },
                .broken =
                    [this](const Message& reason) {
                        if (m_isReady)
                            m_background.noteBroken();
                        m_emitter.fail(reason);
                    }};
    }

    void noteOwnSongs() {
        if (m_isReady)
            m_spotify.noteOwnSongs();
    }

    void tellPlaylists() {
        if (m_isReady)
            m_playlists.list();
    }

    OutlineShelf outlineShelf(bool readOnly) {
        return {.writer = readOnly ? nullptr : &m_writer, .stored = [this](TrackId track) {
                    m_recommendations.followFingerprint(track);
                    m_libraries.news().announceOutlined(track);
                }};
    }

    ListeningShelf listeningShelf(bool readOnly) {
        return {.writer = readOnly ? nullptr : &m_writer,
                .stored =
                    [this](std::span<const TrackId> tracks) {
                        m_recommendations.followFacts({tracks.begin(), tracks.end()});
                        for (const TrackId track : tracks)
                            m_libraries.news().announceOutlined(track);
                    },
                .loved = [this](store::Database& writing, TrackId track,
                                bool isLoved) { m_scrobbles.noteLove(writing, track, isLoved); }};
    }

    /// Plays, ratings and dates are others; in which order lists are does not hang on them.
    BringRooms bringRooms(const EngineOptions& options) {
        return {.writer = options.readOnly ? nullptr : &m_writer,
                .emitter = m_emitter,
                .files = *m_files,
                .stored =
                    [this](std::span<const TrackId> tracks) {
                        m_recommendations.followFacts({tracks.begin(), tracks.end()});
                        for (const TrackId track : tracks)
                            m_libraries.news().announceOutlined(track);
                    },
                .playlists = {.keep = keepPlaylist, .remove = dropPlaylist, .changed = [this] { m_playlists.list(); }}};
    }

    CorrectionRooms correctionRooms(const EngineOptions& options) {
        return {.writer = options.readOnly ? nullptr : &m_writer,
                .emitter = m_emitter,
                .files = *m_files,
                .model = [this] { return m_spaces.inUse()->lead().id; },
                .stored =
                    [this](std::span<const TrackId> tracks) {
                        m_genres.note(tracks.size());
                        m_recommendations.followFacts({tracks.begin(), tracks.end()});
                        m_libraries.news().announce(tracks);
                        noteOwnSongs();
                    },
                .coverChanged = [this](const std::filesystem::path& song) { m_songs.loadCover(0, song); }};
    }

    OfferRooms offerRooms(const EngineOptions& options) {
        return {.emitter = m_emitter,
                .library = placesOf(options).library,
                .ownModels = options.ownModels,
                .database = options.database,
                .isReadOnly = options.readOnly,
                .fetch = options.fetch,
                .base = options.networksBase,
                .offers = inference::offeredNetworks(),
                .add = [this](std::filesystem::path bundle, std::function<void(const Message&)> done) {
                    m_models.add(std::move(bundle),
                                 [done = std::move(done)](const std::string&, const Message& problem) { done(problem); });
                }};
    }

    /// Nothing of it is in the database, and no other room sees any of it.
    SpotifyRooms spotifyRooms(const EngineOptions& options) {
        auto folder = options.spotifyFolder;
        if (folder.empty())
            folder = options.database.native() + ".spotify";
        return {.emitter = m_emitter,
                .folder = std::move(folder),
                .readOnly = options.readOnly,
                .accounts = {.http = m_http.get(),
                             .tokens = m_tokens.get(),
                             .redirects = m_redirects.get(),
                             .addresses = options.spotify},
                .pauseOwn = [this] { m_player.pause(); }};
    }

    ScrobbleRooms scrobbleRooms(const EngineOptions& options) {
        return {.writer = options.readOnly ? nullptr : &m_writer,
                .http = m_http.get(),
                .tokens = m_tokens.get(),
                .version = options.version,
                .recordingOf = recordingsIn(*m_files)};
    }

    EventEmitter m_emitter;
    bool m_isReadOnly;
    std::atomic<bool> m_isReady{false}; ///< all is built; the queue has nothing to do before
    WorkProgress m_progress;
    store::Writer m_writer;
    store::Database m_readers; ///< other connections are opened from it
    std::unique_ptr<audio::FileReader> m_files;
    ModelSelection m_selection; ///< as it was at the start
    EmbeddingSpaces m_spaces;
    analysis::AnalysisQueue m_queue;
    SeedListener m_seeds;
    ProblemJobs m_problems;
    LibraryJobs m_libraries;
    RecommendationJobs m_recommendations;
    FeedbackJobs m_feedback;
    MapJobs m_map;
    PathJobs m_paths;
    GenreJobs m_genres;
    Quarantine m_quarantine{m_readers, m_spaces};
    SongJobs m_songs;
    ListeningJobs m_listening;
    ModelJobs m_models;
    OfferJobs m_offers;
    TransferJobs m_transfers;
    AutomaticPause m_rest;
    BackgroundJobs m_background;
    std::shared_ptr<Http> m_http;
    std::shared_ptr<TokenStore> m_tokens;
    PlaylistJobs m_playlists;
    BringJobs m_bringing;
    CorrectionJobs m_corrections;
    ScrobbleJobs m_scrobbles;
    std::shared_ptr<RedirectListener> m_redirects;
    SpotifyJobs m_spotify;
    PlayJobs m_player;
};

Engine::Engine(EngineOptions options, EventListener listener)
    : m_impl(std::make_unique<Impl>(checked(std::move(options)), std::move(listener))) {}
/// If a disk does not answer, the parts that wait for it are left behind undestroyed, since the disk may still answer; they
/// end with the process.
Engine::~Engine() {
    if (!m_impl->stop())
        static_cast<void>(m_impl.release());
}

LibraryCommands& Engine::libraries() { return m_impl->libraries(); }
SongCommands& Engine::songs() { return m_impl->songs(); }
ListeningCommands& Engine::listening() { return m_impl->listening(); }
SimilarCommands& Engine::similar() { return m_impl->similar(); }
FeedbackCommands& Engine::feedback() { return m_impl->feedback(); }
MapCommands& Engine::map() { return m_impl->map(); }
PathCommands& Engine::paths() { return m_impl->paths(); }
GenreCommands& Engine::genres() { return m_impl->genres(); }
ModelCommands& Engine::models() { return m_impl->models(); }
OfferCommands& Engine::offers() { return m_impl->offers(); }
ProblemCommands& Engine::problems() { return m_impl->problems(); }
TransferCommands& Engine::transfer() { return m_impl->transfer(); }
PlaybackCommands& Engine::playback() { return m_impl->playback(); }
QueueCommands& Engine::queue() { return m_impl->playback(); }
RadioCommands& Engine::radio() { return m_impl->playback().radio(); }
PlaylistCommands& Engine::playlists() { return m_impl->playlists(); }
BringCommands& Engine::bringing() { return m_impl->bringing(); }
CorrectionCommands& Engine::corrections() { return m_impl->corrections(); }
ScrobbleCommands& Engine::scrobbling() { return m_impl->scrobbling(); }
SpotifyCommands& Engine::spotify() { return m_impl->spotify(); }
SpotifyPlayerCommands& Engine::spotifyPlayer() { return m_impl->spotify(); }
BackgroundCommands& Engine::background() { return m_impl->background(); }

std::filesystem::path Engine::setDatabaseAside(const std::filesystem::path& database) { return store::setAside(database); }

} // namespace segue
