// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_bridge.h"

#include <QMetaObject>

#include <memory>
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

void EngineBridge::setEngine(Engine* engine) {
    m_engine = engine;
    m_isExpecting = false;
    Q_EMIT engineChanged(engine != nullptr);
    for (const auto& event : std::exchange(m_kept, {}))
        if (m_engine)
            deliver(*event);
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
                   },
                   [this](const TracksChanged& e) { Q_EMIT tracksChanged(e); },
                   [this](const TracksRemoved& e) { Q_EMIT tracksRemoved(e); },
                   [this](const LibraryRemoved& e) { Q_EMIT libraryRemoved(e); },
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
                   [this](const QueueChanged& e) { Q_EMIT queueChanged(e); },
                   [this](const QueueSongsLoaded& e) { Q_EMIT queueSongsLoaded(e); },
                   [this](const Notice& e) { Q_EMIT noticed(e); },
               },
               event);
}

/// Carries a command out, if there is an engine.
template <typename Command>
void EngineBridge::with(Command&& command) {
    if (m_engine)
        command(*m_engine);
}

void EngineBridge::listLibraries() {
    with([&](Engine& engine) { engine.libraries().list(); });
}

void EngineBridge::addLibrary(const std::filesystem::path& root) {
    with([&](Engine& engine) { engine.libraries().add(root); });
}

void EngineBridge::openPath(const std::filesystem::path& path) {
    with([&](Engine& engine) { engine.libraries().open(path); });
}

void EngineBridge::findFolders(const std::vector<std::filesystem::path>& folders) {
    with([&](Engine& engine) { engine.libraries().findFolders(folders); });
}

void EngineBridge::addDemoLibrary(const std::filesystem::path& folder) {
    with([&](Engine& engine) { engine.libraries().addDemo(folder); });
}

void EngineBridge::renameLibrary(LibraryId library, const QString& name) {
    with([&](Engine& engine) { engine.libraries().rename(library, name.toStdString()); });
}

void EngineBridge::removeLibrary(LibraryId library) {
    with([&](Engine& engine) { engine.libraries().remove(library); });
}

void EngineBridge::rescan(LibraryId library) {
    with([&](Engine& engine) { engine.libraries().rescan(library); });
}

void EngineBridge::relocateLibrary(LibraryId library, const std::filesystem::path& root, bool isSure) {
    with([&](Engine& engine) { engine.libraries().relocate(library, root, isSure); });
}

void EngineBridge::answerEmptied(LibraryId library, bool isEmptied) {
    with([&](Engine& engine) { engine.libraries().answerEmptied(library, isEmptied); });
}

void EngineBridge::forgetMissing(LibraryId library) {
    with([&](Engine& engine) { engine.libraries().forgetMissing(library); });
}

void EngineBridge::setWatchWanted(bool wanted) {
    with([&](Engine& engine) { engine.libraries().setWatchWanted(wanted); });
}

void EngineBridge::loadTracks(LibraryId library) {
    m_tracksRequest = ++m_lastRequest;
    with([&](Engine& engine) { engine.libraries().loadTracks(m_tracksRequest, library); });
}

void EngineBridge::loadCover(const std::filesystem::path& song) {
    with([&](Engine& engine) { engine.songs().loadCover(++m_lastRequest, song); });
}

void EngineBridge::loadDetails(const std::filesystem::path& song) {
    with([&](Engine& engine) { engine.songs().loadDetails(++m_lastRequest, song); });
}

void EngineBridge::loadOutline(const std::filesystem::path& song) {
    with([&](Engine& engine) { engine.songs().loadOutline(++m_lastRequest, song); });
}

void EngineBridge::loadSpectrogram(const SpectrogramRequest& wanted) {
    with([&](Engine& engine) { engine.songs().loadSpectrogram(++m_lastRequest, wanted); });
}

void EngineBridge::rate(TrackId track, int stars) {
    with([&](Engine& engine) { engine.listening().rate(track, stars); });
}

void EngineBridge::recommend(const RecommendationQuery& query) {
    m_recommendRequest = ++m_lastRequest;
    with([&](Engine& engine) { engine.similar().recommend(m_recommendRequest, query); });
}

void EngineBridge::listModels() {
    with([&](Engine& engine) { engine.models().list(); });
}

void EngineBridge::useModel(const std::string& id) {
    with([&](Engine& engine) { engine.models().use(id); });
}

void EngineBridge::keepModel() {
    with([&](Engine& engine) { engine.models().keep(); });
}

void EngineBridge::addModel(const std::filesystem::path& folder) {
    with([&](Engine& engine) { engine.models().add(folder); });
}

void EngineBridge::removeModel(const std::filesystem::path& folder) {
    with([&](Engine& engine) { engine.models().removeBundle(folder); });
}

void EngineBridge::forgetHeard(const std::string& id) {
    with([&](Engine& engine) { engine.models().forget(id); });
}

void EngineBridge::countProblems() {
    with([&](Engine& engine) { engine.problems().count(); });
}

void EngineBridge::listProblems() {
    m_problemsRequest = ++m_lastRequest;
    with([&](Engine& engine) { engine.problems().list(m_problemsRequest); });
}

void EngineBridge::tryAgain(const std::vector<TrackId>& tracks) {
    with([&](Engine& engine) { engine.problems().tryAgain(tracks); });
}

void EngineBridge::setPauseOnBattery(bool wanted) {
    with([&](Engine& engine) { engine.background().setPauseOnBattery(wanted); });
}

void EngineBridge::setVisibleTracks(const std::vector<TrackId>& tracks) {
    with([&](Engine& engine) { engine.background().setVisibleTracks(tracks); });
}

void EngineBridge::exportLibraries(const std::filesystem::path& file) {
    with([&](Engine& engine) { engine.transfer().exportTo(file); });
}

void EngineBridge::importLibraries(const std::filesystem::path& file) {
    with([&](Engine& engine) { engine.transfer().importFrom(file); });
}

void EngineBridge::cancelTransfer() {
    with([&](Engine& engine) { engine.transfer().cancel(); });
}

void EngineBridge::savePlaylist(const std::filesystem::path& file, const std::vector<Track>& songs) {
    with([&](Engine& engine) { engine.transfer().savePlaylist(file, songs); });
}

void EngineBridge::setAnalysisPaused(bool paused) {
    with([&](Engine& engine) { paused ? engine.background().pause() : engine.background().resume(); });
}

void EngineBridge::setWorkers(int workers) {
    with([&](Engine& engine) { engine.background().setWorkers(workers); });
}

void EngineBridge::setOutlinesWanted(bool wanted) {
    with([&](Engine& engine) { engine.background().setOutlinesWanted(wanted); });
}

void EngineBridge::playContext(const std::vector<QueueSong>& songs, std::size_t index, const QueueContext& context) {
    with([&](Engine& engine) { engine.queue().playContext(songs, index, context); });
}

void EngineBridge::playNext(const std::vector<QueueSong>& songs) {
    with([&](Engine& engine) { engine.queue().playNext(songs); });
}

void EngineBridge::addToQueue(const std::vector<QueueSong>& songs) {
    with([&](Engine& engine) { engine.queue().add(songs); });
}

void EngineBridge::removeFromQueue(const std::vector<EntryId>& entries) {
    with([&](Engine& engine) { engine.queue().remove(entries); });
}

void EngineBridge::moveInQueue(const std::vector<EntryId>& entries, const QueueTarget& target) {
    with([&](Engine& engine) { engine.queue().move(entries, target); });
}

void EngineBridge::clearQueue() {
    with([&](Engine& engine) { engine.queue().clear(); });
}

void EngineBridge::undoQueue() {
    with([&](Engine& engine) { engine.queue().undo(); });
}

void EngineBridge::redoQueue() {
    with([&](Engine& engine) { engine.queue().redo(); });
}

void EngineBridge::setShuffled(bool isShuffled) {
    with([&](Engine& engine) { engine.queue().setShuffled(isShuffled); });
}

void EngineBridge::setRepeat(RepeatMode mode) {
    with([&](Engine& engine) { engine.queue().setRepeat(mode); });
}

void EngineBridge::setStopAfterCurrent(bool stop) {
    with([&](Engine& engine) { engine.queue().setStopAfterCurrent(stop); });
}

void EngineBridge::jumpTo(EntryId entry) {
    with([&](Engine& engine) { engine.queue().jumpTo(entry); });
}

void EngineBridge::loadQueueSongs(const std::vector<TrackId>& tracks) {
    with([&](Engine& engine) { engine.queue().loadSongs(++m_lastRequest, tracks); });
}

void EngineBridge::preview(const std::vector<playback::PlayItem>& items, std::size_t index, const QueueContext& context) {
    with([&](Engine& engine) { engine.playback().preview(items, index, context); });
}

void EngineBridge::endPreview() {
    with([&](Engine& engine) { engine.playback().endPreview(); });
}

void EngineBridge::playWhole() {
    with([&](Engine& engine) { engine.playback().playWhole(); });
}

void EngineBridge::togglePlay() {
    const bool isPlaying = m_playState == playback::PlayState::playing;
    with([&](Engine& engine) { isPlaying ? engine.playback().pause() : engine.playback().resume(); });
}

void EngineBridge::next() {
    with([&](Engine& engine) { engine.playback().next(); });
}

void EngineBridge::previous() {
    with([&](Engine& engine) { engine.playback().previous(); });
}

void EngineBridge::seek(std::chrono::milliseconds position) {
    with([&](Engine& engine) { engine.playback().seek(position); });
}

void EngineBridge::setVolume(float volume) {
    with([&](Engine& engine) { engine.playback().setVolume(volume); });
}

} // namespace segue::ui
