// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/songs/row_grounds.h"
#include "ui/songs/song_table_delegate.h"
#include "ui/songs/song_table_model.h"

#include <QTableView>

namespace segue::ui {

class ChosenRows;
class SongColumns;

/// The song table: choosing a row (one click, or moving with the keyboard) makes it the seed; a double click or Return
/// plays it. What is chosen and what is scrolled to survive changes of the model; where the top row is taken away, the
/// nearest that is left takes its place, and a table that shows its beginning goes on showing it. All rows are of one height, so
/// that only those that are seen are asked for; a QTreeView would keep a record of each.
class SongTableView final : public QTableView {
    Q_OBJECT

public:
    SongTableView(SongTableModel& model, Settings& settings, QWidget* parent = nullptr);

    void setFilter(const QString& filter);
    void setTracks(const SongList& tracks);
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    /// Fewer columns and two lines a row; the wide layout's columns come back afterwards.
    void setNarrow(bool narrow);
    [[nodiscard]] QHeaderView* header() const { return horizontalHeader(); }
    void chooseTrack(TrackId track);                     ///< as if it was clicked; nothing happens if it is not shown
    [[nodiscard]] std::vector<int> selectedRows() const; ///< top to bottom
    /// What is done to a row is done to all that are chosen, if it is one of them; top to bottom.
    [[nodiscard]] std::vector<int> meantRows(int row) const;
    void rememberColumns();
    [[nodiscard]] bool showsRatings() const { return !isColumnHidden(static_cast<int>(SongColumn::rating)); }

Q_SIGNALS:
    void trackChosen(const segue::Track& track);
    void clickedTrack(); ///< a row was clicked, chosen before or not; it is the only one chosen
    void selectionCounted(int rows);
    void playWanted(int row);
    void menuWanted(int row, QPoint globalPosition);
    void rateWanted(segue::TrackId track, int stars); ///< a star was clicked; 0: the last one of those it has
    void typed(const QString& text);                  ///< letters: the filter takes them

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
    bool viewportEvent(QEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyboardSearch(const QString& search) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    template <typename Change>
    void keepPlace(bool rowsMayGo, Change change); ///< see TablePlace
    [[nodiscard]] QModelIndex rowIndex(int row) const;
    void markChosen();
    void announce(); ///< the row that is chosen alone is the seed
    void keepCurrent();
    void restoreSelection();
    void fitRows();
    bool rateAt(QPoint position); ///< false: there is no star
    [[nodiscard]] QModelIndex starredCell(QPoint position) const;

    SongTableModel& m_model;
    SongTableDelegate m_delegate;
    RowGrounds m_grounds{*this};
    SongColumns* m_columns = nullptr;
    ChosenRows* m_rows = nullptr;
    TrackId m_chosen = 0; ///< the seed this view announced last
    bool m_quiet = false; ///< the current row changes for the model's sake, not the listener's
    bool m_narrow = false;
    bool m_doubleClicked = false; ///< the release that follows is no click
};

} // namespace segue::ui
