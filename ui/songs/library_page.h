// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"
#include "ui/settings/settings.h"
#include "ui/similar/seed_set.h"
#include "ui/songs/song_order.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QSplitter;

namespace segue::ui {

class RecommendationPanel;
class SongActions;
class SongPane;

/// The songs of a library, of all or of a playlist and, beside them, the songs that sound like the chosen one. The narrow layout
/// shows one of the two: choosing a song shows the list, Back returns to the songs.
class LibraryPage final : public QWidget {
    Q_OBJECT

public:
    explicit LibraryPage(Settings& settings, QWidget* parent = nullptr);

    /// Shows a library, or all music; asks for its songs if it is not the one shown before.
    void setLibrary(const Library& library);
    /// Shows a playlist likewise; library() is its collection (collection.h) then.
    void setPlaylist(const Playlist& playlist);
    void setLibraries(const std::vector<Library>& libraries);  ///< all: songs of several may be listed
    void setPlaylists(const std::vector<Playlist>& playlists); ///< that songs can be added to
    void closeLibrary();                                       ///< there is no library any more
    void hearAnew();                                           ///< another network is in use: asks for songs and list again
    [[nodiscard]] LibraryId library() const { return m_library.id; }
    /// Makes a song the seed; it may be outside every library (id 0).
    void recommendFrom(const Track& track);
    void recommendFrom(const SeedSet& seeds); ///< from several, from an album, an artist or a section
    void recommendAlso(const std::vector<Track>& tracks, bool isAgainst);
    [[nodiscard]] QWidget* first() const; ///< gets the focus when the page is opened
    void setNarrow(bool narrow);
    /// Goes one step back: clears the filter, or returns from the list to the songs. @return false if there was no step to go
    /// back
    bool goBack();
    /// The song at the cursor: in the list if the list has the focus, else in the table, else in the list.
    [[nodiscard]] std::optional<Track> selectedTrack() const;
    [[nodiscard]] std::vector<Track> selectedTracks() const; ///< the same, or all rows chosen in the table
    void playAtHand();                                       ///< plays the chosen songs, else the library from its first song on
    void playFirst();                                        ///< plays all that is listed
    void findSong();                                         ///< shows the songs and puts the cursor into the filter field
    void showSong(const Track& track);                       ///< chooses it in the table, as soon as its songs are there
    /// Shows the album that a song is on; of a file that is in no library, the songs that name its album.
    void showAlbumOf(const Track& track);
    void showArtistOf(const Track& track); ///< likewise
    void remember();                       ///< stores columns and splitter

    void takeTracks(const TracksLoaded& event);
    void takePlaylist(const PlaylistLoaded& event);
    void takeChosen(LibraryId collection, const SongList& songs, std::vector<SongOrder::Index> chosen); ///< some of all
    void takeChanges(const TracksChanged& event);
    void takeRemoved(const TracksRemoved& event);
    void takeProgress(const Progress& event);
    void takePlayback(const playback::PlaybackStatus& status);
    [[nodiscard]] RecommendationPanel& panel() { return *m_panel; }
    [[nodiscard]] SongPane& pane() { return *m_pane; }
    [[nodiscard]] SongActions& actions() { return *m_actions; }

Q_SIGNALS:
    void tracksWanted(segue::LibraryId library); ///< kAllMusic: of all
    void playlistWanted(segue::PlaylistId playlist);
    void rescanWanted(segue::LibraryId library);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void previewWanted(const std::vector<segue::playback::PlayItem>& items, std::size_t index, const segue::QueueContext& context);
    /// @param told what is said of it
    void playNextWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void addWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void detailsWanted(const segue::Track& track);
    void radioWanted(const segue::RadioSeeds& seeds);
    void pathWanted(const std::vector<segue::Track>& ends); ///< one or two
    void rateWanted(segue::TrackId track, int stars);
    void correctWanted(const std::vector<segue::TrackId>& songs);
    void said(segue::FeedbackKind kind, const segue::Track& track); ///< what the listener thinks of a recommendation
    void noticed(const segue::ui::BoardNotice& notice);             ///< why a song cannot be played
    void savePlaylistWanted();
    void addToPlaylistWanted(segue::PlaylistId playlist, const std::vector<segue::TrackId>& songs, const QString& name);
    void playlistLike(const segue::Track& track); ///< is wanted: of songs that sound like it
    void albumWanted(const segue::Track& track);
    void artistWanted(const segue::Track& track);
    void startable(bool canStart); ///< whether playAtHand() has something to play

private:
    void show(const Library& collection, const std::optional<Playlist>& playlist);
    void wantSongs();
    void connectPane();
    void connectActions();
    void showList(bool list);

    Settings& m_settings;
    SongPane* m_pane;
    RecommendationPanel* m_panel;
    SongActions* m_actions;
    QSplitter* m_splitter;
    Library m_library;
    TrackId m_toChoose = 0; ///< when the songs come
    bool m_narrow = false;
    bool m_listShown = false; ///< in the narrow layout
    QTimer m_soon{this};      ///< waits whether a click becomes a double click before the list is shown
};

} // namespace segue::ui
