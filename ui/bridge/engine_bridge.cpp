// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_bridge.h"

#include "ui/bridge/bridge_tell.h"

#include <QMetaObject>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace segue::ui {

namespace {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace

EngineBridge::EngineBridge(QObject* parent)
    : QObject(parent) {}

EventListener EngineBridge::listener() {
    return [this](Event event) noexcept {
        const auto shared = std::make_shared<const Event>(std::move(event));
        QMetaObject::invokeMethod(
            this, [this, shared] { take(shared); }, Qt::QueuedConnection);
    };
}

void EngineBridge::take(const std::shared_ptr<const Event>& event) {
    if (m_isExpecting)
        m_kept.push_back(event);
    else
        deliver(*event);
}

/// First who listens asks for what it shows; then the listener's commands, in their order; then what the engine said meanwhile.
void EngineBridge::setEngine(Engine* engine) {
    m_engine = engine;
    m_isExpecting = m_keepsCommands = false;
    Q_EMIT engineChanged(engine != nullptr);
    for (const auto& command : std::exchange(m_commands, {}))
        if (m_engine)
            command(*m_engine);
    for (const auto& event : std::exchange(m_kept, {}))
        if (m_engine)
            deliver(*event);
}

void EngineBridge::giveUp() {
    m_isExpecting = m_keepsCommands = false;
    m_kept.clear();
    if (!std::exchange(m_commands, {}).empty())
        Q_EMIT commandsDropped();
}

std::optional<ModelCard> EngineBridge::model() const { return m_engine ? std::optional(m_engine->models().card()) : std::nullopt; }

void EngineBridge::deliver(const Event& event) {
    std::visit(Overloaded{
                   [this](const LibrariesChanged& e) { Q_EMIT librariesChanged(e); },
                   [this](const RelocationDoubtful& e) { Q_EMIT relocationDoubted(e); },
                   [this](const PathOpened& e) { Q_EMIT pathOpened(e); },
                   [this](const FoldersFound& e) { Q_EMIT foldersFound(e); },
                   [this](const TracksLoaded& e) {
                       if (e.request == m_tracksRequest)
                           Q_EMIT tracksLoaded(e);
                       else if (e.request == m_allMusicRequest)
                           Q_EMIT allMusicLoaded(e);
                   },
                   [this](const TracksChanged& e) { Q_EMIT tracksChanged(e); },
                   [this](const TracksRemoved& e) { Q_EMIT tracksRemoved(e); },
                   [this](const LibraryRemoved& e) { Q_EMIT libraryRemoved(e); },
                   [this](const Progress& e) { Q_EMIT progressChanged(e); },
                   [this](const RecommendationsReady& e) {
                       if (e.request == m_recommendRequest)
                           Q_EMIT recommendationsReady(e);
                   },
                   [this](const FeedbackChanged& e) { Q_EMIT feedbackChanged(e); },
                   [this](const MapLoaded& e) {
                       if (e.request == 0 || e.request == m_mapRequest)
                           Q_EMIT mapLoaded(e);
                   },
                   [this](const MapProgress& e) { Q_EMIT mapProgressed(e); },
                   [this](const MomentsFound& e) {
                       if (e.request == m_momentsRequest)
                           Q_EMIT momentsFound(e);
                   },
                   [this](const AlikeFound& e) {
                       if (e.request == m_alikeRequest)
                           Q_EMIT alikeFound(e);
                   },
                   [this](const PathReady& e) {
                       if (e.request == m_pathRequest)
                           Q_EMIT pathReady(e);
                   },
                   [](const RadioPlanned&) {}, // the command line's
                   [this](const RadioChanged& e) { Q_EMIT radioChanged(e); },
                   [this](const ModelsChanged& e) { Q_EMIT modelsChanged(e); },
                   [this](const ModelChangeProgress& e) { Q_EMIT modelChangeProgressed(e); },
                   [this](const OffersChanged& e) { Q_EMIT offersChanged(e); },
                   [this](const ProblemsChanged& e) { Q_EMIT problemsChanged(e); },
                   [this](const ProblemsLoaded& e) {
                       if (e.request == m_problemsRequest)
                           Q_EMIT problemsLoaded(e);
                   },
                   [this](const GenreDoubtsLoaded& e) {
                       if (e.request == m_doubtsRequest)
                           Q_EMIT genreDoubtsLoaded(e);
                   },
                   [this](const GenreAnswersChanged& e) { Q_EMIT genreAnswersChanged(e); },
                   [this](const GenreDoubtsExported& e) { Q_EMIT genreDoubtsExported(e); },
                   [this](const GenresHeard& e) { Q_EMIT genresHeard(e); },
                   [this](const QualityProgressed& e) {
                       if (e.request == m_qualityRequest)
                           Q_EMIT qualityProgressed(e);
                   },
                   [this](const QualityMeasured& e) {
                       if (e.request == m_qualityRequest)
                           Q_EMIT qualityMeasured(e);
                   },
                   [this](const CoverLoaded& e) { Q_EMIT coverLoaded(e); },
                   [this](const ThumbnailLoaded& e) { Q_EMIT thumbnailLoaded(e); },
                   [this](const SongDetailsLoaded& e) {
                       Q_EMIT songDetailsLoaded(e);
                       if (const auto again = m_files.take(e))
                           Q_EMIT playbackChanged(*again);
                   },
                   [this](const SongExtrasLoaded& e) { Q_EMIT songExtrasLoaded(e); },
                   [this](const FilesDescribed& e) { Q_EMIT filesDescribed(e); },
                   [this](const OutlineLoaded& e) { Q_EMIT outlineLoaded(e); },
                   [this](const SpectrogramTileLoaded& e) { Q_EMIT spectrogramTileLoaded(e); },
                   [this](const PlaybackChanged& e) { tellPlayback(e); },
                   [this](const QueueChanged& e) { Q_EMIT queueChanged(e); },
                   [this](const QueueSongsLoaded& e) { Q_EMIT queueSongsLoaded(e); },
                   [this](const ScrobblingChanged& e) { Q_EMIT scrobblingChanged(e); },
                   [this](const PlaylistsChanged& e) { Q_EMIT playlistsChanged(e); },
                   [this](const PlaylistLoaded& e) { Q_EMIT playlistLoaded(e); },
                   [this](const PlaylistEdited& e) { Q_EMIT playlistEdited(e); },
                   [this](const PlaylistImported& e) { Q_EMIT playlistImported(e); },
                   [this](const SourcesFound& e) { Q_EMIT sourcesFound(e); },
                   [this](const BringProgressed& e) { Q_EMIT bringProgressed(e); },
                   [this](const BringPlanned& e) { Q_EMIT bringPlanned(e); },
                   [this](const BringDone& e) { Q_EMIT bringDone(e); },
                   [this](const BringUndone& e) { Q_EMIT bringUndone(e); },
                   [this](const CorrectionsLoaded& e) { Q_EMIT correctionsLoaded(e); },
                   [this](const CorrectionsChanged& e) { Q_EMIT correctionsChanged(e); },
                   [this](const SpotifyChanged& e) { Q_EMIT spotifyChanged(e); },
                   [this](const SpotifyListLoaded& e) { Q_EMIT spotifyListLoaded(e); },
                   [this](const SpotifyEdited& e) { Q_EMIT spotifyEdited(e); },
                   [this](const SpotifySignInWanted& e) { Q_EMIT spotifySignInWanted(e); },
                   [this](const SpotifyWantedLoaded& e) { Q_EMIT spotifyWantedLoaded(e); },
                   [this](const SpotifyPlayerChanged& e) { Q_EMIT spotifyPlayerChanged(e); },
                   [this](const Notice& e) { Q_EMIT noticed(e); },
               },
               event);
}

void EngineBridge::tellPlayback(PlaybackChanged event) {
    m_playState = event.status.state;
    const bool isAsked = m_files.fill(event);
    const auto song = event.status.item.track.path;
    Q_EMIT playbackChanged(event);
    if (isAsked)
        loadDetails(song);
}

void EngineBridge::listLibraries() { tell(&Engine::libraries, &LibraryCommands::list); }

void EngineBridge::addLibrary(const std::filesystem::path& root) {
    tell(&Engine::libraries, &LibraryCommands::add, root, std::string());
}

void EngineBridge::openPath(const std::filesystem::path& path) { tell(&Engine::libraries, &LibraryCommands::open, path); }

void EngineBridge::findFolders(const std::vector<std::filesystem::path>& folders) {
    tell(&Engine::libraries, &LibraryCommands::findFolders, folders);
}

void EngineBridge::addDemoLibrary(const std::filesystem::path& folder) {
    tell(&Engine::libraries, &LibraryCommands::addDemo, folder);
}

void EngineBridge::renameLibrary(LibraryId library, const QString& name) {
    tell(&Engine::libraries, &LibraryCommands::rename, library, name.toStdString());
}

void EngineBridge::removeLibrary(LibraryId library) { tell(&Engine::libraries, &LibraryCommands::remove, library); }

void EngineBridge::rescan(LibraryId library) { tell(&Engine::libraries, &LibraryCommands::rescan, library); }

void EngineBridge::relocateLibrary(LibraryId library, const std::filesystem::path& root, bool isSure) {
    tell(&Engine::libraries, &LibraryCommands::relocate, library, root, isSure);
}

void EngineBridge::answerEmptied(LibraryId library, bool isEmptied) {
    tell(&Engine::libraries, &LibraryCommands::answerEmptied, library, isEmptied);
}

void EngineBridge::forgetMissing(LibraryId library) { tell(&Engine::libraries, &LibraryCommands::forgetMissing, library); }

void EngineBridge::setWatchWanted(bool wanted) { tell(&Engine::libraries, &LibraryCommands::setWatchWanted, wanted); }

void EngineBridge::setGuessCodePage(bool wanted) { tell(&Engine::libraries, &LibraryCommands::setGuessCodePage, wanted); }

void EngineBridge::loadTracks(LibraryId library) {
    m_tracksRequest = ++m_lastRequest;
    tell(&Engine::libraries, &LibraryCommands::loadTracks, m_tracksRequest, library);
}

void EngineBridge::loadAllMusic() {
    m_allMusicRequest = ++m_lastRequest;
    tell(&Engine::libraries, &LibraryCommands::loadTracks, m_allMusicRequest, kAllMusic);
}

void EngineBridge::loadCover(const std::filesystem::path& song) {
    tell(&Engine::songs, &SongCommands::loadCover, ++m_lastRequest, song);
}

void EngineBridge::loadThumbnail(const CoverWish& wish, int pixels) {
    tell(&Engine::songs, &SongCommands::loadThumbnail, ++m_lastRequest, wish, pixels);
}

void EngineBridge::limitCoverShelf(std::uint64_t mostBytes) { tell(&Engine::songs, &SongCommands::limitCoverShelf, mostBytes); }

void EngineBridge::emptyCoverShelf() { tell(&Engine::songs, &SongCommands::emptyCoverShelf); }

void EngineBridge::loadDetails(const std::filesystem::path& song) {
    tell(&Engine::songs, &SongCommands::loadDetails, ++m_lastRequest, song);
}

void EngineBridge::loadExtras(const std::filesystem::path& song) {
    tell(&Engine::songs, &SongCommands::loadExtras, ++m_lastRequest, song);
}

void EngineBridge::describeFiles(const std::vector<std::filesystem::path>& files) {
    tell(&Engine::songs, &SongCommands::describeFiles, ++m_lastRequest, files);
}

void EngineBridge::loadOutline(const std::filesystem::path& song) {
    tell(&Engine::songs, &SongCommands::loadOutline, ++m_lastRequest, song);
}

void EngineBridge::loadSpectrogram(const SpectrogramRequest& wanted) {
    tell(&Engine::songs, &SongCommands::loadSpectrogram, ++m_lastRequest, wanted);
}

void EngineBridge::rate(TrackId track, int stars) { tell(&Engine::listening, &ListeningCommands::rate, track, stars); }

void EngineBridge::recommend(const RecommendationQuery& query) {
    m_recommendRequest = ++m_lastRequest;
    tell(&Engine::similar, &SimilarCommands::recommend, m_recommendRequest, query);
}

void EngineBridge::findMoments(const MomentsQuery& query) {
    m_momentsRequest = ++m_lastRequest;
    tell(&Engine::similar, &SimilarCommands::findMoments, m_momentsRequest, query);
}

void EngineBridge::findAlike(const AlikeQuery& query) {
    m_alikeRequest = ++m_lastRequest;
    tell(&Engine::similar, &SimilarCommands::findAlike, m_alikeRequest, query);
}

void EngineBridge::sayOf(FeedbackKind kind, TrackId track) { tell(&Engine::feedback, &FeedbackCommands::say, kind, track); }

void EngineBridge::takeBackFeedback(std::int64_t feedback) { tell(&Engine::feedback, &FeedbackCommands::takeBack, feedback); }

void EngineBridge::forgetFeedback() { tell(&Engine::feedback, &FeedbackCommands::forgetAll); }

void EngineBridge::tellFeedback() { tell(&Engine::feedback, &FeedbackCommands::tell); }

void EngineBridge::setScrobbleServer(const QString& server) {
    tell(&Engine::scrobbling, &ScrobbleCommands::setServer, server.toStdString());
}

void EngineBridge::setScrobbleToken(const QString& token) {
    tell(&Engine::scrobbling, &ScrobbleCommands::setToken, token.toStdString());
}

void EngineBridge::setScrobbleLoves(bool loves) { tell(&Engine::scrobbling, &ScrobbleCommands::setLoves, loves); }

void EngineBridge::keepScrobbleTokenInFile() { tell(&Engine::scrobbling, &ScrobbleCommands::keepTokenInFile); }

void EngineBridge::tryScrobblingNow() { tell(&Engine::scrobbling, &ScrobbleCommands::tryNow); }

void EngineBridge::tellScrobbling() { tell(&Engine::scrobbling, &ScrobbleCommands::tell); }

void EngineBridge::loadMap() {
    m_mapRequest = ++m_lastRequest;
    tell(&Engine::map, &MapCommands::loadMap, m_mapRequest);
}

void EngineBridge::makeMap() { tell(&Engine::map, &MapCommands::makeMap); }

void EngineBridge::cancelMap() { tell(&Engine::map, &MapCommands::cancelMap); }

void EngineBridge::findPath(const PathQuery& query) {
    m_pathRequest = ++m_lastRequest;
    tell(&Engine::paths, &PathCommands::findPath, m_pathRequest, query);
}

void EngineBridge::startRadio(const RadioSeeds& seeds) { tell(&Engine::radio, &RadioCommands::startRadio, seeds); }

void EngineBridge::stopRadio() { tell(&Engine::radio, &RadioCommands::stopRadio); }

void EngineBridge::setRadio(const RadioSettings& settings) { tell(&Engine::radio, &RadioCommands::setRadio, settings); }

void EngineBridge::listModels() { tell(&Engine::models, &ModelCommands::list); }

void EngineBridge::useModel(const std::string& id) { tell(&Engine::models, &ModelCommands::use, id); }

void EngineBridge::useModelsTogether(const std::string& name, const std::vector<NetworkShare>& parts) {
    tell(&Engine::models, &ModelCommands::useTogether, name, parts);
}

void EngineBridge::keepModel() { tell(&Engine::models, &ModelCommands::keep); }

void EngineBridge::addModel(const std::filesystem::path& folder) { tell(&Engine::models, &ModelCommands::add, folder); }

void EngineBridge::removeModel(const std::filesystem::path& folder) { tell(&Engine::models, &ModelCommands::removeBundle, folder); }

void EngineBridge::forgetHeard(const std::string& id) { tell(&Engine::models, &ModelCommands::forget, id); }

void EngineBridge::listOffers() { tell(&Engine::offers, &OfferCommands::list); }

void EngineBridge::getOffer(const std::string& name) { tell(&Engine::offers, &OfferCommands::get, name); }

void EngineBridge::cancelOffer(const std::string& name) { tell(&Engine::offers, &OfferCommands::cancel, name); }

void EngineBridge::addPublished(const std::filesystem::path& fileOrFolder) {
    tell(&Engine::offers, &OfferCommands::addPublished, fileOrFolder);
}

void EngineBridge::listGenreDoubts() {
    m_doubtsRequest = ++m_lastRequest;
    tell(&Engine::genres, &GenreCommands::listDoubts, m_doubtsRequest);
}

void EngineBridge::answerGenre(const std::vector<TrackId>& tracks, GenreAnswer answer) {
    tell(&Engine::genres, &GenreCommands::answer, tracks, answer);
}

void EngineBridge::undoGenreAnswer() { tell(&Engine::genres, &GenreCommands::undo); }

void EngineBridge::exportGenreDoubts(const std::filesystem::path& file) {
    tell(&Engine::genres, &GenreCommands::exportDoubts, file);
}

void EngineBridge::measureQuality() {
    m_qualityRequest = ++m_lastRequest;
    tell(&Engine::genres, &GenreCommands::measure, m_qualityRequest);
}

void EngineBridge::cancelMeasuring() { tell(&Engine::genres, &GenreCommands::cancelMeasuring); }

void EngineBridge::countProblems() { tell(&Engine::problems, &ProblemCommands::count); }

void EngineBridge::listProblems() {
    m_problemsRequest = ++m_lastRequest;
    tell(&Engine::problems, &ProblemCommands::list, m_problemsRequest);
}

void EngineBridge::tryAgain(const std::vector<TrackId>& tracks) { tell(&Engine::problems, &ProblemCommands::tryAgain, tracks); }

void EngineBridge::setPauseOnBattery(bool wanted) { tell(&Engine::background, &BackgroundCommands::setPauseOnBattery, wanted); }

void EngineBridge::setVisibleTracks(const std::vector<TrackId>& tracks) {
    if (m_engine)
        m_engine->background().setVisibleTracks(tracks);
}

void EngineBridge::exportLibraries(const std::filesystem::path& file) {
    tell(&Engine::transfer, &TransferCommands::exportTo, file);
}

void EngineBridge::importLibraries(const std::filesystem::path& file) {
    tell(&Engine::transfer, &TransferCommands::importFrom, file, std::map<std::string, std::filesystem::path>());
}

void EngineBridge::cancelTransfer() { tell(&Engine::transfer, &TransferCommands::cancel); }

void EngineBridge::savePlaylist(const std::filesystem::path& file, const std::vector<Track>& songs) {
    tell(&Engine::transfer, &TransferCommands::savePlaylist, file, songs);
}

void EngineBridge::setAnalysisPaused(bool paused) {
    tell(&Engine::background, paused ? &BackgroundCommands::pause : &BackgroundCommands::resume);
}

void EngineBridge::setWorkers(int workers) { tell(&Engine::background, &BackgroundCommands::setWorkers, workers); }

void EngineBridge::setOutlinesWanted(bool wanted) { tell(&Engine::background, &BackgroundCommands::setOutlinesWanted, wanted); }

void EngineBridge::playContext(const std::vector<QueueSong>& songs, std::size_t index, const QueueContext& context) {
    tell(&Engine::queue, &QueueCommands::playContext, songs, index, context);
}

void EngineBridge::playNext(const std::vector<QueueSong>& songs) { tell(&Engine::queue, &QueueCommands::playNext, songs); }

void EngineBridge::addToQueue(const std::vector<QueueSong>& songs) { tell(&Engine::queue, &QueueCommands::add, songs); }

void EngineBridge::insertInQueue(EntryId after, const std::vector<QueueSong>& songs, bool playsNow) {
    tell(&Engine::queue, &QueueCommands::insertAfter, after, songs, playsNow);
}

void EngineBridge::removeFromQueue(const std::vector<EntryId>& entries) { tell(&Engine::queue, &QueueCommands::remove, entries); }

void EngineBridge::moveInQueue(const std::vector<EntryId>& entries, const QueueTarget& target) {
    tell(&Engine::queue, &QueueCommands::move, entries, target);
}

void EngineBridge::clearQueue() { tell(&Engine::queue, &QueueCommands::clear); }

void EngineBridge::undoQueue() { tell(&Engine::queue, &QueueCommands::undo); }

void EngineBridge::redoQueue() { tell(&Engine::queue, &QueueCommands::redo); }

void EngineBridge::setShuffled(bool isShuffled) { tell(&Engine::queue, &QueueCommands::setShuffled, isShuffled); }

void EngineBridge::setRepeat(RepeatMode mode) { tell(&Engine::queue, &QueueCommands::setRepeat, mode); }

void EngineBridge::setStopAfterCurrent(bool stop) { tell(&Engine::queue, &QueueCommands::setStopAfterCurrent, stop); }

void EngineBridge::jumpTo(EntryId entry) { tell(&Engine::queue, &QueueCommands::jumpTo, entry); }

void EngineBridge::loadQueueSongs(const std::vector<TrackId>& tracks) {
    tell(&Engine::queue, &QueueCommands::loadSongs, ++m_lastRequest, tracks);
}

void EngineBridge::preview(const std::vector<playback::PlayItem>& items, std::size_t index, const QueueContext& context) {
    tell(&Engine::playback, &PlaybackCommands::preview, items, index, context);
}

void EngineBridge::compare(const std::vector<playback::PlayItem>& items) {
    tell(&Engine::playback, &PlaybackCommands::compare, items);
}

void EngineBridge::endPreview() { tell(&Engine::playback, &PlaybackCommands::endPreview); }

void EngineBridge::playWhole() { tell(&Engine::playback, &PlaybackCommands::playWhole); }

void EngineBridge::togglePlay() {
    const bool isPlaying = m_playState == playback::PlayState::playing;
    tell(&Engine::playback, isPlaying ? &PlaybackCommands::pause : &PlaybackCommands::resume);
}

void EngineBridge::pause() { tell(&Engine::playback, &PlaybackCommands::pause); }

void EngineBridge::resume() { tell(&Engine::playback, &PlaybackCommands::resume); }

void EngineBridge::stop() { tell(&Engine::playback, &PlaybackCommands::stop); }

void EngineBridge::nextAsIs() { tell(&Engine::playback, &PlaybackCommands::nextAsIs); }

void EngineBridge::previousAsIs() { tell(&Engine::playback, &PlaybackCommands::previousAsIs); }

void EngineBridge::next() { tell(&Engine::playback, &PlaybackCommands::next); }

void EngineBridge::previous() { tell(&Engine::playback, &PlaybackCommands::previous); }

void EngineBridge::seek(std::chrono::milliseconds position) {
    Q_EMIT seekOrdered(position);
    tell(&Engine::playback, &PlaybackCommands::seek, position);
}

void EngineBridge::setSound(const SoundSettings& settings) { tell(&Engine::playback, &PlaybackCommands::setSound, settings); }

void EngineBridge::setVolume(float volume) {
    if (m_engine)
        m_engine->playback().setVolume(volume);
}

} // namespace segue::ui
