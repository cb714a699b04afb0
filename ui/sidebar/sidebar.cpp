// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar.h"

#include "ui/kit/accessible_rows.h"
#include "ui/kit/icons.h"
#include "ui/kit/list_focus.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kWide = 220;
constexpr int kStrip = 60;

} // namespace

Sidebar::Sidebar(QMenu* mainMenu, QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(tr("LIBRARY"), this))
    , m_menu(new QToolButton(this))
    , m_list(new QListView(this))
    , m_add(makeButton(QStringLiteral("add"), tr("Add library"), QStringLiteral("Ctrl+O")))
    , m_map(makeButton(QStringLiteral("map"), tr("Map"), QStringLiteral("Ctrl+G")))
    , m_queue(makeButton(QStringLiteral("queue"), tr("Queue"), QStringLiteral("Ctrl+U")))
    , m_health(makeButton(QStringLiteral("health"), tr("Library health"), {}))
    , m_problems(makeButton(QStringLiteral("warning"), tr("Problems"), {}))
    , m_settings(makeButton(QStringLiteral("settings"), tr("Settings"), QStringLiteral("Ctrl+,")))
    , m_about(makeButton(QStringLiteral("about"), tr("About"), QStringLiteral("F1"))) {
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    QFont small = scaledFont(font(), 0.82, QFont::DemiBold);
    small.setLetterSpacing(QFont::PercentageSpacing, 108);
    m_heading->setFont(small);
    m_heading->setProperty("muted", true);
    m_menu->setIcon(lineIcon(QStringLiteral("menu")));
    m_menu->setIconSize({20, 20});
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setMenu(mainMenu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_map->setCheckable(true);
    m_queue->setCheckable(true);
    m_health->setCheckable(true);
    m_problems->setCheckable(true);
    m_problems->hide();
    m_settings->setCheckable(true);
    m_about->setCheckable(true);
    buildList();
    layOut();
    connect(m_add, &QToolButton::clicked, this, &Sidebar::addWanted);
    connect(m_map, &QToolButton::clicked, this, &Sidebar::mapWanted);
    connect(m_queue, &QToolButton::clicked, this, &Sidebar::queueWanted);
    connect(m_health, &QToolButton::clicked, this, &Sidebar::healthWanted);
    connect(m_problems, &QToolButton::clicked, this, &Sidebar::problemsWanted);
    connect(m_settings, &QToolButton::clicked, this, &Sidebar::settingsWanted);
    connect(m_about, &QToolButton::clicked, this, &Sidebar::aboutWanted);
    setCollapsed(false);
}

QToolButton* Sidebar::makeButton(const QString& iconName, const QString& label, const QString& key) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(iconName));
    button->setIconSize({20, 20});
    button->setText(QStringLiteral("  ") + label);
    button->setAccessibleName(label);
    button->setToolTip(key.isEmpty() ? label : QStringLiteral("%1 (%2)").arg(label, key));
    button->setProperty("row", true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

void Sidebar::buildList() {
    m_list->setAccessibleName(tr("Libraries"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide(); // until there are libraries
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(m_list, &QListView::customContextMenuRequested, this, &Sidebar::openMenu);
    keepCurrentRow(*m_list);
    makeWalkable(*m_list);
    connect(m_list, &QListView::clicked, this, &Sidebar::choose);
    connect(m_list, &QListView::activated, this, &Sidebar::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (m_list->selectionModel()->isSelected(index)) // else the focus is only passing
            choose(index);
    });
    connect(&m_model, &LibraryListModel::renameWanted, this, &Sidebar::renameWanted);
}

void Sidebar::layOut() {
    m_top = new QHBoxLayout;
    m_top->addWidget(m_heading, 1);
    m_top->addWidget(m_menu);
    m_column = new QVBoxLayout(this);
    m_column->setSpacing(2);
    m_column->addLayout(m_top);
    m_column->addSpacing(4);
    m_column->addWidget(m_list, 1); // as high as its rows, while there is room
    m_column->addWidget(m_add);
    m_column->addStretch(0);
    m_column->addWidget(m_map);
    m_column->addWidget(m_queue);
    m_column->addWidget(m_health);
    m_column->addWidget(m_problems);
    m_column->addWidget(m_settings);
    m_column->addWidget(m_about);
}

void Sidebar::setCollapsed(bool collapsed) {
    setFixedWidth(collapsed ? kStrip : kWide);
    m_delegate.setCollapsed(collapsed);
    m_heading->setVisible(!collapsed);
    m_top->setContentsMargins(collapsed ? 0 : 12, 0, 0, 0);
    m_column->setContentsMargins(8, 12, 8, 12);
    for (auto* button : {m_add, m_map, m_queue, m_health, m_problems, m_settings, m_about})
        button->setToolButtonStyle(collapsed ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_menu->setSizePolicy(collapsed ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_list->doItemsLayout();
}

void Sidebar::setProblems(std::size_t count) {
    const QString label = tr("Problems (%1)").arg(countText(count));
    m_problems->setText(QStringLiteral("  ") + label);
    m_problems->setAccessibleName(label);
    m_problems->setToolTip(tr("What could not be read, and why"));
    m_problems->setVisible(count > 0);
}

void Sidebar::setLibraries(const std::vector<Library>& libraries) {
    const QScopedValueRollback quiet(m_quiet, true);
    const QModelIndex current = m_list->currentIndex();
    const LibraryId chosen = current.isValid() ? m_model.library(current.row()).id : 0;
    m_model.setLibraries(libraries);
    if (const int row = m_model.rowOf(chosen); row >= 0 && row != m_list->currentIndex().row())
        m_list->setCurrentIndex(m_model.index(row));
    m_list->setVisible(!libraries.empty());
    m_list->setMaximumHeight(m_model.rowCount() * std::max(0, m_list->sizeHintForRow(0)));
}

void Sidebar::setPlace(Place place, LibraryId library) {
    const QScopedValueRollback quiet(m_quiet, true);
    m_map->setChecked(place == Place::map);
    m_queue->setChecked(place == Place::queue);
    m_health->setChecked(place == Place::health);
    m_problems->setChecked(place == Place::problems);
    m_settings->setChecked(place == Place::settings);
    m_about->setChecked(place == Place::about);
    const int row = place == Place::library ? m_model.rowOf(library) : -1;
    if (row < 0)
        m_list->selectionModel()->clear();
    else
        m_list->setCurrentIndex(m_model.index(row));
}

void Sidebar::choose(const QModelIndex& index) {
    if (!m_quiet && index.isValid())
        Q_EMIT libraryChosen(m_model.library(index.row()).id);
}

void Sidebar::openMenu(QPoint position) {
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return;
    const Library library = m_model.library(index.row());
    const LibraryId id = library.id;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("libraryMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addLocate = [=, this] {
        menu->addAction(lineIcon(QStringLiteral("search")), tr("Locate folder…"), this, [=, this] { Q_EMIT locateWanted(id); });
    };
    if (library.offline) {
        addLocate();
        menu->addSeparator();
    }
    menu->addAction(lineIcon(QStringLiteral("rename")), tr("Rename (F2)"), this,
                    [this, row = index.row()] { m_list->edit(m_model.index(row)); });
    menu->addAction(lineIcon(QStringLiteral("refresh")), tr("Look for changes"), this, [=, this] { Q_EMIT rescanWanted(id); });
    menu->addAction(lineIcon(QStringLiteral("folder")), tr("Show folder"), this, [=, this] { Q_EMIT folderWanted(id); });
    if (!library.offline)
        addLocate();
    menu->addSeparator();
    if (library.missingCount > 0)
        menu->addAction(tr("Forget missing songs (%1)…").arg(countText(library.missingCount)), this,
                        [=, this] { Q_EMIT forgetMissingWanted(id); });
    menu->addAction(lineIcon(QStringLiteral("remove")), tr("Remove… (Delete)"), this, [=, this] { Q_EMIT removeWanted(id); });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

bool Sidebar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const QModelIndex current = m_list->currentIndex();
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete && current.isValid()) {
            Q_EMIT removeWanted(m_model.library(current.row()).id);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace segue::ui
