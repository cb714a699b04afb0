// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/dropped_files.h"
#include "ui/songs/chosen_rows.h"
#include "ui/songs/song_table_view.h"

#include <QDragEnterEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <utility>

// How the entries of a playlist are moved, removed and dropped in the table.

namespace segue::ui {

void SongTableView::setChangeable(bool isChangeable) {
    m_isChangeable = isChangeable;
    setAcceptDrops(isChangeable);
    setDragDropMode(isChangeable ? DragDrop : DragOnly);
    setDropIndicatorShown(false);
}

std::vector<PlaylistEntryId> SongTableView::chosenEntries() const {
    std::vector<PlaylistEntryId> entries;
    for (const int row : selectedRows())
        if (const auto entry = m_model.entryOf(row); entry != 0)
            entries.push_back(entry);
    return entries;
}

bool SongTableView::canOrder() const {
    return m_isChangeable && header()->sortIndicatorSection() == static_cast<int>(SongColumn::number) &&
           header()->sortIndicatorOrder() == Qt::AscendingOrder &&
           static_cast<std::size_t>(m_model.rowCount()) == m_model.trackCount();
}

PlaylistEntryId SongTableView::entryBefore(int row) const { return row < m_model.rowCount() ? m_model.entryOf(row) : 0; }

/// By one row up or down.
void SongTableView::moveEntries(int rows) {
    const auto chosen = selectedRows();
    if (chosen.empty() || !canOrder())
        return;
    const int before = rows < 0 ? chosen.front() - 1 : chosen.back() + 2;
    if (before >= 0 && before <= m_model.rowCount())
        Q_EMIT moveWanted(chosenEntries(), entryBefore(before));
}

bool SongTableView::changeByKey(const QKeyEvent& key) {
    if (!m_isChangeable)
        return false;
    const bool isArrow = key.key() == Qt::Key_Up || key.key() == Qt::Key_Down;
    if (isArrow && key.modifiers() == Qt::AltModifier) {
        moveEntries(key.key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (key.key() != Qt::Key_Delete)
        return false;
    removeChosen();
    return true;
}

void SongTableView::removeChosen() {
    if (const auto entries = chosenEntries(); m_isChangeable && !entries.empty())
        Q_EMIT removeWanted(entries);
}

void SongTableView::chooseNextAfterChange() {
    const auto chosen = selectedRows();
    m_rowToChoose = chosen.empty() ? -1 : chosen.front();
}

void SongTableView::setDropRow(int row) {
    if (std::exchange(m_dropRow, row) != row)
        viewport()->update();
}

void SongTableView::dragEnterEvent(QDragEnterEvent* event) {
    if (m_isChangeable && !draggedSongs(*event->mimeData()).empty())
        event->acceptProposedAction();
    else
        event->ignore();
}

/// Where the rows are sorted otherwise than the playlist is, songs go behind all.
void SongTableView::dragMoveEvent(QDragMoveEvent* event) {
    QTableView::dragMoveEvent(event); // scrolls at the edges
    const bool takes = m_isChangeable && !draggedSongs(*event->mimeData()).empty() && (canOrder() || !m_isDragging);
    if (!takes) {
        setDropRow(-1);
        return event->ignore();
    }
    const QPoint position = event->position().toPoint();
    int row = rowAt(position.y());
    if (row < 0 || !canOrder())
        row = m_model.rowCount();
    else if (position.y() > rowViewportPosition(row) + rowHeight(row) / 2)
        ++row;
    setDropRow(row);
    event->acceptProposedAction();
}

void SongTableView::dragLeaveEvent(QDragLeaveEvent* event) {
    QTableView::dragLeaveEvent(event);
    setDropRow(-1);
}

void SongTableView::dropEvent(QDropEvent* event) {
    const int row = m_dropRow;
    const auto songs = draggedSongs(*event->mimeData());
    setDropRow(-1);
    setState(NoState);
    if (row < 0 || songs.empty())
        return;
    event->acceptProposedAction();
    if (m_isDragging)
        Q_EMIT moveWanted(chosenEntries(), entryBefore(row));
    else
        Q_EMIT songsDropped(songs, entryBefore(row));
}

void SongTableView::paintDropRow() {
    if (m_dropRow < 0)
        return;
    const bool isEnd = m_dropRow >= m_model.rowCount();
    const int y = m_model.rowCount() == 0 ? 2
                  : isEnd                 ? rowViewportPosition(m_model.rowCount() - 1) + rowHeight(m_model.rowCount() - 1)
                                          : rowViewportPosition(m_dropRow);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(QRectF(8, y - 1.5, viewport()->width() - 16, 3), 1.5, 1.5);
}

} // namespace segue::ui
