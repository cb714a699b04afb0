// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/browse/view_switch.h"
#include "ui/songs/browse_shelf.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>
#include <vector>

class QMenu;
class QStackedWidget;

namespace segue::ui {

class AlbumGrid;
class AlbumModel;
class AlbumStrip;
class FolderModel;
class FolderView;
class GroupHeader;
class NameList;
class Settings;
class SongTableModel;
class TileCovers;

/// What can be done with all songs of an album, artist, genre or folder at once.
enum class GroupAct { play, playNext, add, radio, recommend, addToPlaylist };

/// Which songs, and where they come from.
struct GroupSongs {
    std::vector<SongOrder::Index> songs;
    QueueContext context;    ///< an album's, an artist's, ...
    PlaylistId playlist = 0; ///< that they are added to; 0: a new one
};

/// Albums, artists, genres and folders of the songs of a table: which of them are shown, and which one is open. An open one limits
/// the table to its songs. Its widgets are laid out by the pane.
class BrowseDesk final : public QObject {
    Q_OBJECT

public:
    using Index = SongOrder::Index;

    BrowseDesk(SongTableModel& table, Settings& settings, QWidget* parent);

    [[nodiscard]] ViewSwitch* viewSwitch() { return m_switch; }
    [[nodiscard]] QStackedWidget* browser() { return m_browser; }
    [[nodiscard]] GroupHeader* header() { return m_header; }
    [[nodiscard]] AlbumStrip* albumStrip() { return m_strip; } ///< of the artist that is open

    /// Shows the view that the library was last seen in.
    void setLibrary(const Library& library);
    void takeSongs();   ///< the table has another list
    void takeChanges(); ///< some of its songs came, changed or went: regroups soon
    void takeFilter();  ///< it finds other songs
    void takeCover(const CoverLoaded& cover);
    void takeThumbnail(const ThumbnailLoaded& cover);
    void takeAlike(const AlikeFound& found); ///< albums or artists that sound like the open one
    void setPlaylists(const std::vector<Playlist>& playlists) { m_playlists = playlists; } ///< for menus

    /// Whether albums, artists or genres are to be seen in place of the table.
    [[nodiscard]] bool isBrowsing() const { return m_view != BrowseView::songs && !m_open; }
    [[nodiscard]] bool isEmpty() const { return shownCount() == 0; } ///< nothing to be seen there
    [[nodiscard]] bool isOpen() const { return m_open.has_value(); }
    /// Closes what is open, or goes back from an album to the artist that led to it. @return whether anything was open
    bool leave();
    [[nodiscard]] QString countText() const; ///< "312 albums", or "12 of 312 albums", of what is browsed
    /// Where the songs of the table come from, where one is open.
    [[nodiscard]] std::optional<QueueContext> context() const;
    void openAlbumOf(TrackId song);       ///< does nothing if it is in none
    void openArtistOf(const Track& song); ///< likewise
    void showSongs();                     ///< all, in the table
    [[nodiscard]] QWidget* first() const; ///< gets the focus while browsing

Q_SIGNALS:
    void changed();        ///< other widgets are to be seen
    void opening();        ///< an album, artist or genre is about to be opened
    void goingOn();        ///< likewise, in place of one that is open
    void left();           ///< it was closed
    void playOpenWanted(); ///< the songs of the table, from the first on
    void acted(segue::ui::GroupAct act, const segue::ui::GroupSongs& group);
    void coverWanted(const std::filesystem::path& song);
    void thumbnailWanted(const segue::CoverWish& wish, int pixels);
    void alikeWanted(const segue::AlikeQuery& query);

private:
    /// An album, artist, genre or folder. It is found again by a song of it, or by its name.
    struct Target {
        BrowseView view = BrowseView::albums;
        TrackId song = 0;
        std::string name; ///< of a folder: its path beneath the root
    };
    struct Group {
        std::vector<Index> songs;
        QueueContext context;
        QString artist;     ///< of an album
        bool leads = false; ///< to that artist
        QString facts;
        std::filesystem::path cover;            ///< the song whose cover is shown; empty: none is
        std::vector<std::uint32_t> albums = {}; ///< of an artist
    };

    void choose(BrowseView view);
    void takeNewSongs();
    void showFound();
    void open(Target target);
    void openOfArtist(TrackId song);
    void goTo(Target target);
    void close();
    void openFirstOf(const std::string& artist, const std::string& artists);
    void showOpen();
    void showAlbums();
    void askForAlike();
    void openAlike(int place);
    [[nodiscard]] Target targetAt(int row) const;
    [[nodiscard]] Target targetAt(const QModelIndex& folder) const;
    [[nodiscard]] std::optional<Group> groupOf(const Target& target);
    [[nodiscard]] std::optional<Group> albumOf(TrackId song);
    [[nodiscard]] std::optional<Group> named(const browse::NameGroups& names, const std::string& name, QueueContext::Kind kind);
    [[nodiscard]] std::optional<Group> inFolder(const std::string& folder);
    void openMenu(const Target& target, QPoint position, bool isOfArtist = false);
    [[nodiscard]] QMenu* menuOf(const Group& group);
    [[nodiscard]] std::size_t shownCount() const; ///< albums, artists, genres or folders

    SongTableModel& m_table;
    Settings& m_settings;
    ViewSwitch* m_switch;
    QStackedWidget* m_browser;
    AlbumModel* m_albums;
    NameModel* m_names;
    FolderModel* m_folders;
    TileCovers* m_covers;
    AlbumGrid* m_grid;
    NameList* m_list;
    FolderView* m_tree;
    GroupHeader* m_header;
    AlbumStrip* m_strip;
    BrowseShelf m_shelf;
    Library m_library;
    BrowseView m_view = BrowseView::songs;
    std::optional<Target> m_open;
    std::vector<Target> m_trail; ///< what led to the open one, and is gone back to
    Group m_shown;               ///< the open one
    AlikeFound m_alike;          ///< to the open one
    std::vector<Playlist> m_playlists;
    std::size_t m_all = 0; ///< albums, artists or genres, shown or not
    QTimer m_soon;
    QTimer m_idle; ///< finds the albums of an open artist while the program is idle
};

} // namespace segue::ui
