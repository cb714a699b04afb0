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
class GroupHeader;
class NameList;
class Settings;
class SongTableModel;
class TileCovers;

/// What can be done with all songs of an album, artist or genre at once.
enum class GroupAct { play, playNext, add };

/// Albums, artists and genres of the songs of a table: which of them are shown, and which one is open. An open one limits the table
/// to its songs. Its widgets are laid out by the pane.
class BrowseDesk final : public QObject {
    Q_OBJECT

public:
    using Index = SongOrder::Index;

    BrowseDesk(SongTableModel& table, Settings& settings, QWidget* parent);

    [[nodiscard]] ViewSwitch* viewSwitch() { return m_switch; }
    [[nodiscard]] QStackedWidget* browser() { return m_browser; }
    [[nodiscard]] GroupHeader* header() { return m_header; }

    /// Shows the view that the library was last seen in.
    void setLibrary(LibraryId library);
    void takeSongs();   ///< the table has another list
    void takeChanges(); ///< some of its songs came, changed or went: regroups soon
    void takeFilter();  ///< it finds other songs
    void takeCover(const CoverLoaded& cover);

    /// Whether albums, artists or genres are to be seen in place of the table.
    [[nodiscard]] bool isBrowsing() const { return m_view != BrowseView::songs && !m_open; }
    [[nodiscard]] bool isEmpty() const; ///< nothing to be seen there
    [[nodiscard]] bool isOpen() const { return m_open.has_value(); }
    bool leave();                            ///< closes what is open. @return whether anything was
    [[nodiscard]] QString countText() const; ///< "312 albums", or "12 of 312 albums", of what is browsed
    /// Where the songs of the table come from, where one is open.
    [[nodiscard]] std::optional<QueueContext> context() const;
    void openAlbumOf(TrackId song);         ///< does nothing if it is in none
    void openArtist(const QString& artist); ///< likewise
    [[nodiscard]] QWidget* first() const;   ///< gets the focus while browsing

Q_SIGNALS:
    void changed();        ///< other widgets are to be seen
    void opening();        ///< an album, artist or genre is about to be opened
    void left();           ///< it was closed
    void playOpenWanted(); ///< the songs of the table, from the first on
    void acted(segue::ui::GroupAct act, const std::vector<segue::ui::SongOrder::Index>& songs, const segue::QueueContext& context);
    void coverWanted(const std::filesystem::path& song);

private:
    /// What is open. It is found again by a song of it, or by its name.
    struct Open {
        BrowseView view = BrowseView::albums;
        TrackId song = 0;
        std::string name;
    };
    struct Group {
        std::vector<Index> songs;
        QueueContext context;
    };

    void choose(BrowseView view);
    void takeNewSongs();
    void showFound();
    void open(Open open);
    void showOpen();
    [[nodiscard]] Group groupAt(int row);
    [[nodiscard]] Group albumGroup(std::uint32_t index);
    [[nodiscard]] Group nameGroup(BrowseView view, std::uint32_t index);
    void openRow(int row);
    void openMenu(int row, QPoint position);
    [[nodiscard]] QMenu* menuOf(const Group& group);

    SongTableModel& m_table;
    Settings& m_settings;
    ViewSwitch* m_switch;
    QStackedWidget* m_browser;
    AlbumModel* m_albums;
    NameModel* m_names;
    TileCovers* m_covers;
    AlbumGrid* m_grid;
    NameList* m_list;
    GroupHeader* m_header;
    BrowseShelf m_shelf;
    LibraryId m_library = 0;
    BrowseView m_view = BrowseView::songs;
    std::optional<Open> m_open;
    Group m_shown;         ///< the open one
    std::size_t m_all = 0; ///< albums, artists or genres, shown or not
    QTimer m_soon;
};

} // namespace segue::ui
