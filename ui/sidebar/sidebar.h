// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/sidebar_model.h"

#include <QWidget>

#include <map>
#include <set>

class QBoxLayout;
class QLabel;
class QListView;
class QMenu;
class QScrollArea;
class QToolButton;

namespace segue::ui {

class Settings;
class SidebarList;
class SpotifySection;

/// The left edge of the window: libraries, what is on Spotify, playlists, and at the bottom Map, Queue, Library health, Problems
/// (if there are any), Settings and About. Collapses to a strip of icons. The order of libraries and which rows are hidden are
/// remembered here; the order of playlists is the engine's.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    enum class Place { library, playlist, spotify, map, queue, health, problems, settings, about, none };

    Sidebar(QMenu* mainMenu, Settings& settings, QWidget* parent = nullptr);

    void setLibraries(const std::vector<Library>& libraries);
    void setPlaylists(const std::vector<Playlist>& playlists);
    void setSpotify(const std::vector<SpotifySource>& sources);
    /// Marks the row of what the main area shows now. Emits nothing. @param id a library's, a playlist's or a source's @param
    /// within of that source
    void setPlace(Place place, std::int64_t id = 0, SpotifyListId within = 0);
    void setCollapsed(bool collapsed);
    void setProblems(std::size_t count); ///< the row is shown only if there are problems
    void editNext();                     ///< the next playlist that is new is renamed in its row
    [[nodiscard]] QListView& list();     ///< of libraries
    [[nodiscard]] QListView& playlists();
    [[nodiscard]] SpotifySection& spotify() { return *m_spotify; }
    [[nodiscard]] const std::vector<Playlist>& allPlaylists() const { return m_allPlaylists; }

Q_SIGNALS:
    void libraryChosen(segue::LibraryId library); ///< kAllMusic: all
    void playlistChosen(segue::PlaylistId playlist);
    void addWanted();
    void mapWanted();
    void queueWanted();
    void healthWanted();
    void problemsWanted();
    void settingsWanted();
    void aboutWanted();
    void renameWanted(segue::LibraryId library, const QString& name);
    void rescanWanted(segue::LibraryId library);
    void removeWanted(segue::LibraryId library);
    void folderWanted(segue::LibraryId library);
    void locateWanted(segue::LibraryId library);
    void forgetMissingWanted(segue::LibraryId library);
    void strayed();    ///< a row is marked that is not the place that is shown
    void undoWanted(); ///< of the playlists
    void redoWanted();
    void newPlaylistWanted(segue::PlaylistKind kind, segue::PlaylistId folder);
    void importWanted(segue::PlaylistId folder);
    void exportWanted(segue::PlaylistId playlist);
    void copyWanted(segue::PlaylistId playlist);
    void editWanted(segue::PlaylistId playlist); ///< the rules, or the notes
    void renamePlaylistWanted(segue::PlaylistId playlist, const QString& name);
    void removePlaylistWanted(segue::PlaylistId playlist);
    void movePlaylistWanted(segue::PlaylistId playlist, segue::PlaylistId folder, segue::PlaylistId before);
    void songsDropped(segue::PlaylistId playlist, const std::vector<segue::TrackId>& songs);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override; ///< beside the lists

private:
    [[nodiscard]] QToolButton* makeButton(const QString& iconName, const QString& label, const QString& key);
    [[nodiscard]] QLabel* makeHeading(const QString& words);
    void layOut();
    void connectList(SidebarList& list);
    void connectSpotify();
    void readLayout();
    void writeLayout();
    void showRows();
    void choose(const SidebarRow& row);
    void openMenu(const SidebarModel& model, int row, QPoint position);
    void addLibraryActions(QMenu& menu, const Library& library);
    void addPlaylistActions(QMenu& menu, const Playlist& playlist);
    void addRowActions(QMenu& menu, const SidebarRow* row);
    void addNewActions(QMenu& menu, PlaylistId folder);
    void moveLibrary(int row, int before);
    void movePlaylist(int row, int before, int into);
    void remove(const SidebarRow& row);
    void hideRow(const QString& key, bool isHidden);
    void turn(const SidebarRow& row); ///< folds or unfolds it
    [[nodiscard]] const Library* library(LibraryId id) const;
    [[nodiscard]] const Playlist* playlist(PlaylistId id) const;

    static const QString kSpotifyKey; ///< of all about Spotify, among the hidden rows

    Settings& m_settings;
    SidebarLayout m_layout;
    std::vector<Library> m_libraries;
    std::vector<Playlist> m_allPlaylists;
    SidebarModel m_libraryRows, m_playlistRows;
    QLabel* m_heading;
    QLabel* m_playlistHeading;
    QScrollArea* m_scroll; ///< all of it: where the window is low it scrolls
    QToolButton* m_menu;
    SidebarList* m_list;
    SidebarList* m_playlistList;
    QToolButton* m_new;
    QToolButton* m_add;
    SpotifySection* m_spotify;
    QToolButton* m_problems;
    std::map<Place, QToolButton*> m_buttons; ///< those at the bottom
    QBoxLayout* m_top = nullptr;
    QBoxLayout* m_middle = nullptr;
    QBoxLayout* m_column = nullptr;
    std::set<PlaylistId> m_known; ///< while a new one is expected
    bool m_editsNext = false;
    bool m_quiet = false;
    bool m_collapsed = false;
};

} // namespace segue::ui
