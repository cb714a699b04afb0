// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/song_menu_call.h"
#include "ui/similar/seed_set.h"
#include "ui/songs/browse_desk.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <vector>

class QWidget;

namespace segue::ui {

class SongMenu;
class SongPane;

/// What can be done with songs of a library's page: play, queue, rate, show. It decides which songs are meant; a signal then
/// has it done. If a song cannot be played, it says why. Belongs to the page.
class SongActions final : public QObject {
    Q_OBJECT

public:
    SongActions(SongPane& pane, QWidget* page);

    /// The library of the songs, and whether they can be reached now.
    void setLibrary(const Library& library) { m_library = library; }
    void setLibraries(const std::vector<Library>& libraries) { m_libraries = libraries; }
    void setPlaylists(const std::vector<Playlist>& playlists) { m_playlists = playlists; }
    void playRow(int row); ///< the table from there on, or all that are chosen, if it is one of several
    void playAtHand();     ///< what is chosen, where that is several songs, else the table from the row at hand on
    /// For a row of the table, or all that are chosen, if it is one of them.
    void openTableMenu(int row, QPoint position);
    /// For a song of the Recommendation list.
    void openListMenu(const Track& song, QPoint position, std::function<void()> play, std::function<void()> tellWhy);
    /// For songs of any other list, which may add entries of its own.
    void openMenuFor(const SongMenuCall& call);
    /// With all songs of an album, artist or genre.
    void actOn(GroupAct act, const GroupSongs& group);
    [[nodiscard]] std::vector<Track> songsOf(const std::vector<int>& rows) const;

    [[nodiscard]] static QString absentSongMatter() { return QStringLiteral("absent song"); }
    /// The place that notices about a library belong to.
    [[nodiscard]] static QString placeOf(LibraryId library);

Q_SIGNALS:
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    /// @param told what is said of it
    void playNextWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void addWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void detailsWanted(const segue::Track& track);
    void recommendWanted(const segue::Track& track);
    void listWanted(const segue::ui::SeedSet& seeds); ///< from several songs, an album or an artist
    void radioWanted(const segue::RadioSeeds& seeds);
    void pathWanted(const std::vector<segue::Track>& ends); ///< one or two
    void rateWanted(segue::TrackId track, int stars);
    void correctWanted(const std::vector<segue::TrackId>& songs);
    void said(segue::FeedbackKind kind, const segue::Track& track);
    void seedsWanted(const std::vector<segue::Track>& tracks, bool isAgainst);
    void savePlaylistWanted();
    /// @param playlist 0: a new one of that name, or one to be named
    void addToPlaylistWanted(segue::PlaylistId playlist, const std::vector<segue::TrackId>& songs, const QString& name);
    void playlistLikeWanted(const segue::Track& track);
    void takeOutWanted(); ///< what is chosen in the table, of the playlist
    void albumWanted(const segue::Track& track);
    void artistWanted(const segue::Track& track);
    void noticed(const segue::ui::BoardNotice& notice);

private:
    struct Meant {
        std::vector<QueueSong> songs;  ///< what can be played of it
        std::vector<TrackId> all;      ///< with those whose file is gone
        Track pointed;                 ///< the one whose row was meant
        std::vector<Track> ends = {};  ///< of a path, where they are one or two
        std::vector<Track> seeds = {}; ///< up to kMostSeeds of them, the first among them
        bool isInList = false;
        std::function<void()> tellWhy = {}; ///< in the list
        bool isInTable = false;
        std::vector<QAction*> own = {};
        std::function<void()> playNext = {}; ///< in place of putting them into the queue
    };

    void openMenu(const Meant& meant, QPoint position, std::function<void()> play);
    void connectBeginnings(SongMenu& menu, const Meant& meant);
    void connectPlaces(SongMenu& menu, const Meant& meant);
    [[nodiscard]] const Library& libraryOf(const Track& track) const;
    [[nodiscard]] std::vector<int> allRows() const;
    [[nodiscard]] std::vector<Track> spreadOf(const std::vector<int>& rows) const;
    void beginFrom(GroupAct act, const GroupSongs& group);
    void startRadio(const std::vector<Track>& seeds, std::size_t songs, const QString& name);
    void playFrom(int row);
    [[nodiscard]] bool canPlay(const Track& track); ///< says why not
    [[nodiscard]] QueueContext context() const;

    SongPane& m_pane;
    QWidget* m_page;
    Library m_library;
    std::vector<Library> m_libraries;
    std::vector<Playlist> m_playlists;
};

} // namespace segue::ui
