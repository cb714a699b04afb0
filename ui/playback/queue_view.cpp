// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_view.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/list_focus.h"
#include "ui/playback/queue_model.h"
#include "ui/words/format.h"

#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSet>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

/// Of this window alone: the numbers of entries.
const QString kEntries = QStringLiteral("application/x-segue-entries");

QByteArray packed(const std::vector<EntryId>& entries) {
    return {reinterpret_cast<const char*>(entries.data()), static_cast<qsizetype>(entries.size() * sizeof(EntryId))};
}

std::vector<EntryId> unpacked(const QByteArray& bytes) {
    std::vector<EntryId> entries(static_cast<std::size_t>(bytes.size()) / sizeof(EntryId));
    std::copy_n(bytes.constData(), entries.size() * sizeof(EntryId), reinterpret_cast<char*>(entries.data()));
    return entries;
}

bool canTake(const QMimeData& dragged) { return dragged.hasFormat(kEntries) || !draggedSongs(dragged).empty(); }

} // namespace

QueueView::QueueView(QueueModel& model, QWidget* parent)
    : QListView(parent)
    , m_queue(model) {
    setAccessibleName(tr("Queue"));
    setModel(&model);
    setItemDelegate(&m_delegate);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(DragDrop);
    setDropIndicatorShown(false); // its own is drawn
    makeWalkable(*this);
    keepCurrentRow(*this);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &QueueView::keep);
    connect(&model, &QAbstractItemModel::modelReset, this, &QueueView::restore);
}

std::vector<int> QueueView::chosenRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

std::vector<EntryId> QueueView::chosen() const {
    std::vector<EntryId> entries;
    for (const int row : chosenRows())
        if (const EntryId entry = m_queue.entryOf(row); entry != 0)
            entries.push_back(entry);
    return entries;
}

void QueueView::keep() {
    m_kept = chosen();
    m_keptRow = currentIndex().row();
    m_keptCurrent = m_keptRow >= 0 ? m_queue.entryOf(m_keptRow) : 0;
    m_keptScroll = verticalScrollBar()->value();
}

/// The cursor stays with its entry; if that is gone, at its place.
void QueueView::restore() {
    const auto rows = m_queue.rowsOf(QSet<EntryId>(m_kept.begin(), m_kept.end()));
    QItemSelection selection;
    for (std::size_t first = 0, next = 0; first < rows.size(); first = next) {
        for (next = first + 1; next < rows.size() && rows[next] == rows[next - 1] + 1;)
            ++next;
        selection.append(QItemSelectionRange(m_queue.index(rows[first]), m_queue.index(rows[next - 1])));
    }
    const auto cursor = m_queue.rowsOf({m_keptCurrent});
    int row = cursor.empty() ? std::min(m_keptRow, m_queue.rowCount() - 1) : cursor.front();
    if (row >= 0 && m_queue.entryOf(row) == 0) // a heading
        row = row + 1 < m_queue.rowCount() ? row + 1 : row - 1;
    if (m_keptRow >= 0 && row >= 0)
        selectionModel()->setCurrentIndex(m_queue.index(row), QItemSelectionModel::NoUpdate);
    if (selection.isEmpty() && !m_kept.empty() && row >= 0) // what was chosen is gone: the next one takes its place
        selection.append(QItemSelectionRange(m_queue.index(row)));
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    doItemsLayout();
    verticalScrollBar()->setValue(m_keptScroll);
}

void QueueView::removeChosen() {
    const auto entries = chosen();
    if (!entries.empty())
        Q_EMIT removeWanted(entries);
}

void QueueView::showNow() {
    doItemsLayout();
    if (const int row = m_queue.nowRow(); row < m_queue.rowCount())
        scrollTo(m_queue.index(row), PositionAtTop);
}

/// Up or down by one row.
void QueueView::moveChosen(int rows) {
    const auto chosen = chosenRows();
    if (chosen.empty())
        return;
    const int before = rows < 0 ? chosen.front() - 1 : chosen.back() + 2;
    if (before > 0)
        Q_EMIT moveWanted(this->chosen(), m_queue.targetBefore(before));
}

void QueueView::startDrag(Qt::DropActions) {
    std::vector<EntryId> entries;
    std::vector<TrackId> songs;
    QString title;
    for (const int row : chosenRows()) {
        const QModelIndex index = m_queue.index(row);
        if (!(m_queue.flags(index) & Qt::ItemIsDragEnabled))
            continue;
        entries.push_back(m_queue.entryOf(row));
        if (const auto song = m_queue.songOf(row); song.track != 0)
            songs.push_back(song.track);
        title = index.data().toString();
    }
    if (entries.empty())
        return;
    auto* drag = new QDrag(this);
    auto carried = songsToDrag(songs, {});
    carried->setData(kEntries, packed(entries));
    drag->setMimeData(carried.release());
    drag->setPixmap(
        dragLabel(entries.size() == 1 ? fontMetrics().elidedText(title, Qt::ElideRight, 240) : songsText(entries.size()), *this));
    drag->setHotSpot({-12, -8});
    drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction); // copied where songs become seeds
    setDropRow(-1);
}

int QueueView::rowToDropBefore(QPoint position) const {
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return m_queue.rowCount();
    const QRect row = visualRect(index);
    return position.y() > row.center().y() ? index.row() + 1 : index.row();
}

void QueueView::setDropRow(int row) {
    if (std::exchange(m_dropRow, row) != row)
        viewport()->update();
}

void QueueView::dragEnterEvent(QDragEnterEvent* event) {
    if (canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void QueueView::dragMoveEvent(QDragMoveEvent* event) {
    QListView::dragMoveEvent(event); // scrolls at the edges
    if (!canTake(*event->mimeData()))
        return event->ignore();
    setDropRow(rowToDropBefore(event->position().toPoint()));
    event->acceptProposedAction();
}

void QueueView::dragLeaveEvent(QDragLeaveEvent* event) {
    QListView::dragLeaveEvent(event);
    setDropRow(-1);
}

void QueueView::dropEvent(QDropEvent* event) {
    const auto entries = unpacked(event->mimeData()->data(kEntries));
    const auto songs = draggedSongs(*event->mimeData());
    const int row = rowToDropBefore(event->position().toPoint());
    setDropRow(-1);
    setState(NoState);
    if (entries.empty() && songs.empty())
        return;
    event->acceptProposedAction();
    if (entries.empty())
        Q_EMIT songsDropped(songs, entryAbove(row));
    else
        Q_EMIT moveWanted(entries, m_queue.targetBefore(row));
}

/// Past headings.
EntryId QueueView::entryAbove(int row) const {
    EntryId entry = 0;
    while (entry == 0 && row > 0)
        entry = m_queue.entryOf(--row);
    return entry;
}

void QueueView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (m_dropRow < 0)
        return;
    const bool isEnd = m_dropRow >= m_queue.rowCount();
    const QRect row = visualRect(m_queue.index(isEnd ? m_queue.rowCount() - 1 : m_dropRow));
    const int y = isEnd ? row.bottom() : row.top();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(QRectF(row.left() + 12, y - 1.5, row.width() - 24, 3), 1.5, 1.5);
}

void QueueView::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isEnter && currentIndex().isValid())
        Q_EMIT jumpWanted(m_queue.entryOf(currentIndex().row()));
    else if (event->key() == Qt::Key_Delete)
        removeChosen();
    else if (isArrow && event->modifiers() == Qt::AltModifier)
        moveChosen(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        Q_EMIT menuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    else
        QListView::keyPressEvent(event);
}

void QueueView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() && m_queue.entryOf(index.row()) != 0)
        Q_EMIT jumpWanted(m_queue.entryOf(index.row()));
}

void QueueView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && m_queue.entryOf(index.row()) != 0)
        Q_EMIT menuWanted(event->globalPos());
}

} // namespace segue::ui
