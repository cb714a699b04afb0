// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_page.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/escape_clears.h"
#include "ui/kit/icons.h"
#include "ui/kit/link_label.h"
#include "ui/spotify/player_bar.h"
#include "ui/spotify/spotify_strip.h"
#include "ui/spotify/spotify_view.h"
#include "ui/words/format.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kRoomForOneRow = 640; ///< px of the page: list, link, filter and button side by side

} // namespace

SpotifyPage::SpotifyPage(QWidget* parent)
    : Page(tr("Spotify"), new QWidget, parent)
    , m_view(new SpotifyView(m_model, this))
    , m_strip(new SpotifyStrip(this))
    , m_player(new PlayerBar(this))
    , m_empty(new EmptyState(this))
    , m_choice(new ChoiceBox(this))
    , m_count(new ElidedLabel(this))
    , m_link(new LinkLabel(this))
    , m_filter(new QLineEdit(this))
    , m_wanted(new QPushButton(tr("Wanted list…"), this))
    , m_control(new QPushButton(tr("Player…"), this))
    , m_tools(new QWidget(this)) {
    buildTools();
    layOut();
    connect(m_strip, &SpotifyStrip::actWanted, this, [this](SpotifyAct act) { Q_EMIT actWanted(act, m_source.id); });
    connect(m_view, &SpotifyView::openWanted, this, &SpotifyPage::open);
    connect(m_view, &SpotifyView::linkWanted, this, &SpotifyPage::openLink);
    connect(m_view, &SpotifyView::menuWanted, this, &SpotifyPage::menuWanted);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (m_source.id == 0)
            Q_EMIT importWanted();
        else if (m_model.isFiltered() && m_model.rowsInAll() > 0)
            m_filter->clear();
        else if (const QString link = spotifyLink(m_list); !link.isEmpty())
            Q_EMIT openWanted(spotifyAddress(m_list.uri), link);
    });
    connect(m_empty, &EmptyState::otherClicked, this, &SpotifyPage::connectWanted);
    setFirst(m_view);
    showState();
}

void SpotifyPage::buildTools() {
    m_choice->setAccessibleName(tr("List"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setMaximumWidth(280);
    connect(m_choice, &ChoiceBox::activated, this,
            [this](int row) { showList(m_source.id, m_choice->itemData(row).toLongLong()); });
    m_count->setProperty("muted", true);
    m_count->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_link->setFullText(tr("OPEN SPOTIFY"));
    m_link->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed); // whole; the count is what gives way
    connect(m_link, &LinkLabel::activated, this, [this] { Q_EMIT openWanted(spotifyAddress(m_list.uri), spotifyLink(m_list)); });
    m_filter->setPlaceholderText(tr("Filter this list"));
    m_filter->setAccessibleName(tr("Filter this list"));
    m_filter->setToolTip(tr("Words in title, artist or album (Ctrl+F)"));
    m_filter->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->setClearButtonEnabled(true);
    clearOnEscape(*m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model.setFilter(words);
        showState();
    });
    m_wanted->setToolTip(tr("What is liked on Spotify and not in your music, by album"));
    m_wanted->setAccessibleName(tr("Wanted list"));
    connect(m_wanted, &QPushButton::clicked, this, [this] { Q_EMIT wantedListWanted(m_source.id); });
    m_control->setToolTip(tr("Whether Segue may control Spotify’s own player"));
    m_control->setAccessibleName(tr("Control of Spotify’s player"));
    connect(m_control, &QPushButton::clicked, this, &SpotifyPage::playerWanted);
    auto* copy = new QAction(tr("Copy links"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_view->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] { copyLinks(m_view->currentIndex().row()); });
}

void SpotifyPage::layOut() {
    auto* which = new QHBoxLayout;
    which->setSpacing(10);
    which->addWidget(m_choice);
    which->addWidget(m_count);
    which->addWidget(m_link);
    which->addStretch(1);
    auto* finding = new QHBoxLayout;
    finding->setSpacing(8);
    finding->addWidget(m_filter, 1);
    finding->addWidget(m_wanted);
    finding->addWidget(m_control);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, m_tools);
    m_rows->setContentsMargins(16, 0, 16, 8);
    m_rows->setSpacing(8);
    m_rows->addLayout(which, 1);
    m_rows->addLayout(finding, 1);
    m_body = new QStackedLayout;
    m_body->addWidget(m_view);
    m_body->addWidget(m_empty);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(8, 0, 8, 0);
    body->addLayout(m_body);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_player);
    column->addWidget(m_tools);
    column->addLayout(body, 1);
}

void SpotifyPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fit();
}

void SpotifyPage::fit() {
    const bool isNarrow = width() < kRoomForOneRow;
    m_rows->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_choice->setMaximumWidth(isNarrow ? 180 : 280);
}

/// A list that goes by another number after an import or a sync is the same list if it is called the same.
void SpotifyPage::setSources(const std::vector<SpotifySource>& sources) {
    m_sources = sources;
    const auto found = std::ranges::find(m_sources, m_source.id, &SpotifySource::id);
    if (found == m_sources.end()) {
        const bool wasShown = m_source.id != 0;
        m_source = {};
        m_player->showPlayer({});
        m_list = {};
        m_model.setRows({}, false);
        fillChoice();
        showState();
        if (wasShown)
            Q_EMIT placeChanged();
        return;
    }
    const bool areOthers = found->lists != m_source.lists;
    m_source = *found;
    if (areOthers) {
        const auto same = std::ranges::find_if(m_source.lists, [this](const SpotifyList& list) {
            return list.kind == m_list.kind && (list.kind != SpotifyListKind::playlist ||
                                                (m_list.uri.empty() ? list.name == m_list.name : list.uri == m_list.uri));
        });
        fillChoice();
        setList(same != m_source.lists.end() && m_list.id != 0 ? *same
                : m_source.lists.empty()                       ? SpotifyList{}
                                                               : m_source.lists.front());
    }
    showState();
}

void SpotifyPage::showList(SpotifySourceId source, SpotifyListId list) {
    const auto found = std::ranges::find(m_sources, source, &SpotifySource::id);
    if (found == m_sources.end())
        return;
    const bool isOther = m_source.id != source;
    m_source = *found;
    if (isOther) {
        m_player->showPlayer({.source = source}); // until it is told
        fillChoice();
        m_list = {};
    }
    const auto named = std::ranges::find(m_source.lists, list == 0 ? m_list.id : list, &SpotifyList::id);
    setList(named != m_source.lists.end() ? *named : m_source.lists.empty() ? SpotifyList{} : m_source.lists.front());
    showState();
}

/// The filter goes with the list that it was typed for.
void SpotifyPage::setList(const SpotifyList& list) {
    const bool isOther = list.id != m_list.id || list.kind != m_list.kind;
    m_list = list;
    if (isOther) {
        m_isLoaded = false;
        m_model.setRows({}, list.kind == SpotifyListKind::albums);
        m_filter->clear();
        m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    }
    m_choice->setCurrentIndex(m_choice->findData(QVariant::fromValue<qlonglong>(m_list.id)));
    reload();
    Q_EMIT placeChanged();
}

void SpotifyPage::reload() {
    if (m_list.id != 0 && m_list.state == SpotifyListState::contents)
        Q_EMIT rowsWanted(m_source.id, m_list.id);
}

void SpotifyPage::fillChoice() {
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    const QString icons[] = {QStringLiteral("heart"), QStringLiteral("album"), QStringLiteral("playlist")};
    for (const SpotifyList& list : m_source.lists)
        m_choice->addItem(lineIcon(icons[static_cast<std::size_t>(list.kind)]), spotifyListName(list),
                          QVariant::fromValue<qlonglong>(list.id));
}

void SpotifyPage::takeRows(const SpotifyListLoaded& event) {
    if (event.source != m_source.id || event.list != m_list.id)
        return;
    m_isLoaded = true;
    m_model.setRows(event.rows, m_list.kind == SpotifyListKind::albums);
    m_view->fit();
    showState();
}

void SpotifyPage::showState() {
    setHeading(m_source.id == 0 ? tr("Spotify") : spotifyName(m_source));
    m_strip->setVisible(m_source.id != 0);
    m_strip->showSource(m_source);
    m_tools->setVisible(m_list.id != 0);
    m_control->setVisible(m_source.kind == SpotifyKind::account && !m_player->isAllowed());
    m_link->setVisible(!spotifyLink(m_list).isEmpty());
    m_link->setPurpose(tr("Open this list on Spotify: %1").arg(spotifyLink(m_list)));
    const auto shown = static_cast<std::size_t>(m_model.rowCount());
    m_count->setFullText(m_model.isFiltered() ? tr("%1 of %2").arg(countText(shown), countText(m_model.rowsInAll()))
                                              : spotifyListCount(m_list));
    m_filter->setEnabled(m_list.state == SpotifyListState::contents);
    explain();
    const bool isWaiting = m_list.id != 0 && m_list.state == SpotifyListState::contents && !m_isLoaded;
    m_body->setCurrentWidget(shown > 0 || isWaiting ? static_cast<QWidget*>(m_view) : m_empty);
}

/// What is there instead of rows.
void SpotifyPage::explain() {
    const auto icon = QStringLiteral("cloud");
    if (m_source.id == 0)
        return m_empty->explain(
            icon, tr("What you have on Spotify"),
            tr("See your liked songs, albums and playlists here, which of them are in your own music, and which "
               "you still want. Import the files that Spotify sends you when you ask for your data, or connect "
               "an account. Nothing of it is mixed with your libraries."),
            tr("Import my data…"), tr("Connect an account…"));
    if (m_list.id == 0)
        return m_empty->explain(icon, tr("There is nothing of “%1” yet").arg(spotifyName(m_source)),
                                isSpotifyBusy(m_source.state) ? tr("Its lists come when they have been read.")
                                                              : tr("The line above says why, and what can be done about it."));
    if (m_list.state != SpotifyListState::contents)
        return m_empty->explain(m_list.state == SpotifyListState::notAvailable ? QStringLiteral("offline") : icon,
                                spotifyListTitle(m_list), spotifyListSentence(m_list),
                                spotifyLink(m_list).isEmpty() ? QString() : tr("OPEN SPOTIFY"));
    if (m_model.isFiltered() && m_model.rowsInAll() > 0)
        return m_empty->explain(QStringLiteral("search"), tr("Nothing in this list has these words"),
                                tr("Titles, artists and albums were looked through."), tr("Show all"));
    m_empty->explain(icon, tr("There is nothing in this list"), {});
}

void SpotifyPage::findRow() {
    if (m_filter->isVisible() && m_filter->isEnabled()) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    }
}

/// Where it is a song of the listener's own, that is what is meant.
void SpotifyPage::open(int row) {
    const SpotifyRow& one = m_model.row(row);
    const bool isHere = !one.tracks.empty() && one.match != SpotifyMatch::none && one.match != SpotifyMatch::several;
    if (isHere)
        Q_EMIT playWanted(one);
    else
        openLink(row);
}

void SpotifyPage::openLink(int row) {
    const SpotifyRow& one = m_model.row(row);
    if (const QString link = spotifyLink(one); !link.isEmpty())
        Q_EMIT openWanted(spotifyAddress(one.uri), link);
}

/// All chosen rows, if the row is one of them.
std::vector<int> SpotifyPage::meantRows(int row) const {
    auto rows = m_view->chosenRows();
    return std::ranges::find(rows, row) == rows.end() ? std::vector{row} : rows;
}

void SpotifyPage::copyLinks(int row) {
    if (row < 0)
        return;
    QStringList links;
    for (const int one : meantRows(row))
        if (const QString link = spotifyLink(m_model.row(one)); !link.isEmpty())
            links << link;
    if (!links.isEmpty())
        QGuiApplication::clipboard()->setText(links.join(QLatin1Char('\n')));
}

void SpotifyPage::showPlayer(const SpotifyPlayer& player) {
    m_player->showPlayer(player);
    showState();
}

SpotifyPlay SpotifyPage::playOf(int row) const {
    std::vector<SpotifyRow> shown;
    std::vector<std::size_t> chosen;
    if (row < 0 || row >= m_model.rowCount())
        return {};
    const auto meant = meantRows(row);
    const int first = std::ranges::min(meant);
    const int last = meant.size() > 1 ? std::ranges::max(meant) : m_model.rowCount() - 1;
    constexpr int kMostRows = 2000; // more than are ever played, though not all can be
    for (int one = first; one <= last && one < first + kMostRows; ++one)
        shown.push_back(m_model.row(one));
    for (const int one : meant)
        chosen.push_back(static_cast<std::size_t>(one - first));
    return spotifyPlayOf(m_list, shown, chosen);
}

void SpotifyPage::openMenu(int row, QPoint position, const std::vector<SpotifyMenu::Candidate>& candidates) {
    if (row < 0 || row >= m_model.rowCount())
        return;
    const SpotifyRow meant = m_model.row(row);
    const auto chosen = m_view->chosenRows();
    auto* menu = new SpotifyMenu(meant, candidates, std::ranges::find(chosen, row) == chosen.end() ? 1 : chosen.size(), this);
    if (m_player->isAllowed() && !isNothing(playOf(row)))
        menu->offerSpotify(meantRows(row).size());
    connect(menu, &SpotifyMenu::playOnSpotifyWanted, this,
            [this, id = meant.id] { Q_EMIT playOnSpotifyWanted(m_model.rowOf(id)); });
    connect(menu, &SpotifyMenu::playWanted, this, [this, meant] { Q_EMIT playWanted(meant); });
    connect(menu, &SpotifyMenu::similarWanted, this, [this, meant] { Q_EMIT similarWanted(meant); });
    connect(menu, &SpotifyMenu::showWanted, this, [this, meant] { Q_EMIT showWanted(meant); });
    connect(menu, &SpotifyMenu::openWanted, this,
            [this, meant] { Q_EMIT openWanted(spotifyAddress(meant.uri), spotifyLink(meant)); });
    connect(menu, &SpotifyMenu::browserWanted, this, [this, meant] { Q_EMIT openWanted({}, spotifyLink(meant)); });
    connect(menu, &SpotifyMenu::copyWanted, this, [this, id = meant.id] { copyLinks(m_model.rowOf(id)); });
    connect(menu, &SpotifyMenu::confirmed, this, [this, id = meant.id](TrackId track) { Q_EMIT confirmWanted(id, track); });
    connect(menu, &SpotifyMenu::unlinkWanted, this, [this, id = meant.id] { Q_EMIT unlinkWanted(id); });
    connect(menu, &SpotifyMenu::matchAgainWanted, this, [this, id = meant.id] { Q_EMIT matchAgainWanted(id); });
    menu->popup(position);
}

} // namespace segue::ui
