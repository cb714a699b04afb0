// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_pane.h"

#include "ui/browse/album_strip.h"
#include "ui/browse/group_header.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/library_banner.h"
#include "ui/songs/playlist_strip.h"
#include "ui/songs/song_table_view.h"
#include "ui/songs/visible_songs.h"
#include "ui/words/format.h"
#include "ui/words/library_text.h"
#include "ui/words/search_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QStackedLayout>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

constexpr int kRoomForViews = 520; ///< of the names of all views and the filter, side by side

} // namespace

SongPane::SongPane(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_view(new SongTableView(m_model, settings, this))
    , m_name(new ElidedLabel(this))
    , m_count(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_hint(new QLabel(this))
    , m_empty(new EmptyState(this))
    , m_banner(new LibraryBanner(this))
    , m_strip(new PlaylistStrip(this))
    , m_browse(new BrowseDesk(m_model, settings, this))
    , m_head(new QVBoxLayout)
    , m_title(new QHBoxLayout)
    , m_tools(new QHBoxLayout)
    , m_body(new QStackedLayout) {
    m_name->setFont(scaledFont(font(), 1.5, QFont::Bold));
    m_count->setProperty("muted", true);
    m_filter->setPlaceholderText(tr("Filter songs"));
    m_filter->setAccessibleName(tr("Filter songs"));
    m_filter->setToolTip(searchHelp());
    m_hint->setWordWrap(true);
    m_hint->setProperty("muted", true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->hide();
    m_filter->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->setClearButtonEnabled(true);
    m_head->setContentsMargins(16, 16, 16, 8);
    m_head->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_head);
    column->addWidget(m_strip);
    column->addWidget(m_browse->header());
    auto* albums = new QHBoxLayout;
    albums->setContentsMargins(8, 0, 8, 0);
    albums->addWidget(m_browse->albumStrip());
    column->addLayout(albums);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(8, 0, 0, 0);
    body->addLayout(m_body);
    column->addLayout(body, 1);
    column->addWidget(m_banner);                                          // below, so that no row moves when it comes
    m_empty->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // hidden it must take no room from the banner
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
    m_body->addWidget(m_browse->browser());
    layOut();

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_view->setFilter(words);
        m_browse->takeFilter();
        showState();
    });
    connectBrowsing();
    for (const bool isUndo : {true, false}) { // of the playlists, also where none is shown: one was removed just now
        const auto key = QKeySequence(isUndo ? Qt::CTRL | Qt::Key_Z : Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
        auto* shortcut = new QShortcut(key, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_strip, isUndo ? &PlaylistStrip::undoWanted : &PlaylistStrip::redoWanted);
    }
    m_filter->installEventFilter(this);
    setTabOrder(m_filter, m_browse->albumStrip());
    setTabOrder(m_browse->albumStrip(), m_view);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_model.rowCount() == 0)
            return;
        choose(0);
        Q_EMIT playWanted(0);
    });
    connect(m_view, &SongTableView::selectionCounted, this, [this](int rows) {
        m_selected = rows;
        showCount();
    });
    connect(m_view, &SongTableView::typed, this, [this](const QString& letters) {
        m_filter->setFocus();
        m_filter->insert(letters);
    });
    connect(new VisibleSongs(*m_view, m_model, this), &VisibleSongs::changed, this, &SongPane::visibleSongsChanged);
    connect(m_view, &SongTableView::trackChosen, this, &SongPane::trackChosen);
    connect(m_view, &SongTableView::clickedTrack, this, &SongPane::clickedTrack);
    connect(m_view, &SongTableView::playWanted, this, &SongPane::playWanted);
    connect(m_view, &SongTableView::menuWanted, this, &SongPane::menuWanted);
    connect(m_view, &SongTableView::rateWanted, this, &SongPane::rateWanted);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (!clearFilter())
            Q_EMIT rescanWanted();
    });
}

void SongPane::connectBrowsing() {
    connect(m_browse, &BrowseDesk::changed, this, &SongPane::showState);
    connect(m_browse, &BrowseDesk::opening, this, [this] {
        m_outerFilter = m_filter->text();
        m_filter->clear();
    });
    connect(m_browse, &BrowseDesk::goingOn, this, [this] {
        m_filter->clear(); // it was of the one before
        if (m_browse->albumStrip()->hasFocus())
            m_view->setFocus();
    });
    connect(m_browse, &BrowseDesk::left, this, [this] { m_filter->setText(std::exchange(m_outerFilter, {})); });
    connect(m_browse, &BrowseDesk::playOpenWanted, this, [this] {
        if (m_model.rowCount() > 0)
            Q_EMIT playWanted(0);
    });
}

bool SongPane::leaveGroup() {
    if (!m_browse->leave())
        return false;
    if (m_browse->isBrowsing())
        m_browse->first()->setFocus();
    else if (m_browse->albumStrip()->isVisible()) // back at the artist, and at the album that was left
        m_browse->albumStrip()->setFocus();
    return true;
}

void SongPane::layOut() {
    m_title->addWidget(m_name, 1);
    m_tools->setSpacing(8);
    m_tools->addWidget(m_browse->viewSwitch());
    m_tools->addStretch(1);
    m_head->addLayout(m_title);
    m_head->addLayout(m_tools);
    m_head->addWidget(m_hint);
    fitHead();
}

/// The filter beside the name, and the count beneath it; where it is tight the other way round.
void SongPane::fitHead() {
    constexpr int kFilter = 240;
    const bool isTight = width() < kRoomForViews;
    m_browse->viewSwitch()->setCompact(isTight);
    m_filter->setMinimumWidth(isTight ? 90 : kFilter);
    m_filter->setMaximumWidth(isTight ? QWIDGETSIZE_MAX : kFilter);
    if (m_isTight == isTight)
        return;
    m_isTight = isTight;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_filter, m_count}) {
        m_title->removeWidget(widget);
        m_tools->removeWidget(widget);
    }
    m_title->addWidget(isTight ? static_cast<QWidget*>(m_count) : m_filter);
    m_tools->addWidget(isTight ? static_cast<QWidget*>(m_filter) : m_count, isTight ? 1000 : 0); // all the room that it may take
}

void SongPane::resizeEvent(QResizeEvent* event) {
    fitHead();
    QWidget::resizeEvent(event);
}

void SongPane::setNarrow(bool narrow) { m_view->setNarrow(narrow); }

void SongPane::setLibrary(const Library& library) {
    const bool another = library.id != m_library.id;
    m_library = library;
    m_name->setFullText(text(library.name));
    m_banner->setLibrary(library);
    if (another) {
        m_loaded = false;
        m_filter->clear();
        m_outerFilter.clear();
        m_view->setTracks({});
    }
    m_browse->setLibrary(library);
    showState();
}

void SongPane::setPlaylist(const std::optional<Playlist>& playlist) {
    m_strip->setPlaylist(playlist);
    m_view->setChangeable(playlist && playlist->kind == PlaylistKind::songs);
    if (m_loaded)
        m_strip->showFacts(m_model);
    showState();
}

void SongPane::setOffline(std::vector<LibraryId> libraries) { m_model.setOffline(std::move(libraries)); }

void SongPane::setTracks(const SongList& tracks) {
    m_view->setTracks(tracks);
    takenSongs();
}

void SongPane::setPlaylistSongs(const SongList& songs, std::vector<PlaylistEntryId> entries) {
    m_view->setPlaylist(songs, std::move(entries));
    takenSongs();
}

void SongPane::setChosenSongs(const SongList& songs, std::vector<SongOrder::Index> chosen) {
    m_view->setChosenOf(songs, std::move(chosen));
    takenSongs();
}

void SongPane::takenSongs() {
    m_loaded = true;
    m_strip->showFacts(m_model);
    m_browse->takeSongs();
    showState();
}

void SongPane::applyChanges(const std::vector<Track>& tracks) {
    m_view->applyChanges(tracks);
    m_browse->takeChanges();
    showState();
}

void SongPane::removeTracks(const std::vector<TrackId>& ids) {
    m_view->removeTracks(ids);
    m_browse->takeChanges();
    showState();
}

void SongPane::setPlaying(TrackId track, bool isHeard) { m_model.setPlaying(track, isHeard); }

void SongPane::setBusy(bool scanning) {
    if (scanning == m_busy)
        return;
    m_busy = scanning;
    showState();
}

void SongPane::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void SongPane::focusTable() {
    m_view->setFocus();
    if (m_view->selectedRows().empty() && m_model.rowCount() > 0)
        choose(std::max(0, m_view->currentIndex().row()));
}

void SongPane::showSongs() {
    m_filter->clear();
    m_outerFilter.clear();
    m_browse->showSongs();
}

void SongPane::choose(int row) {
    m_view->setFocus();
    m_view->chooseTrack(m_model.idOf(row));
}

std::vector<int> SongPane::rowsAtHand() const {
    auto rows = m_view->selectedRows();
    if (rows.empty() && m_model.rowCount() > 0)
        rows.push_back(std::max(0, m_view->currentIndex().row()));
    return rows;
}

/// Down leads from the filter to the first of the songs found.
bool SongPane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_filter && event->type() == QEvent::KeyPress && m_model.rowCount() > 0) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down && !(key->modifiers() & ~Qt::KeypadModifier)) {
            choose(0);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SongPane::setFilter(const QString& words) { m_filter->setText(words); }

QString SongPane::filter() const { return m_model.filtered() ? m_filter->text().trimmed() : QString(); }

bool SongPane::clearFilter() {
    if (!m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (!m_filter->hasFocus())
        return false;
    focusTable(); // out of a field that is empty
    return true;
}

void SongPane::showCount() {
    const auto shown = static_cast<std::size_t>(m_model.rowCount());
    const auto all = m_model.trackCount();
    QString words = m_browse->isBrowsing()                      ? m_browse->countText()
                    : m_browse->isOpen() && !m_model.filtered() ? songsText(shown)
                    : m_model.filtered()                        ? tr("%1 of %2").arg(countText(shown), songsText(all))
                                                                : allText();
    if (m_selected > 1)
        words = tr("%1 · %2 chosen").arg(words, countText(static_cast<std::size_t>(m_selected)));
    m_count->setText(words);
    m_count->setVisible(m_loaded);
}

QString SongPane::allText() const {
    const auto all = m_model.trackCount();
    const auto missing = std::min(m_library.missingCount, all);
    return missing == 0 ? songsText(all) : songsText(all - missing) + QStringLiteral(", ") + missingText(missing);
}

void SongPane::showHint() {
    const QString hint = searchHint(m_model.filterProblems(), m_model.forgivenWords());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_filter->setAccessibleDescription(hint);
}

void SongPane::showState() {
    const auto shown = static_cast<std::size_t>(m_model.rowCount());
    showCount();
    showHint();
    if (m_startable != (shown > 0)) {
        m_startable = shown > 0;
        Q_EMIT startable(m_startable);
    }
    if (m_browse->isBrowsing() && (!m_browse->isEmpty() || !m_loaded)) {
        m_body->setCurrentWidget(m_browse->browser());
        return;
    }
    const bool listing = !m_browse->isBrowsing() && (shown > 0 || !m_loaded);
    m_body->setCurrentWidget(listing ? static_cast<QWidget*>(m_view) : m_empty);
    if (listing)
        return;
    if (m_browse->isBrowsing() && shown > 0)
        return m_empty->explain(QStringLiteral("library"), tr("Nothing to show here"),
                                tr("The tags of these songs name none. They are all under Songs."));
    const QString folder = pathText(m_library.root);
    if (m_model.filtered() && m_model.trackCount() > 0)
        m_empty->explain(QStringLiteral("search"), tr("No song matches “%1”").arg(m_filter->text()),
                         tr("Titles, artists, albums and genres were searched."), tr("Clear the filter"));
    else if (explainEmptyPlaylist())
        return;
    else if (m_busy)
        m_empty->explain(QStringLiteral("waiting"), tr("Looking for songs"), tr("They appear here as they are found."));
    else if (m_library.offline)
        m_empty->explain(QStringLiteral("offline"), tr("No songs are known"), tr("They appear when the folder is back."));
    else
        m_empty->explain(QStringLiteral("library"), tr("No songs here yet"),
                         m_library.root.empty() ? tr("Segue found no music in any library.")
                                                : tr("Segue found no music in %1. Put some there, then look again.").arg(folder),
                         tr("Look again"));
}

bool SongPane::explainEmptyPlaylist() {
    const auto& playlist = m_strip->playlist();
    if (!playlist)
        return false;
    if (playlist->kind == PlaylistKind::rules)
        m_empty->explain(QStringLiteral("rules"), tr("No song meets these rules"), tr("Songs appear here as soon as some do."));
    else if (playlist->kind == PlaylistKind::file)
        m_empty->explain(QStringLiteral("playlist"), tr("No songs in this file"), pathText(playlist->path));
    else
        m_empty->explain(QStringLiteral("playlist"), tr("No songs in this playlist yet"),
                         tr("Drag songs onto its name, or choose “Add to playlist” in the menu of a song."));
    return true;
}

} // namespace segue::ui
