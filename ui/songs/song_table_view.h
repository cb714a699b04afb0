// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/row_grounds.h"
#include "ui/settings/settings.h"
#include "ui/songs/row_covers.h"
#include "ui/songs/song_table_delegate.h"
#include "ui/songs/song_table_model.h"

#include <QTableView>

namespace segue::ui {

class ChosenRows;
class SongColumns;

/// The song table: choosing a row (one click, or moving with the keyboard) makes it the seed; a double click or Return plays
/// it. Choice and scroll position survive changes of the model: if the top row is removed, the nearest remaining row takes
/// its place, and a table that shows its beginning keeps showing it. All rows have one height, so that only visible rows are
/// asked for; a QTreeView would keep a record of each.
class SongTableView final : public QTableView {
    Q_OBJECT

public:
    SongTableView(SongTableModel& model, Settings& settings, QWidget* parent = nullptr);

    void setFilter(const QString& filter);
    void setTracks(const SongList& tracks);
    void setPlaylist(const SongList& songs, std::vector<PlaylistEntryId> entries);
    void setChosenOf(const SongList& songs, std::vector<SongOrder::Index> chosen);
    [[nodiscard]] bool isChangeable() const { return m_isChangeable; }
    void removeChosen();                   ///< asks for it
    void chooseNextAfterChange();          ///< when the playlist comes again: the row that took the place of the first chosen one
    void setChangeable(bool isChangeable); ///< a playlist's entries are moved, removed and dropped here
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    /// true: shows fewer columns and two lines a row, with a cover; false: shows the wide layout's columns again.
    void setNarrow(bool narrow);
    [[nodiscard]] RowCovers& covers() { return m_covers; }
    [[nodiscard]] QHeaderView* header() const { return horizontalHeader(); }
    void chooseTrack(TrackId track);                     ///< as a click does; does nothing if the song is not shown
    [[nodiscard]] std::vector<int> selectedRows() const; ///< top to bottom
    /// The rows that an action on a row applies to: all chosen rows if it is one of them, else the row; top to bottom.
    [[nodiscard]] std::vector<int> meantRows(int row) const;
    void rememberColumns();
    [[nodiscard]] bool showsRatings() const { return !isColumnHidden(static_cast<int>(SongColumn::rating)); }

Q_SIGNALS:
    void trackChosen(const segue::Track& track);
    void clickedTrack(); ///< a row was clicked, and is now the only one chosen
    void selectionCounted(int rows);
    void playWanted(int row);
    void menuWanted(int row, QPoint globalPosition);
    void rateWanted(segue::TrackId track, int stars); ///< a star was clicked; 0: the last star of the rating
    void typed(const QString& text);                  ///< letters for the filter
    void removeWanted(const std::vector<segue::PlaylistEntryId>& entries);
    /// @param before an entry; 0: behind all
    void moveWanted(const std::vector<segue::PlaylistEntryId>& entries, segue::PlaylistEntryId before);
    void songsDropped(const std::vector<segue::TrackId>& songs, segue::PlaylistEntryId before);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void initViewItemOption(QStyleOptionViewItem* option) const override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyboardSearch(const QString& search) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    template <typename Change>
    void keepPlace(bool rowsMayGo, Change change); ///< see TablePlace
    [[nodiscard]] QModelIndex rowIndex(int row) const;
    [[nodiscard]] std::vector<PlaylistEntryId> chosenEntries() const;
    [[nodiscard]] bool canOrder() const; ///< the rows stand in the playlist's own order, all of them
    [[nodiscard]] PlaylistEntryId entryBefore(int row) const;
    void moveEntries(int rows);
    bool changeByKey(const QKeyEvent& key);
    void setDropRow(int row);
    void paintDropRow();
    void markChosen();
    void announce(); ///< makes the row that is chosen alone the seed
    void keepCurrent();
    void restoreSelection();
    void fitRows();
    bool rateAt(QPoint position); ///< @return false if there is no star
    [[nodiscard]] QModelIndex starredCell(QPoint position) const;

    SongTableModel& m_model;
    RowCovers m_covers{m_model, this};
    SongTableDelegate m_delegate{m_covers};
    RowGrounds m_grounds{*this};
    SongColumns* m_columns = nullptr;
    ChosenRows* m_rows = nullptr;
    TrackId m_chosen = 0; ///< the seed that was announced last
    bool m_quiet = false; ///< the current row changes with the model, not by the listener
    bool m_narrow = false;
    bool m_isChangeable = false;
    int m_rowToChoose = -1;
    int m_dropRow = -1;           ///< what is dragged would go before it
    bool m_isDragging = false;    ///< rows of this table
    bool m_doubleClicked = false; ///< the release that follows is not a click
};

} // namespace segue::ui
