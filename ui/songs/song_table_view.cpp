// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_table_view.h"

#include "engine/words/section.h"
#include "ui/kit/accessible_rows.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/list_focus.h"
#include "ui/songs/chosen_rows.h"
#include "ui/songs/song_columns.h"
#include "ui/songs/table_place.h"
#include "ui/words/format.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QDrag>
#include <QHeaderView>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

constexpr std::size_t kMostDraggedFiles = 500; ///< to other programs

} // namespace

SongTableView::SongTableView(SongTableModel& model, Settings& settings, QWidget* parent)
    : QTableView(parent)
    , m_model(model) {
    setAccessibleName(tr("Songs"));
    m_rows = new ChosenRows(*this, m_model);
    setModel(&m_model);
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, m_rows, &ChosenRows::keep);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SongTableView::restoreSelection); // after the selection's own
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->setAccessibleName(tr("Rows"));
    verticalHeader()->hide();
    if (auto* corner = findChild<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
        corner->setAccessibleName(tr("Corner"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    makeWalkable(*this);
    m_columns = new SongColumns(*this, settings);
    connect(&m_covers, &RowCovers::arrived, viewport(), qOverload<>(&QWidget::update));
    fitRows();
    connect(this, &QTableView::clicked, this, [this] {
        if (!m_doubleClicked && selectedRows().size() == 1)
            Q_EMIT clickedTrack();
    });
}

void SongTableView::rememberColumns() { m_columns->remember(); }

void SongTableView::setNarrow(bool narrow) {
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_delegate.setNarrow(narrow);
    setHorizontalScrollBarPolicy(narrow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_columns->setNarrow(narrow);
    fitRows();
}

void SongTableView::fitRows() {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    verticalHeader()->setDefaultSectionSize(m_delegate.sizeHint(option, {}).height());
}

/// The cell that represents its row: the title, which is never hidden, because Qt neither scrolls to a hidden column nor
/// moves on from one.
QModelIndex SongTableView::rowIndex(int row) const { return m_model.index(row, static_cast<int>(SongColumn::title)); }

/// Makes the seed's row the current one again, without scrolling to it.
void SongTableView::markChosen() {
    const int row = m_model.rowOf(m_chosen);
    if (row < 0 || currentIndex().isValid())
        return; // what the listener has moved to since stays
    const QScopedValueRollback quiet(m_quiet, true);
    setAutoScroll(false);
    chooseRow(*this, rowIndex(row));
    setAutoScroll(true);
}

template <typename Change>
void SongTableView::keepPlace(bool rowsMayGo, Change change) {
    const QScopedValueRollback quiet(m_quiet, true);
    const TablePlace place(*this, m_model, rowsMayGo);
    change();
    markChosen();
    if (m_model.rowCount() == 0)
        return;
    if (place.wasEmpty() && currentIndex().isValid())
        return scrollTo(rowIndex(currentIndex().row()));
    executeDelayedItemsLayout();
    if (const auto scrolled = place.scrolled())
        verticalScrollBar()->setValue(*scrolled);
}

void SongTableView::setFilter(const QString& filter) {
    keepPlace(false, [&] { m_model.setFilter(filter); });
    if (m_model.filtered())
        scrollToTop();
    else if (currentIndex().isValid())
        scrollTo(rowIndex(currentIndex().row()), PositionAtCenter);
}

void SongTableView::setTracks(const SongList& tracks) {
    m_covers.takeList();
    keepPlace(true, [&] { m_model.setTracks(tracks); });
}

void SongTableView::setPlaylist(const SongList& songs, std::vector<PlaylistEntryId> entries) {
    m_covers.takeList();
    keepPlace(true, [&] { m_model.setPlaylist(songs, std::move(entries)); });
    if (const int row = std::min(std::exchange(m_rowToChoose, -1), m_model.rowCount() - 1); row >= 0)
        chooseRow(*this, rowIndex(row));
}

void SongTableView::setChosenOf(const SongList& songs, std::vector<SongOrder::Index> chosen) {
    m_covers.takeList();
    keepPlace(true, [&] { m_model.setChosenOf(songs, std::move(chosen)); });
}

void SongTableView::applyChanges(const std::vector<Track>& tracks) {
    keepPlace(false, [&] { m_model.applyChanges(tracks); });
    m_covers.takeChanges();
}

void SongTableView::removeTracks(const std::vector<TrackId>& ids) {
    keepPlace(true, [&] { m_model.removeTracks(ids); });
}

void SongTableView::chooseTrack(TrackId track) {
    if (const int row = m_model.rowOf(track); row >= 0) {
        chooseRow(*this, rowIndex(row));
        scrollTo(rowIndex(row));
    }
}

void SongTableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    m_grounds.update(previous.row());
    m_grounds.update(current.row());
    if (current.isValid() && !(previous.isValid() && previous.row() == current.row()))
        announce(); // not for another column of the same row
}

void SongTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    viewport()->update(); // grounds are painted for whole rows
    if (m_model.rowOf(m_chosen) != currentIndex().row())
        announce(); // the row that was current already is chosen only now
    Q_EMIT selectionCounted(static_cast<int>(selectedRows().size()));
}

/// While several rows are being chosen, the last seed's list stays.
void SongTableView::announce() {
    const int row = currentIndex().row();
    if (m_quiet || !m_rows->isOnly(row))
        return;
    const Track track = m_model.track(row);
    if (std::exchange(m_chosen, track.id) == track.id)
        return; // a key moves first the selection, then what is current
    Q_EMIT trackChosen(track);
}

std::vector<int> SongTableView::selectedRows() const { return m_rows->all(); }

std::vector<int> SongTableView::meantRows(int row) const {
    auto rows = m_rows->all();
    return std::ranges::binary_search(rows, row) ? rows : std::vector<int>{row};
}

void SongTableView::restoreSelection() {
    markChosen();
    const QScopedValueRollback quiet(m_quiet, true);
    if (hasFocus())
        keepCurrent();
    m_rows->restore();
}

void SongTableView::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT playWanted(currentIndex().row());
    else if (event->key() == Qt::Key_Right && m_narrow)
        Q_EMIT clickedTrack();
    else if (changeByKey(*event))
        event->accept();
    else if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        Q_EMIT menuWanted(currentIndex().row(), viewport()->mapToGlobal(visualRect(rowIndex(currentIndex().row())).center()));
    else
        QTableView::keyPressEvent(event);
}

QModelIndex SongTableView::starredCell(QPoint position) const {
    const QModelIndex index = indexAt(position);
    const bool isRating = index.isValid() && index.column() == static_cast<int>(SongColumn::rating);
    return isRating && SongTableDelegate::starAt(visualRect(index), position) > 0 ? index : QModelIndex();
}

bool SongTableView::rateAt(QPoint position) {
    const QModelIndex index = starredCell(position);
    if (!index.isValid())
        return false;
    const int stars = SongTableDelegate::starAt(visualRect(index), position);
    const Track& track = m_model.track(index.row());
    Q_EMIT rateWanted(track.id, stars == track.rating ? 0 : stars);
    return true;
}

void SongTableView::mousePressEvent(QMouseEvent* event) {
    m_doubleClicked = false;
    if (event->button() == Qt::LeftButton && rateAt(event->pos()))
        return;
    QTableView::mousePressEvent(event);
}

void SongTableView::mouseDoubleClickEvent(QMouseEvent* event) {
    m_doubleClicked = true;
    if (starredCell(event->pos()).isValid())
        return; // the first click of the two has rated the song
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid())
        Q_EMIT playWanted(index.row());
}

void SongTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    m_columns->fit();
}

/// Clears the cell's own background: the whole row has one.
void SongTableView::initViewItemOption(QStyleOptionViewItem* option) const {
    QTableView::initViewItemOption(option);
    option->showDecorationSelected = false;
    option->palette.setBrush(QPalette::Highlight, Qt::NoBrush);
}

void SongTableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

void SongTableView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    QStyleOptionViewItem ground;
    initViewItemOption(&ground);
    ground.palette = palette();
    ground.widget = this;
    m_grounds.paint(painter, event->rect(), ground);
    painter.end();
    QTableView::paintEvent(event);
    paintDropRow();
}

/// Within the window as songs, to other programs as files.
void SongTableView::startDrag(Qt::DropActions) {
    const auto rows = selectedRows();
    if (rows.empty())
        return;
    std::vector<TrackId> songs;
    std::vector<std::filesystem::path> files;
    for (const int row : rows) {
        songs.push_back(m_model.idOf(row));
        if (rows.size() <= kMostDraggedFiles && !m_model.isMissing(row))
            if (const auto path = m_model.track(row).path; !sectionOf(path))
                files.push_back(path);
    }
    auto* drag = new QDrag(this);
    drag->setMimeData(songsToDrag(songs, files).release());
    const QString title = text(m_model.track(rows.front()).title);
    drag->setPixmap(
        dragLabel(rows.size() == 1 ? fontMetrics().elidedText(title, Qt::ElideRight, 240) : songsText(rows.size()), *this));
    drag->setHotSpot({-12, -8});
    m_isDragging = true;
    drag->exec(Qt::CopyAction);
    m_isDragging = false;
    setDropRow(-1);
}

bool SongTableView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        m_grounds.setHovered(-1);
    else if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        m_grounds.setHovered(rowAt(static_cast<int>(static_cast<QHoverEvent*>(event)->position().y())));
    return QTableView::viewportEvent(event);
}

/// Rows are moved through as a whole: keys for a row's ends go to the list's ends, and no key goes to a neighbouring cell.
QModelIndex SongTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    if (currentIndex().isValid() && isColumnHidden(currentIndex().column())) // hidden since the row was clicked
        selectionModel()->setCurrentIndex(rowIndex(currentIndex().row()), QItemSelectionModel::NoUpdate);
    const int end = action == MoveHome ? 0 : m_model.rowCount() - 1;
    if (action == MoveHome || action == MoveEnd)
        return currentIndex().isValid() ? currentIndex().siblingAtRow(end) : rowIndex(end);
    const bool isLookedAt = !selectionModel()->hasSelection() && currentIndex().isValid();
    if (isLookedAt && modifiers == Qt::NoModifier && (action == MoveDown || action == MoveUp))
        return currentIndex(); // the one that was only looked at comes first
    if (action == MoveLeft || action == MoveRight || action == MoveNext || action == MovePrevious)
        return currentIndex();
    return QTableView::moveCursor(action, modifiers);
}

/// The keys need a row to start from and a screen reader one to read, so a row in sight is current as soon as the table has
/// the focus. It is not chosen: only the listener chooses a seed.
void SongTableView::focusInEvent(QFocusEvent* event) {
    keepCurrent();
    QTableView::focusInEvent(event);
}

void SongTableView::keepCurrent() {
    const QScopedValueRollback quiet(m_quiet, true);
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        selectionModel()->setCurrentIndex(rowIndex(std::max(0, rowAt(0))), QItemSelectionModel::NoUpdate);
}

void SongTableView::keyboardSearch(const QString& search) { Q_EMIT typed(search); }

void SongTableView::contextMenuEvent(QContextMenuEvent* event) {
    if (const QModelIndex index = indexAt(event->pos()); index.isValid())
        Q_EMIT menuWanted(index.row(), event->globalPos());
}

} // namespace segue::ui
