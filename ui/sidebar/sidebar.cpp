// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/settings/settings.h"
#include "ui/sidebar/sidebar_list.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/words/format.h"

#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kWide = 220;
constexpr int kStrip = 60;
// So many are to be seen also where it is tight; then the whole sidebar scrolls.
constexpr int kFewLibraries = 1;
constexpr int kFewIcons = 2; ///< of libraries, in the strip, where a scroll bar is as wide as a name
constexpr int kFewRows = 3;  ///< of playlists

} // namespace

Sidebar::Sidebar(QMenu* mainMenu, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_heading(makeHeading(tr("LIBRARY")))
    , m_playlistHeading(makeHeading(tr("PLAYLISTS")))
    , m_scroll(new QScrollArea(this))
    , m_menu(new QToolButton(this))
    , m_list(new SidebarList(m_libraryRows, tr("Libraries"), this))
    , m_playlistList(new SidebarList(m_playlistRows, tr("Playlists"), this))
    , m_new(new QToolButton(this))
    , m_add(makeButton(QStringLiteral("add"), tr("Add library"), QStringLiteral("Ctrl+O")))
    , m_spotify(new SpotifySection(this))
    , m_problems(makeButton(QStringLiteral("warning"), tr("Problems"), {})) {
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    m_menu->setIcon(lineIcon(QStringLiteral("menu")));
    m_menu->setIconSize({20, 20});
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setMenu(mainMenu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_new->setIcon(lineIcon(QStringLiteral("add")));
    m_new->setIconSize({16, 16});
    m_new->setToolTip(tr("New playlist (Ctrl+N), folder or rules, or a playlist file"));
    m_new->setAccessibleName(tr("New playlist"));
    auto* menu = new QMenu(m_new);
    addNewActions(*menu, 0);
    m_new->setMenu(menu);
    m_new->setPopupMode(QToolButton::InstantPopup);
    m_buttons = {{Place::map, makeButton(QStringLiteral("map"), tr("Map"), QStringLiteral("Ctrl+G"))},
                 {Place::queue, makeButton(QStringLiteral("queue"), tr("Queue"), QStringLiteral("Ctrl+U"))},
                 {Place::health, makeButton(QStringLiteral("health"), tr("Library health"), {})},
                 {Place::problems, m_problems},
                 {Place::settings, makeButton(QStringLiteral("settings"), tr("Settings"), QStringLiteral("Ctrl+,"))},
                 {Place::about, makeButton(QStringLiteral("about"), tr("About"), QStringLiteral("F1"))}};
    for (const auto& [place, button] : m_buttons)
        button->setCheckable(true);
    m_problems->hide();
    m_list->hide(); // until there are libraries
    layOut();
    connectList(*m_list);
    connectList(*m_playlistList);
    connectSpotify();
    connect(m_list, &SidebarList::moveWanted, this, &Sidebar::moveLibrary);
    connect(m_playlistList, &SidebarList::moveWanted, this, &Sidebar::movePlaylist);
    connect(m_add, &QToolButton::clicked, this, &Sidebar::addWanted);
    connect(m_buttons.at(Place::map), &QToolButton::clicked, this, &Sidebar::mapWanted);
    connect(m_buttons.at(Place::queue), &QToolButton::clicked, this, &Sidebar::queueWanted);
    connect(m_buttons.at(Place::health), &QToolButton::clicked, this, &Sidebar::healthWanted);
    connect(m_problems, &QToolButton::clicked, this, &Sidebar::problemsWanted);
    connect(m_buttons.at(Place::settings), &QToolButton::clicked, this, &Sidebar::settingsWanted);
    connect(m_buttons.at(Place::about), &QToolButton::clicked, this, &Sidebar::aboutWanted);
    readLayout();
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

QLabel* Sidebar::makeHeading(const QString& words) {
    auto* heading = new QLabel(words, this);
    QFont small = scaledFont(font(), 0.82, QFont::DemiBold);
    small.setLetterSpacing(QFont::PercentageSpacing, 108);
    heading->setFont(small);
    heading->setProperty("muted", true);
    return heading;
}

void Sidebar::connectList(SidebarList& list) {
    const auto& model = &list == m_list ? m_libraryRows : m_playlistRows;
    connect(&list, &SidebarList::chosen, this, &Sidebar::choose);
    connect(&list, &QListView::clicked, this, [this, &list, &model](const QModelIndex& index) {
        const SidebarRow row = model.row(index.row());
        choose(row);
        if (row.kind != SidebarRow::Kind::folder)
            return;
        Q_EMIT list.foldWanted(row);
        Q_EMIT strayed();
    });
    connect(&list, &SidebarList::dragged, this, &Sidebar::strayed);
    for (const bool isUndo : {true, false}) {
        const auto key = QKeySequence(isUndo ? Qt::CTRL | Qt::Key_Z : Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
        auto* shortcut = new QShortcut(key, &list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, isUndo ? &Sidebar::undoWanted : &Sidebar::redoWanted);
    }
    connect(&list, &SidebarList::removeWanted, this, &Sidebar::remove);
    connect(&list, &SidebarList::menuWanted, this, [this, &model](int row, QPoint position) { openMenu(model, row, position); });
    connect(&list, &SidebarList::foldWanted, this, &Sidebar::turn);
    connect(&list, &SidebarList::songsDropped, this,
            [this](const SidebarRow& row, const std::vector<TrackId>& songs) { Q_EMIT songsDropped(row.id, songs); });
    connect(&model, &SidebarModel::renameWanted, this, [this](const SidebarRow& row, const QString& name) {
        if (row.isPlaylist())
            Q_EMIT renamePlaylistWanted(row.id, name);
        else
            Q_EMIT renameWanted(row.id, name);
    });
}

void Sidebar::layOut() {
    m_top = new QHBoxLayout;
    m_top->addWidget(m_heading, 1);
    m_top->addWidget(m_menu);
    m_middle = new QHBoxLayout;
    m_middle->addWidget(m_playlistHeading, 1);
    m_middle->addWidget(m_new);
    for (auto* list : {m_list, m_playlistList})
        list->setMinimumWidth(1); // in the strip of icons there is less room than a list asks for
    auto* inner = new QWidget(m_scroll);
    m_column = new QVBoxLayout(inner);
    m_column->setSpacing(2);
    m_column->addLayout(m_top);
    m_column->addSpacing(4);
    m_column->addWidget(m_list, 2); // as high as its rows, while there is room
    m_column->addWidget(m_add);
    m_column->addSpacing(6);
    m_column->addWidget(m_spotify, 2);
    m_column->addSpacing(6);
    m_column->addLayout(m_middle);
    m_column->addWidget(m_playlistList, 3);
    m_column->addStretch(0);
    for (const auto& [place, button] : m_buttons)
        m_column->addWidget(button);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(inner);
    for (auto* clear : {inner, m_scroll->viewport()})
        clear->setAutoFillBackground(false); // the sidebar's own
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_scroll);
}

void Sidebar::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? kStrip : kWide);
    m_scroll->setVerticalScrollBarPolicy(collapsed ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded); // no room beside the icons
    m_heading->setVisible(!collapsed);
    m_playlistHeading->setVisible(!collapsed);
    m_top->setContentsMargins(collapsed ? 0 : 12, 0, 0, 0);
    m_middle->setContentsMargins(collapsed ? 0 : 12, 0, 0, 0);
    m_column->setContentsMargins(8, 12, 8, 12);
    m_add->setToolButtonStyle(collapsed ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    for (const auto& [place, button] : m_buttons)
        button->setToolButtonStyle(collapsed ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    for (auto* button : {m_menu, m_new})
        button->setSizePolicy(collapsed ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_list->setCollapsed(collapsed);
    m_playlistList->setCollapsed(collapsed);
    m_spotify->setCollapsed(collapsed);
    showRows();
}

void Sidebar::setProblems(std::size_t count) {
    const QString label = tr("Problems (%1)").arg(countText(count));
    m_problems->setText(QStringLiteral("  ") + label);
    m_problems->setAccessibleName(label);
    m_problems->setToolTip(tr("What could not be read, and why"));
    m_problems->setVisible(count > 0);
}

QListView& Sidebar::list() { return *m_list; }

QListView& Sidebar::playlists() { return *m_playlistList; }

void Sidebar::setLibraries(const std::vector<Library>& libraries) {
    m_libraries = libraries;
    showRows();
}

void Sidebar::setPlaylists(const std::vector<Playlist>& playlists) {
    m_allPlaylists = playlists;
    showRows();
    if (!m_editsNext)
        return;
    for (const Playlist& one : playlists) {
        const int row = m_playlistRows.rowOf(QStringLiteral("playlist/%1").arg(one.id));
        if (m_known.contains(one.id) || row < 0)
            continue;
        m_editsNext = false;
        m_playlistList->setCurrentIndex(m_playlistRows.index(row));
        m_playlistList->setFocus();
        m_playlistList->edit(m_playlistRows.index(row));
        return;
    }
}

void Sidebar::setSpotify(const std::vector<SpotifySource>& sources) {
    m_spotify->setSources(sources);
    showRows();
}

void Sidebar::editNext() {
    m_editsNext = true;
    m_known.clear();
    for (const Playlist& one : m_allPlaylists)
        m_known.insert(one.id);
}

/// What is chosen stays chosen, though it has another place now.
void Sidebar::showRows() {
    const QScopedValueRollback quiet(m_quiet, true);
    const auto show = [](SidebarList& list, SidebarModel& model, std::vector<SidebarRow> rows) {
        const QModelIndex current = list.currentIndex();
        const bool wasChosen = current.isValid() && list.selectionModel()->isSelected(current);
        const QString key = current.isValid() ? model.row(current.row()).key() : QString();
        model.setRows(std::move(rows));
        if (const int row = model.rowOf(key); wasChosen && row >= 0 && row != list.currentIndex().row())
            list.setCurrentIndex(model.index(row));
        list.setMaximumHeight(list.wholeHeight());
    };
    show(*m_list, m_libraryRows, libraryRows(m_libraries, m_allPlaylists, m_layout));
    show(*m_playlistList, m_playlistRows, playlistRows(m_allPlaylists, m_layout));
    m_spotify->showRows(m_layout);
    m_spotify->setVisible((!m_libraries.empty() || !m_spotify->sources().empty()) && !m_layout.hidden.contains(kSpotifyKey));
    m_list->setVisible(m_libraryRows.rowCount() > 0);
    m_list->setMinimumHeight(std::min(m_collapsed ? kFewIcons : kFewLibraries, m_libraryRows.rowCount()) *
                             std::max(0, m_list->sizeHintForRow(0)));
    const bool hasPlaylists = !m_libraries.empty() || m_playlistRows.rowCount() > 0;
    m_playlistHeading->setVisible(hasPlaylists && !m_collapsed);
    m_new->setVisible(hasPlaylists);
    m_playlistList->setVisible(m_playlistRows.rowCount() > 0);
    const int few = std::min(kFewRows, m_playlistRows.rowCount());
    m_playlistList->setMinimumHeight(few == 0 ? 0 : few * m_playlistList->sizeHintForRow(0));
    for (const auto& [place, button] : m_buttons)
        if (place == Place::map || place == Place::queue || place == Place::health)
            button->setVisible(!m_layout.hidden.contains(button->accessibleName()));
}

void Sidebar::setPlace(Place place, std::int64_t id, SpotifyListId within) {
    const QScopedValueRollback quiet(m_quiet, true);
    for (const auto& [one, button] : m_buttons)
        button->setChecked(one == place);
    const QString library =
        SidebarRow{.kind = id == kAllMusic ? SidebarRow::Kind::allMusic : SidebarRow::Kind::library, .id = id}.key();
    const QString playlist = QStringLiteral("playlist/%1").arg(id);
    const auto mark = [](SidebarList& list, const SidebarModel& model, const QString& key) {
        const int row = model.rowOf(key);
        if (list.isEditing())
            return; // a new row is being given its name
        if (row < 0)
            list.selectionModel()->clear();
        else if (list.currentIndex().row() != row || !list.selectionModel()->isSelected(list.currentIndex()))
            list.setCurrentIndex(model.index(row));
    };
    mark(*m_list, m_libraryRows, place == Place::library ? library : place == Place::playlist ? playlist : QString());
    mark(*m_playlistList, m_playlistRows, place == Place::playlist ? playlist : QString());
    m_spotify->mark(place == Place::spotify ? id : 0, within);
}

void Sidebar::choose(const SidebarRow& row) {
    if (m_quiet || row.kind == SidebarRow::Kind::folder)
        return;
    if (row.isPlaylist())
        Q_EMIT playlistChosen(row.id);
    else
        Q_EMIT libraryChosen(row.id);
}

void Sidebar::remove(const SidebarRow& row) {
    if (row.kind == SidebarRow::Kind::library)
        Q_EMIT removeWanted(row.id);
    else if (row.isPlaylist() && row.kind != SidebarRow::Kind::file)
        Q_EMIT removePlaylistWanted(row.id);
}

const Library* Sidebar::library(LibraryId id) const {
    const auto found = std::ranges::find(m_libraries, id, &Library::id);
    return found == m_libraries.end() ? nullptr : &*found;
}

const Playlist* Sidebar::playlist(PlaylistId id) const {
    const auto found = std::ranges::find(m_allPlaylists, id, &Playlist::id);
    return found == m_allPlaylists.end() ? nullptr : &*found;
}

} // namespace segue::ui
