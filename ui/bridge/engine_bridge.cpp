// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_bridge.h"

#include <QMetaObject>

#include <memory>

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
            this, [this, shared] { deliver(*shared); }, Qt::QueuedConnection);
    };
}

void EngineBridge::setEngine(Engine* engine) {
    m_engine = engine;
    Q_EMIT engineChanged(engine != nullptr);
}

std::optional<ModelCard> EngineBridge::model() const {
    return m_engine ? std::optional(m_engine->model()) : std::nullopt;
}

void EngineBridge::deliver(const Event& event) {
    std::visit(Overloaded{
                   [this](const LibrariesChanged& e) { Q_EMIT librariesChanged(e); },
                   [this](const RelocationDoubtful& e) { Q_EMIT relocationDoubted(e); },
                   [this](const PathOpened& e) { Q_EMIT pathOpened(e); },
                   [this](const FoldersFound& e) { Q_EMIT foldersFound(e); },
                   [this](const TracksLoaded& e) {
                       if (e.request == m_tracksRequest)
                           Q_EMIT tracksLoaded(e);
                   },
                   [this](const TracksChanged& e) { Q_EMIT tracksChanged(e); },
                   [this](const TracksRemoved& e) { Q_EMIT tracksRemoved(e); },
                   [this](const Progress& e) { Q_EMIT progressChanged(e); },
                   [this](const RecommendationsReady& e) {
                       if (e.request == m_recommendRequest)
                           Q_EMIT recommendationsReady(e);
                   },
                   [this](const ModelsChanged& e) { Q_EMIT modelsChanged(e); },
                   [this](const ModelChangeProgress& e) { Q_EMIT modelChangeProgressed(e); },
                   [this](const ProblemsChanged& e) { Q_EMIT problemsChanged(e); },
                   [this](const ProblemsLoaded& e) {
                       if (e.request == m_problemsRequest)
                           Q_EMIT problemsLoaded(e);
                   },
                   [this](const CoverLoaded& e) { Q_EMIT coverLoaded(e); },
                   [this](const SongDetailsLoaded& e) { Q_EMIT songDetailsLoaded(e); },
                   [this](const OutlineLoaded& e) { Q_EMIT outlineLoaded(e); },
                   [this](const SpectrogramTileLoaded& e) { Q_EMIT spectrogramTileLoaded(e); },
                   [this](const PlaybackChanged& e) {
                       m_playState = e.status.state;
                       Q_EMIT playbackChanged(e);
                   },
                   [this](const Notice& e) { Q_EMIT noticed(e); },
               },
               event);
}

void EngineBridge::listLibraries() {
    if (m_engine)
        m_engine->listLibraries();
}

void EngineBridge::addLibrary(const std::filesystem::path& root) {
    if (m_engine)
        m_engine->addLibrary(root);
}

void EngineBridge::openPath(const std::filesystem::path& path) {
    if (m_engine)
        m_engine->open(path);
}

void EngineBridge::findFolders(const std::vector<std::filesystem::path>& folders) {
    if (m_engine)
        m_engine->findFolders(folders);
}

void EngineBridge::addDemoLibrary(const std::filesystem::path& folder) {
    if (m_engine)
        m_engine->addDemoLibrary(folder);
}

void EngineBridge::renameLibrary(LibraryId library, const QString& name) {
    if (m_engine)
        m_engine->renameLibrary(library, name.toStdString());
}

void EngineBridge::removeLibrary(LibraryId library) {
    if (m_engine)
        m_engine->removeLibrary(library);
}

void EngineBridge::rescan(LibraryId library) {
    if (m_engine)
        m_engine->rescan(library);
}

void EngineBridge::relocateLibrary(LibraryId library, const std::filesystem::path& root, bool isSure) {
    if (m_engine)
        m_engine->relocateLibrary(library, root, isSure);
}

void EngineBridge::answerEmptied(LibraryId library, bool isEmptied) {
    if (m_engine)
        m_engine->answerEmptied(library, isEmptied);
}

void EngineBridge::forgetMissing(LibraryId library) {
    if (m_engine)
        m_engine->forgetMissing(library);
}

void EngineBridge::setWatchWanted(bool wanted) {
    if (m_engine)
        m_engine->setWatchWanted(wanted);
}

void EngineBridge::loadTracks(LibraryId library) {
    m_tracksRequest = ++m_lastRequest;
    if (m_engine)
        m_engine->loadTracks(m_tracksRequest, library);
}

void EngineBridge::loadCover(const std::filesystem::path& song) {
    if (m_engine)
        m_engine->loadCover(++m_lastRequest, song);
}

void EngineBridge::loadDetails(const std::filesystem::path& song) {
    if (m_engine)
        m_engine->loadDetails(++m_lastRequest, song);
}

void EngineBridge::loadOutline(const std::filesystem::path& song) {
    if (m_engine)
        m_engine->loadOutline(++m_lastRequest, song);
}

void EngineBridge::loadSpectrogram(const SpectrogramRequest& wanted) {
    if (m_engine)
        m_engine->loadSpectrogram(++m_lastRequest, wanted);
}

void EngineBridge::rate(TrackId track, int stars) {
    if (m_engine)
        m_engine->rate(track, stars);
}

void EngineBridge::recommend(const RecommendationQuery& query) {
    m_recommendRequest = ++m_lastRequest;
    if (m_engine)
        m_engine->recommend(m_recommendRequest, query);
}

void EngineBridge::listModels() {
    if (m_engine)
        m_engine->listModels();
}

void EngineBridge::useModel(const std::string& id) {
    if (m_engine)
        m_engine->useModel(id);
}

void EngineBridge::keepModel() {
    if (m_engine)
        m_engine->keepModel();
}

void EngineBridge::addModel(const std::filesystem::path& folder) {
    if (m_engine)
        m_engine->addModel(folder);
}

void EngineBridge::removeModel(const std::filesystem::path& folder) {
    if (m_engine)
        m_engine->removeModel(folder);
}

void EngineBridge::forgetHeard(const std::string& id) {
    if (m_engine)
        m_engine->forgetHeard(id);
}

void EngineBridge::countProblems() {
    if (m_engine)
        m_engine->countProblems();
}

void EngineBridge::listProblems() {
    m_problemsRequest = ++m_lastRequest;
    if (m_engine)
        m_engine->listProblems(m_problemsRequest);
}

void EngineBridge::tryAgain(const std::vector<TrackId>& tracks) {
    if (m_engine)
        m_engine->tryAgain(tracks);
}

void EngineBridge::setPauseOnBattery(bool wanted) {
    if (m_engine)
        m_engine->setPauseOnBattery(wanted);
}

void EngineBridge::setVisibleTracks(const std::vector<TrackId>& tracks) {
    if (m_engine)
        m_engine->setVisibleTracks(tracks);
}

void EngineBridge::exportLibraries(const std::filesystem::path& file) {
    if (m_engine)
        m_engine->exportLibraries(file);
}

void EngineBridge::importLibraries(const std::filesystem::path& file) {
    if (m_engine)
        m_engine->importLibraries(file);
}

void EngineBridge::cancelTransfer() {
    if (m_engine)
        m_engine->cancelTransfer();
}

void EngineBridge::savePlaylist(const std::filesystem::path& file, const std::vector<Track>& songs) {
    if (m_engine)
        m_engine->savePlaylist(file, songs);
}

void EngineBridge::setAnalysisPaused(bool paused) {
    if (!m_engine)
        return;
    if (paused)
        m_engine->pauseAnalysis();
    else
        m_engine->resumeAnalysis();
}

void EngineBridge::setWorkers(int workers) {
    if (m_engine)
        m_engine->setWorkers(workers);
}

void EngineBridge::setOutlinesWanted(bool wanted) {
    if (m_engine)
        m_engine->setOutlinesWanted(wanted);
}

void EngineBridge::play(const std::vector<playback::PlayItem>& items, std::size_t index) {
    if (m_engine)
        m_engine->play(items, index);
}

void EngineBridge::playNext(const playback::PlayItem& item) {
    if (m_engine)
        m_engine->playNext(item);
}

void EngineBridge::togglePlay() {
    if (!m_engine)
        return;
    if (m_playState == playback::PlayState::playing)
        m_engine->pause();
    else
        m_engine->resume();
}

void EngineBridge::next() {
    if (m_engine)
        m_engine->next();
}

void EngineBridge::previous() {
    if (m_engine)
        m_engine->previous();
}

void EngineBridge::seek(std::chrono::milliseconds position) {
    if (m_engine)
        m_engine->seek(position);
}

void EngineBridge::setVolume(float volume) {
    if (m_engine)
        m_engine->setVolume(volume);
}

} // namespace segue::ui
