// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_view.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/list_focus.h"
#include "ui/words/spotify_text.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QDrag>
#include <QHeaderView>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <memory>

namespace segue::ui {

namespace {

constexpr int kMediumFrom = 560; ///< px of the table
constexpr int kWideFrom = 940;
constexpr int kLengthWidth = 70;
constexpr int kAddedWidth = 108;

} // namespace

SpotifyView::SpotifyView(SpotifyModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model) {
    setAccessibleName(tr("Songs on Spotify"));
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setSortingEnabled(true);
    verticalHeader()->setAccessibleName(tr("Rows"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    if (auto* corner = findChild<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
        corner->setAccessibleName(tr("Corner"));
    auto* header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setMinimumSectionSize(1);
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true); // the third click leads back to Spotify's order
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setAccessibleName(tr("Columns"));
    keepCurrentRow(*this);
    makeWalkable(*this);
    setRoom(SpotifyRoom::wide);
}

void SpotifyView::setRoom(SpotifyRoom room) {
    m_room = room;
    m_delegate.setRoom(room);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    verticalHeader()->setDefaultSectionSize(m_delegate.rowHeight(option.fontMetrics));
    horizontalHeader()->setVisible(room != SpotifyRoom::narrow);
}

/// What is left by the columns that need no more is shared by the texts.
void SpotifyView::fit() {
    const int width = viewport()->width();
    const auto room = width >= kWideFrom ? SpotifyRoom::wide : width >= kMediumFrom ? SpotifyRoom::medium : SpotifyRoom::narrow;
    if (room != m_room)
        setRoom(room);
    const bool isNarrow = room == SpotifyRoom::narrow;
    const auto isShown = [&](SpotifyColumn column) {
        const bool isText = column == SpotifyColumn::album || column == SpotifyColumn::length || column == SpotifyColumn::added;
        return m_model.hasColumn(column) && !(isNarrow && isText) && (column != SpotifyColumn::artist || room == SpotifyRoom::wide);
    };
    std::array<int, kSpotifyColumns> widths{};
    std::array<int, kSpotifyColumns> shares{};
    widths[static_cast<std::size_t>(SpotifyColumn::length)] = kLengthWidth;
    widths[static_cast<std::size_t>(SpotifyColumn::added)] = kAddedWidth;
    widths[static_cast<std::size_t>(SpotifyColumn::match)] = m_delegate.badgeWidth(font());
    widths[static_cast<std::size_t>(SpotifyColumn::link)] = m_delegate.linkWidth(font());
    shares[static_cast<std::size_t>(SpotifyColumn::title)] = 5;
    shares[static_cast<std::size_t>(SpotifyColumn::artist)] = 4;
    shares[static_cast<std::size_t>(SpotifyColumn::album)] = 4;
    int left = width;
    int parts = 0;
    for (int column = 0; column < kSpotifyColumns; ++column) {
        const bool isHere = isShown(static_cast<SpotifyColumn>(column));
        setColumnHidden(column, !isHere);
        if (isHere) {
            left -= widths[static_cast<std::size_t>(column)];
            parts += shares[static_cast<std::size_t>(column)];
        }
    }
    for (int column = 0; column < kSpotifyColumns; ++column) {
        if (isColumnHidden(column))
            continue;
        const int share = shares[static_cast<std::size_t>(column)];
        setColumnWidth(column,
                       share > 0 ? std::max(40, left * share / std::max(1, parts)) : widths[static_cast<std::size_t>(column)]);
    }
}

std::vector<int> SpotifyView::chosenRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

bool SpotifyView::isLink(const QModelIndex& index) const {
    return index.isValid() && index.column() == static_cast<int>(SpotifyColumn::link) && !index.data().toString().isEmpty();
}

void SpotifyView::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && current.isValid())
        Q_EMIT openWanted(current.row());
    else if (event->key() == Qt::Key_Menu && current.isValid())
        Q_EMIT menuWanted(current.row(), viewport()->mapToGlobal(visualRect(m_model.index(current.row(), 0)).center()));
    else
        QTableView::keyPressEvent(event);
}

void SpotifyView::mouseReleaseEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    QTableView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && isLink(index) && index == currentIndex())
        Q_EMIT linkWanted(index.row());
}

void SpotifyView::mouseMoveEvent(QMouseEvent* event) {
    QTableView::mouseMoveEvent(event);
    viewport()->setCursor(isLink(indexAt(event->pos())) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SpotifyView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() && !isLink(index)) // the first of the two clicks has opened that
        Q_EMIT openWanted(index.row());
}

void SpotifyView::contextMenuEvent(QContextMenuEvent* event) {
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = isKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid())
        Q_EMIT menuWanted(index.row(),
                          isKey ? viewport()->mapToGlobal(visualRect(m_model.index(index.row(), 0)).center()) : event->globalPos());
}

void SpotifyView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fit();
}

void SpotifyView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    QStyleOptionViewItem ground;
    initViewItemOption(&ground);
    ground.palette = palette();
    ground.widget = this;
    m_grounds.paint(painter, event->rect(), ground);
    painter.end();
    QTableView::paintEvent(event);
}

bool SpotifyView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        m_grounds.setHovered(-1);
    else if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        m_grounds.setHovered(rowAt(static_cast<int>(static_cast<QHoverEvent*>(event)->position().y())));
    return QTableView::viewportEvent(event);
}

/// A whole row has a ground, not a cell.
void SpotifyView::initViewItemOption(QStyleOptionViewItem* option) const {
    QTableView::initViewItemOption(option);
    option->showDecorationSelected = false;
    option->palette.setBrush(QPalette::Highlight, Qt::NoBrush);
}

void SpotifyView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    viewport()->update();
}

void SpotifyView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    m_grounds.update(previous.row());
    m_grounds.update(current.row());
}

/// Links, which are no songs here and no files elsewhere.
void SpotifyView::startDrag(Qt::DropActions) {
    std::unique_ptr<QMimeData> carried(m_model.mimeData(selectionModel()->selectedRows()));
    if (!carried)
        return;
    const auto rows = chosenRows();
    const QString words = rows.size() == 1 ? spotifyRowName(m_model.row(rows.front())) : tr("%1 links").arg(rows.size());
    auto* drag = new QDrag(this);
    drag->setMimeData(carried.release());
    drag->setPixmap(dragLabel(fontMetrics().elidedText(words, Qt::ElideRight, 240), *this));
    drag->setHotSpot({-12, -8});
    drag->exec(Qt::CopyAction);
}

/// Rows are moved through as a whole.
QModelIndex SpotifyView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const int last = m_model.rowCount() - 1;
    if (last < 0)
        return {};
    if (action == MoveHome || action == MoveEnd)
        return m_model.index(action == MoveHome ? 0 : last, 0);
    const bool isLookedAt = !selectionModel()->hasSelection() && currentIndex().isValid();
    if (isLookedAt && modifiers == Qt::NoModifier && (action == MoveDown || action == MoveUp))
        return currentIndex(); // the one that was only looked at comes first
    if (action == MoveLeft || action == MoveRight || action == MoveNext || action == MovePrevious)
        return currentIndex();
    return QTableView::moveCursor(action, modifiers);
}

} // namespace segue::ui
