// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/row_grounds.h"
#include "ui/spotify/spotify_delegate.h"
#include "ui/spotify/spotify_model.h"

#include <QTableView>

#include <vector>

namespace segue::ui {

/// The table of one list of Spotify. It fits its columns to its width: where there is little room the artist stands under the
/// title, and what is not needed goes. Rows are opened with Return or a double click; a click on a link leads to Spotify.
class SpotifyView final : public QTableView {
    Q_OBJECT

public:
    explicit SpotifyView(SpotifyModel& model, QWidget* parent = nullptr);

    void fit();                                        ///< the columns, to the width and to what the rows tell
    [[nodiscard]] std::vector<int> chosenRows() const; ///< top to bottom
    [[nodiscard]] SpotifyRoom room() const { return m_room; }

Q_SIGNALS:
    void openWanted(int row);
    void linkWanted(int row);
    void menuWanted(int row, QPoint globalPosition);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void initViewItemOption(QStyleOptionViewItem* option) const override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void startDrag(Qt::DropActions actions) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void setRoom(SpotifyRoom room);
    [[nodiscard]] bool isLink(const QModelIndex& index) const;

    SpotifyModel& m_model;
    SpotifyDelegate m_delegate;
    RowGrounds m_grounds{*this};
    SpotifyRoom m_room = SpotifyRoom::wide;
};

} // namespace segue::ui
