// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "ui/bridge/named_files.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace segue::ui {

/// The one crossing between window and engine: commands go in, every kind of event comes out as one signal.
///
/// Thread rule: listener() may be called by the engine from any thread; it only posts to the Qt event loop. Everything
/// else, signals included, happens on the window's thread. The bridge must outlive the engine it listens to.
/// Answers to tracks, recommendations, the map, paths and problems that a newer request made stale are dropped here, by request id;
/// covers, details and outlines are told apart by their path, small covers by their song. Commands given before there is an engine
/// are kept and carried out in their order when it is there, but for setVolume() and setVisibleTracks(), which the window says
/// again by itself. Commands given after the engine has gone do nothing.
class EngineBridge final : public QObject {
    Q_OBJECT

public:
    explicit EngineBridge(QObject* parent = nullptr);

    [[nodiscard]] EventListener listener();
    /// An engine is being opened with this listener, elsewhere: what it says is kept until setEngine(), so that whoever is told
    /// of something can ask for more.
    void expectEngine() { m_isExpecting = true; }
    void setEngine(Engine* engine); ///< not owned; null before it is destroyed
    void giveUp();                  ///< there will be no engine: the commands that wait are dropped, which commandsDropped() says
    [[nodiscard]] std::optional<ModelCard> model() const; ///< of the network in use; none while there is no engine

    void listLibraries();
    void addLibrary(const std::filesystem::path& root);
    void openPath(const std::filesystem::path& path);
    void findFolders(const std::vector<std::filesystem::path>& folders);
    void addDemoLibrary(const std::filesystem::path& folder);
    void renameLibrary(LibraryId library, const QString& name);
    void removeLibrary(LibraryId library);
    void rescan(LibraryId library);
    void relocateLibrary(LibraryId library, const std::filesystem::path& root, bool isSure);
    void answerEmptied(LibraryId library, bool isEmptied);
    void forgetMissing(LibraryId library);
    void setWatchWanted(bool wanted);
    void setGuessCodePage(bool wanted);

    void loadTracks(LibraryId library);
    void loadAllMusic(); ///< answered by allMusicLoaded()
    void loadCover(const std::filesystem::path& song);
    void loadThumbnail(const segue::CoverWish& wish, int pixels);
    void limitCoverShelf(std::uint64_t mostBytes);
    void emptyCoverShelf();
    void loadDetails(const std::filesystem::path& song);
    void loadExtras(const std::filesystem::path& song);
    void describeFiles(const std::vector<std::filesystem::path>& files);
    void loadOutline(const std::filesystem::path& song);
    void loadSpectrogram(const SpectrogramRequest& wanted);
    void rate(TrackId track, int stars);
    void recommend(const RecommendationQuery& query);
    void findMoments(const segue::MomentsQuery& query);
    void findAlike(const segue::AlikeQuery& query);
    void sayOf(segue::FeedbackKind kind, segue::TrackId track);
    void takeBackFeedback(std::int64_t feedback);
    void forgetFeedback();
    void tellFeedback();
    [[nodiscard]] RequestId lastRequest() const { return m_lastRequest; } ///< the newest id given out; rising from 1

    void loadMap();
    void makeMap();
    void cancelMap();
    void findPath(const segue::PathQuery& query);
    void startRadio(const segue::RadioSeeds& seeds);
    void stopRadio();
    void setRadio(const segue::RadioSettings& settings);

    void listModels();
    void useModel(const std::string& id);
    void useModelsTogether(const std::string& name, const std::vector<segue::NetworkShare>& parts);
    void keepModel();
    void addModel(const std::filesystem::path& folder);
    void removeModel(const std::filesystem::path& folder);
    void forgetHeard(const std::string& id);

    void listOffers();
    void getOffer(const std::string& name);
    void cancelOffer(const std::string& name);
    void addPublished(const std::filesystem::path& fileOrFolder);

    void listGenreDoubts();
    void answerGenre(const std::vector<segue::TrackId>& tracks, segue::GenreAnswer answer);
    void undoGenreAnswer();
    void exportGenreDoubts(const std::filesystem::path& file);
    void measureQuality();
    void cancelMeasuring();

    void countProblems();
    void listProblems();
    void tryAgain(const std::vector<TrackId>& tracks);
    void exportLibraries(const std::filesystem::path& file);
    void importLibraries(const std::filesystem::path& file);
    void cancelTransfer();
    void savePlaylist(const std::filesystem::path& file, const std::vector<segue::Track>& songs);

    void listPlaylists();
    RequestId loadPlaylist(segue::PlaylistId playlist); ///< @return what playlistLoaded() repeats
    void createPlaylist(const QString& name, segue::PlaylistId folder, const std::vector<segue::TrackId>& songs);
    void createPlaylistFolder(const QString& name, segue::PlaylistId folder);
    void createPlaylistRules(const QString& name, segue::PlaylistId folder, const segue::PlaylistRules& rules);
    void setPlaylistRules(segue::PlaylistId playlist, const segue::PlaylistRules& rules);
    void renamePlaylist(segue::PlaylistId playlist, const QString& name);
    void setPlaylistNotes(segue::PlaylistId playlist, const QString& notes);
    void removePlaylist(segue::PlaylistId playlist);
    void movePlaylist(segue::PlaylistId playlist, segue::PlaylistId folder, segue::PlaylistId before);
    void addToPlaylist(segue::PlaylistId playlist, const std::vector<segue::TrackId>& songs, segue::PlaylistEntryId before);
    void removeFromPlaylist(segue::PlaylistId playlist, const std::vector<segue::PlaylistEntryId>& entries);
    void moveInPlaylist(segue::PlaylistId playlist, const std::vector<segue::PlaylistEntryId>& entries,
                        segue::PlaylistEntryId before);
    void sortPlaylist(segue::PlaylistId playlist, segue::PlaylistOrder order, bool isDescending);
    void removeDuplicates(segue::PlaylistId playlist);
    void undoPlaylists();
    void redoPlaylists();
    void importPlaylist(const std::filesystem::path& file, segue::PlaylistId folder);
    void copyPlaylist(segue::PlaylistId playlist, const std::vector<segue::TrackId>& songs);
    void exportPlaylist(segue::PlaylistId playlist, const std::filesystem::path& file, segue::PlaylistFormat format,
                        bool isRelative);

    void findSources(); ///< of other players
    RequestId planBringing(segue::BringSource source, const std::filesystem::path& file, const segue::BringOptions& options);
    RequestId bringAlong(segue::BringSource source, const std::filesystem::path& file, const segue::BringOptions& options);
    void undoBringing();
    void cancelBringing();

    RequestId listCorrections(const std::vector<segue::TrackId>& songs); ///< @return what correctionsLoaded() repeats
    void correctSongs(const std::vector<segue::TrackId>& songs, const std::vector<segue::FieldValue>& values);
    void correctCover(const std::vector<segue::TrackId>& songs, const std::filesystem::path& image);
    void revertCorrections(const std::vector<segue::TrackId>& songs, segue::TagFields fields);
    void keepCorrections(const std::vector<segue::TrackId>& songs, segue::TagFields fields);
    void undoCorrections();
    void exportCorrections(const std::filesystem::path& file);

    void listSpotify();
    RequestId loadSpotify(segue::SpotifySourceId source, segue::SpotifyListId list); ///< @return what spotifyListLoaded() repeats
    void renameSpotify(segue::SpotifySourceId source, const QString& name);
    void removeSpotify(segue::SpotifySourceId source);
    void importSpotify(const std::filesystem::path& file, segue::SpotifySourceId source);
    void connectSpotify(const segue::SpotifyConnection& connection);
    void syncSpotify(segue::SpotifySourceId source);
    void cancelSpotify(segue::SpotifySourceId source);
    void keepSpotifySecretInFile(segue::SpotifySourceId source);
    void confirmSpotify(segue::SpotifySourceId source, segue::SpotifyRowId row, segue::TrackId track);
    void unlinkSpotify(segue::SpotifySourceId source, segue::SpotifyRowId row);
    void matchSpotifyAgain(segue::SpotifySourceId source, segue::SpotifyRowId row);
    RequestId loadSpotifyWanted(segue::SpotifySourceId source); ///< @return what spotifyWantedLoaded() repeats
    void exportSpotifyWanted(segue::SpotifySourceId source, const std::filesystem::path& file);
    void allowSpotifyPlayer(segue::SpotifySourceId source, bool isAllowed);
    void watchSpotifyPlayer(segue::SpotifySourceId source);
    void orderSpotifyPlayer(segue::SpotifySourceId source, const segue::SpotifyOrder& order);

    void setScrobbleServer(const QString& server);
    void setScrobbleToken(const QString& token);
    void setScrobbleLoves(bool loves);
    void keepScrobbleTokenInFile();
    void tryScrobblingNow();
    void tellScrobbling();

    void setAnalysisPaused(bool paused);
    void setPauseOnBattery(bool wanted);
    void setVisibleTracks(const std::vector<TrackId>& tracks);
    void setWorkers(int workers);
    void setOutlinesWanted(bool wanted);

    void playContext(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void playNext(const std::vector<segue::QueueSong>& songs);
    void addToQueue(const std::vector<segue::QueueSong>& songs);
    void insertInQueue(segue::EntryId after, const std::vector<segue::QueueSong>& songs, bool playsNow);
    void removeFromQueue(const std::vector<segue::EntryId>& entries);
    void moveInQueue(const std::vector<segue::EntryId>& entries, const segue::QueueTarget& target);
    void clearQueue();
    void undoQueue();
    void redoQueue();
    void setShuffled(bool isShuffled);
    void setRepeat(segue::RepeatMode mode);
    void setStopAfterCurrent(bool stop);
    void jumpTo(segue::EntryId entry);
    void loadQueueSongs(const std::vector<segue::TrackId>& tracks);

    void preview(const std::vector<segue::playback::PlayItem>& items, std::size_t index, const segue::QueueContext& context);
    void compare(const std::vector<segue::playback::PlayItem>& items); ///< stretches, one behind the other
    void endPreview();
    void playWhole();
    void togglePlay(); ///< pauses or resumes what is loaded
    void pause();
    void resume(); ///< else begins with the queue
    void stop();
    void next();
    void previous();
    void nextAsIs(); ///< what is paused stays paused
    void previousAsIs();
    void seek(std::chrono::milliseconds position);
    void setVolume(float volume);
    void setSound(const segue::SoundSettings& settings);

Q_SIGNALS:
    void engineChanged(bool present);
    void librariesChanged(const segue::LibrariesChanged& event);
    void relocationDoubted(const segue::RelocationDoubtful& event);
    void pathOpened(const segue::PathOpened& event);
    void foldersFound(const segue::FoldersFound& event);
    void tracksLoaded(const segue::TracksLoaded& event);
    void allMusicLoaded(const segue::TracksLoaded& event);
    void tracksChanged(const segue::TracksChanged& event);
    void tracksRemoved(const segue::TracksRemoved& event);
    void libraryRemoved(const segue::LibraryRemoved& event);
    void progressChanged(const segue::Progress& event);
    void recommendationsReady(const segue::RecommendationsReady& event);
    void momentsFound(const segue::MomentsFound& event);
    void alikeFound(const segue::AlikeFound& event);
    void feedbackChanged(const segue::FeedbackChanged& event);
    void mapLoaded(const segue::MapLoaded& event);
    void mapProgressed(const segue::MapProgress& event);
    void pathReady(const segue::PathReady& event);
    void radioChanged(const segue::RadioChanged& event);
    void modelsChanged(const segue::ModelsChanged& event);
    void modelChangeProgressed(const segue::ModelChangeProgress& event);
    void offersChanged(const segue::OffersChanged& event);
    void problemsChanged(const segue::ProblemsChanged& event);
    void problemsLoaded(const segue::ProblemsLoaded& event);
    void genreDoubtsLoaded(const segue::GenreDoubtsLoaded& event);
    void genreAnswersChanged(const segue::GenreAnswersChanged& event);
    void genreDoubtsExported(const segue::GenreDoubtsExported& event);
    void genresHeard(const segue::GenresHeard& event);
    void qualityProgressed(const segue::QualityProgressed& event);
    void qualityMeasured(const segue::QualityMeasured& event);
    void coverLoaded(const segue::CoverLoaded& event);
    void thumbnailLoaded(const segue::ThumbnailLoaded& event);
    void songDetailsLoaded(const segue::SongDetailsLoaded& event);
    void songExtrasLoaded(const segue::SongExtrasLoaded& event);
    void filesDescribed(const segue::FilesDescribed& event);
    void outlineLoaded(const segue::OutlineLoaded& event);
    void spectrogramTileLoaded(const segue::SpectrogramTileLoaded& event);
    void playbackChanged(const segue::PlaybackChanged& event);
    void queueChanged(const segue::QueueChanged& event);
    void queueSongsLoaded(const segue::QueueSongsLoaded& event);
    void scrobblingChanged(const segue::ScrobblingChanged& event);
    void playlistsChanged(const segue::PlaylistsChanged& event);
    void playlistLoaded(const segue::PlaylistLoaded& event);
    void playlistEdited(const segue::PlaylistEdited& event);
    void playlistImported(const segue::PlaylistImported& event);
    void sourcesFound(const segue::SourcesFound& event);
    void bringProgressed(const segue::BringProgressed& event);
    void bringPlanned(const segue::BringPlanned& event);
    void bringDone(const segue::BringDone& event);
    void bringUndone(const segue::BringUndone& event);
    void correctionsLoaded(const segue::CorrectionsLoaded& event);
    void correctionsChanged(const segue::CorrectionsChanged& event);
    void spotifyChanged(const segue::SpotifyChanged& event);
    void spotifyListLoaded(const segue::SpotifyListLoaded& event);
    void spotifyEdited(const segue::SpotifyEdited& event);
    void spotifySignInWanted(const segue::SpotifySignInWanted& event);
    void spotifyWantedLoaded(const segue::SpotifyWantedLoaded& event);
    void spotifyPlayerChanged(const segue::SpotifyPlayerChanged& event);
    void noticed(const segue::Notice& event);
    void seekOrdered(std::chrono::milliseconds position); ///< the player was told to seek
    void commandsDropped(); ///< what was asked for before there was an engine is not done: there will be none

private:
    void take(const std::shared_ptr<const Event>& event);
    void deliver(const Event& event);
    void tellPlayback(PlaybackChanged event);
    /// Gives a room of the engine a command, now or as soon as there is an engine.
    template <typename Room, typename... Wanted, typename... Values>
    void tell(Room& (Engine::*room)(), void (Room::*command)(Wanted...), Values... values);

    Engine* m_engine = nullptr;
    bool m_isExpecting = false;
    bool m_keepsCommands = true; ///< until there is an engine, or will be none
    std::vector<std::function<void(Engine&)>> m_commands;
    std::vector<std::shared_ptr<const Event>> m_kept; ///< while it is
    RequestId m_lastRequest = 0;
    RequestId m_tracksRequest = 0;
    RequestId m_allMusicRequest = 0;
    RequestId m_recommendRequest = 0;
    RequestId m_momentsRequest = 0;
    RequestId m_alikeRequest = 0;
    RequestId m_mapRequest = 0;
    RequestId m_pathRequest = 0;
    RequestId m_problemsRequest = 0;
    RequestId m_doubtsRequest = 0;
    RequestId m_qualityRequest = 0;
    playback::PlayState m_playState = playback::PlayState::stopped;
    NamedFiles m_files;
};

} // namespace segue::ui
