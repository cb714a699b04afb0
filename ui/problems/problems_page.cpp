// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problems_page.h"

#include "ui/desktop/show_in_folder.h"
#include "ui/kit/accessible_rows.h"
#include "ui/kit/calm_controls.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/kit/list_focus.h"
#include "ui/words/format.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QStackedLayout>

#include <algorithm>
#include <numeric>
#include <set>

namespace segue::ui {

namespace {

constexpr int kReloadMs = 400;

QByteArray keyOf(const Problem& problem) {
    return QByteArray::number(static_cast<int>(problem.kind)) + QByteArray::fromStdString(problem.path.native());
}

} // namespace

ProblemsPage::ProblemsPage(QWidget* parent)
    : Page(tr("Problems"), new QWidget, parent)
    , m_list(new QListView(this))
    , m_empty(new EmptyState(this))
    , m_count(new QLabel(this))
    , m_order(new ChoiceBox(this))
    , m_again(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_tools(new QWidget(this)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kReloadMs);
    connect(&m_soon, &QTimer::timeout, this, &ProblemsPage::problemsWanted);
    m_count->setProperty("muted", true);
    m_order->addItem(tr("By name"), static_cast<int>(ProblemOrder::name));
    m_order->addItem(tr("By reason"), static_cast<int>(ProblemOrder::reason));
    m_order->addItem(tr("Newest first"), static_cast<int>(ProblemOrder::newest));
    m_order->setAccessibleName(tr("Order"));
    m_empty->explain(QStringLiteral("library"), tr("Every song could be read."),
                     tr("Files that cannot be read are listed here, with the reason."));
    buildList();
    layOut();
    connect(m_order, &ChoiceBox::activated, this,
            [this](int row) { keepPlace([&] { m_model.setOrder(static_cast<ProblemOrder>(m_order->itemData(row).toInt())); }); });
    connect(m_again, &QPushButton::clicked, this, &ProblemsPage::tryAgain);
    connect(m_copy, &QPushButton::clicked, this, &ProblemsPage::copy);
    showState();
}

void ProblemsPage::buildList() {
    m_list->setAccessibleName(tr("Problems"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &ProblemsPage::openMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProblemsPage::showState);
    auto* copyKey = new QAction(this);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_list->addAction(copyKey);
    connect(copyKey, &QAction::triggered, this, &ProblemsPage::copy);
    keepCurrentRow(*m_list);
    makeWalkable(*m_list);
    setFirst(m_list);
}

void ProblemsPage::layOut() {
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(16, 0, 16, 8);
    tools->setSpacing(8);
    tools->addWidget(m_again);
    tools->addWidget(m_copy);
    tools->addStretch(1);
    tools->addWidget(m_order);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_count->setContentsMargins(16, 0, 16, 8);
    column->addWidget(m_count);
    column->addWidget(m_tools);
    m_body = new QStackedLayout;
    m_body->addWidget(m_list);
    m_body->addWidget(m_empty);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 0, 0);
    body->addLayout(m_body);
    column->addLayout(body, 1);
}

void ProblemsPage::showState() {
    const int rows = m_model.rowCount();
    const auto chosen = m_list->selectionModel()->selectedRows().size();
    m_body->setCurrentWidget(rows > 0 ? static_cast<QWidget*>(m_list) : m_empty);
    m_tools->setVisible(rows > 0);
    m_count->setVisible(rows > 0);
    const QString count = countText(static_cast<std::size_t>(rows));
    const QString all = rows == 1 ? tr("1 could not be read") : tr("%1 could not be read").arg(count);
    m_count->setText(chosen == 0 ? all : tr("%1 · %2 chosen").arg(all, countText(static_cast<std::size_t>(chosen))));
    m_again->setText(chosen > 0 ? tr("Try again") : tr("Try all again"));
    m_again->setAccessibleName(m_again->text());
    m_copy->setText(chosen > 0 ? tr("Copy") : tr("Copy all"));
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setToolTip(tr("Copy as text, one line for each"));
}

void ProblemsPage::takeProblems(const ProblemsLoaded& event) {
    keepPlace([&] { m_model.setProblems(event.problems); });
    showState();
}

void ProblemsPage::takeChange(std::size_t count) {
    Q_EMIT counted(count);
    if (isVisible() && !m_soon.isActive())
        m_soon.start();
}

void ProblemsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    Q_EMIT problemsWanted();
}

/// What was chosen stays chosen, as far as it is still there.
template <typename Change>
void ProblemsPage::keepPlace(Change&& change) {
    QSet<QByteArray> chosen;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows())
        chosen.insert(keyOf(m_model.problem(index.row())));
    const int scrolled = m_list->verticalScrollBar()->value();
    change();
    QItemSelection selection;
    for (int row = 0; !chosen.isEmpty() && row < m_model.rowCount(); ++row)
        if (chosen.contains(keyOf(m_model.problem(row))))
            selection.select(m_model.index(row), m_model.index(row));
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_list->doItemsLayout();
    m_list->verticalScrollBar()->setValue(scrolled);
    showState();
}

std::vector<int> ProblemsPage::meantRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    if (rows.empty()) {
        rows.resize(static_cast<std::size_t>(m_model.rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    return rows;
}

void ProblemsPage::tryAgain() {
    std::vector<TrackId> tracks;
    std::set<LibraryId> libraries;
    for (const int row : meantRows()) {
        const Problem& problem = m_model.problem(row);
        if (problem.kind == Problem::Kind::unlisted)
            libraries.insert(problem.library);
        else
            tracks.push_back(problem.track);
    }
    if (!tracks.empty())
        Q_EMIT tryAgainWanted(tracks);
    for (const LibraryId library : libraries)
        Q_EMIT rescanWanted(library);
}

void ProblemsPage::copy() {
    QStringList lines;
    for (const int row : meantRows())
        lines << problemText(m_model.problem(row));
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

void ProblemsPage::openMenu(QPoint position) {
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("What to do about it"));
    menu->addAction(lineIcon(QStringLiteral("refresh")), tr("Try again"), this, &ProblemsPage::tryAgain);
    menu->addAction(lineIcon(QStringLiteral("folder")), tr("Show in folder"), this,
                    [this, path = m_model.problem(index.row()).path] { showInFolder(path, this); });
    menu->addAction(lineIcon(QStringLiteral("save")), tr("Copy as text"), this, &ProblemsPage::copy);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

} // namespace segue::ui
