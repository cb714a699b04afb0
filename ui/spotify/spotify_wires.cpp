// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_wires.h"

#include "engine/words/section.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/desktop/open_address.h"
#include "ui/kit/notice_board.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/songs/all_music.h"
#include "ui/spotify/player_wires.h"
#include "ui/spotify/spotify_dialogs.h"
#include "ui/spotify/spotify_page.h"
#include "ui/words/format.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

const QString kDashboardPage = QStringLiteral("https://developer.spotify.com/dashboard");

QString candidateName(const Track& song) {
    QStringList parts{text(song.title), artistText(song), text(song.album)};
    if (song.duration.count() > 0)
        parts << clockText(song.duration);
    parts.removeAll(QString());
    const auto folder = fileOf(song.path).parent_path().filename(); // they may be alike but for it
    if (!folder.empty())
        parts << pathText(folder);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

SpotifyWires::SpotifyWires(EngineBridge& bridge, Settings& settings, Sidebar& sidebar, SpotifyPage& page, AllMusic& allMusic,
                           NoticeBoard& board)
    : QObject(&page)
    , m_bridge(bridge)
    , m_sidebar(sidebar)
    , m_page(page)
    , m_allMusic(allMusic)
    , m_board(board)
    , m_dialogs(new SpotifyDialogs(settings, page.window())) {
    connectBridge();
    connectSidebar(sidebar);
    connectPage();
    connectDialogs();
    auto* player = new PlayerWires(bridge, page);
    connect(player, &PlayerWires::signInWanted, m_dialogs, &SpotifyDialogs::askToConnect);
}

void SpotifyWires::connectBridge() {
    connect(&m_bridge, &EngineBridge::engineChanged, this, [this](bool present) {
        if (present)
            m_bridge.listSpotify();
    });
    connect(&m_bridge, &EngineBridge::spotifyChanged, this, &SpotifyWires::take);
    connect(&m_bridge, &EngineBridge::spotifyListLoaded, this, [this](const SpotifyListLoaded& event) {
        if (event.request == m_rows)
            m_page.takeRows(event);
    });
    connect(&m_bridge, &EngineBridge::spotifyEdited, this, [this](const SpotifyEdited& event) {
        if (event.source == m_page.source())
            m_page.reload();
    });
    connect(&m_bridge, &EngineBridge::spotifySignInWanted, this,
            [this](const SpotifySignInWanted& event) { open({}, QString::fromStdString(event.address)); });
    connect(&m_bridge, &EngineBridge::spotifyWantedLoaded, this, [this](const SpotifyWantedLoaded& event) {
        if (event.request == m_wanted)
            m_dialogs->takeWanted(event);
    });
    connect(&m_allMusic, &AllMusic::loaded, this, [this] {
        if (const auto waits = std::exchange(m_waits, {}))
            waits();
    });
}

void SpotifyWires::connectSidebar(Sidebar& sidebar) {
    auto& section = sidebar.spotify();
    connect(&section, &SpotifySection::chosen, this, &SpotifyWires::show);
    connect(&section, &SpotifySection::importWanted, m_dialogs, &SpotifyDialogs::askToImport);
    connect(&section, &SpotifySection::connectWanted, m_dialogs, &SpotifyDialogs::askToConnect);
    connect(&section, &SpotifySection::syncWanted, &m_bridge, &EngineBridge::syncSpotify);
    connect(&section, &SpotifySection::renameWanted, &m_bridge, &EngineBridge::renameSpotify);
    connect(&section, &SpotifySection::wantedListWanted, this, [this](SpotifySourceId id) {
        if (const SpotifySource* source = find(id))
            m_dialogs->showWanted(*source);
    });
    connect(&section, &SpotifySection::removeWanted, this, [this](SpotifySourceId id) {
        if (const SpotifySource* source = find(id))
            m_dialogs->askToRemove(*source);
    });
}

void SpotifyWires::connectPage() {
    connect(&m_page, &SpotifyPage::placeChanged, this, &SpotifyWires::changed);
    connect(&m_page, &SpotifyPage::rowsWanted, this,
            [this](SpotifySourceId source, SpotifyListId list) { m_rows = m_bridge.loadSpotify(source, list); });
    connect(&m_page, &SpotifyPage::actWanted, this, &SpotifyWires::act);
    connect(&m_page, &SpotifyPage::openWanted, this, &SpotifyWires::open);
    connect(&m_page, &SpotifyPage::menuWanted, this, &SpotifyWires::openMenu);
    connect(&m_page, &SpotifyPage::playWanted, this, [this](const SpotifyRow& row) {
        withSongs(row, [this, isAlbum = isSpotifyAlbum(row)](const auto& songs) { play(songs, isAlbum); });
    });
    connect(&m_page, &SpotifyPage::similarWanted, this, [this](const SpotifyRow& row) {
        withSongs(row, [this, isAlbum = isSpotifyAlbum(row)](const auto& songs) { Q_EMIT similarWanted(songs.front(), isAlbum); });
    });
    connect(&m_page, &SpotifyPage::showWanted, this, [this](const SpotifyRow& row) {
        withSongs(row, [this, isAlbum = isSpotifyAlbum(row)](const auto& songs) { Q_EMIT songWanted(songs.front(), isAlbum); });
    });
    connect(&m_page, &SpotifyPage::confirmWanted, this,
            [this](SpotifyRowId row, TrackId track) { m_bridge.confirmSpotify(m_page.source(), row, track); });
    connect(&m_page, &SpotifyPage::unlinkWanted, this, [this](SpotifyRowId row) { m_bridge.unlinkSpotify(m_page.source(), row); });
    connect(&m_page, &SpotifyPage::matchAgainWanted, this,
            [this](SpotifyRowId row) { m_bridge.matchSpotifyAgain(m_page.source(), row); });
    connect(&m_page, &SpotifyPage::wantedListWanted, this, [this](SpotifySourceId id) {
        if (const SpotifySource* source = find(id))
            m_dialogs->showWanted(*source);
    });
    connect(&m_page, &SpotifyPage::importWanted, this, &SpotifyWires::import);
    connect(&m_page, &SpotifyPage::connectWanted, this, &SpotifyWires::connectAccount);
}

void SpotifyWires::connectDialogs() {
    connect(m_dialogs, &SpotifyDialogs::importWanted, &m_bridge, &EngineBridge::importSpotify);
    connect(m_dialogs, &SpotifyDialogs::connectWanted, &m_bridge, &EngineBridge::connectSpotify);
    connect(m_dialogs, &SpotifyDialogs::cancelWanted, &m_bridge, &EngineBridge::cancelSpotify);
    connect(m_dialogs, &SpotifyDialogs::removeWanted, &m_bridge, &EngineBridge::removeSpotify);
    connect(m_dialogs, &SpotifyDialogs::exportWanted, &m_bridge, &EngineBridge::exportSpotifyWanted);
    connect(m_dialogs, &SpotifyDialogs::listWanted, this,
            [this](SpotifySourceId source) { m_wanted = m_bridge.loadSpotifyWanted(source); });
    connect(m_dialogs, &SpotifyDialogs::openWanted, this, &SpotifyWires::open);
    connect(m_dialogs, &SpotifyDialogs::arrived, this, [this](SpotifySourceId source) { show(source, 0); });
}

void SpotifyWires::import() { m_dialogs->askToImport(0); }

void SpotifyWires::connectAccount() { m_dialogs->askToConnect(0); }

const SpotifySource* SpotifyWires::find(SpotifySourceId source) const {
    const auto found = std::ranges::find(m_sources, source, &SpotifySource::id);
    return found == m_sources.end() ? nullptr : &*found;
}

void SpotifyWires::take(const SpotifyChanged& event) {
    const bool areOthers = !std::ranges::equal(event.sources, m_sources, [](const SpotifySource& a, const SpotifySource& b) {
        return a.id == b.id && std::ranges::equal(a.lists, b.lists, {}, &SpotifyList::id, &SpotifyList::id);
    });
    m_sources = event.sources;
    m_sidebar.setSpotify(m_sources);
    m_page.setSources(m_sources);
    m_dialogs->takeSources(m_sources);
    if (areOthers)
        Q_EMIT changed(); // rows may have come that are to be marked
}

void SpotifyWires::show(SpotifySourceId source, SpotifyListId list) {
    m_allMusic.want(); // so that a menu can say what the listener's songs are called
    m_page.showList(source, list);
    Q_EMIT shown();
}

void SpotifyWires::act(SpotifyAct what, SpotifySourceId id) {
    const SpotifySource* source = find(id);
    if (!source)
        return;
    switch (what) {
    case SpotifyAct::cancel:
        return m_bridge.cancelSpotify(id);
    case SpotifyAct::importAgain:
        return m_dialogs->askToImport(id);
    case SpotifyAct::syncNow:
    case SpotifyAct::tryAgain:
        return m_bridge.syncSpotify(id);
    case SpotifyAct::signIn:
        return m_dialogs->askToConnect(id);
    case SpotifyAct::openBrowser:
        return open({}, QString::fromStdString(source->address));
    case SpotifyAct::copyAddress:
        return QGuiApplication::clipboard()->setText(QString::fromStdString(source->address));
    case SpotifyAct::keepInFile:
        return m_bridge.keepSpotifySecretInFile(id);
    case SpotifyAct::openDashboard:
        return open({}, kDashboardPage);
    }
}

/// Spotify's own program first, then a browser, then the listener's hands.
void SpotifyWires::open(const QString& address, const QString& link) {
    if ((!address.isEmpty() && openAddress(address)) || (!link.isEmpty() && openAddress(link)))
        return;
    if (!link.isEmpty())
        m_dialogs->showAddress(link);
}

void SpotifyWires::whenSongsAreHere(std::function<void()> act) {
    if (m_allMusic.isLoaded())
        return act();
    m_waits = std::move(act);
    m_allMusic.want();
}

/// Those of a row that are in a library now; why there are none is said.
void SpotifyWires::withSongs(const SpotifyRow& row, std::function<void(const std::vector<Track>&)> act) {
    whenSongsAreHere([this, tracks = row.tracks, isAlbum = isSpotifyAlbum(row), act = std::move(act)] {
        const auto& all = m_allMusic.songs();
        std::vector<Track> songs;
        for (const TrackId track : tracks)
            if (const auto index = all.indexOf(track))
                if (songs.empty() || isAlbum)
                    songs.push_back(all.songs()[*index]);
        if (!songs.empty())
            return act(songs);
        m_board.post({.level = BoardNotice::Level::warning,
                      .sentence = tr("That song is in none of your libraries any more."),
                      .matter = QStringLiteral("spotify song")});
    });
}

/// The listener's own files, as if they had been found among all music.
void SpotifyWires::play(const std::vector<Track>& songs, bool isAlbum) {
    auto& all = m_allMusic.songs();
    std::vector<SongOrder::Index> indices;
    for (const Track& song : songs)
        if (const auto index = all.indexOf(song.id))
            indices.push_back(*index);
    const auto queued = all.queueSongsOf(indices);
    if (queued.empty())
        return m_board.post({.level = BoardNotice::Level::warning,
                             .sentence = tr("The file of “%1” is not there now.").arg(text(songs.front().title)),
                             .matter = QStringLiteral("spotify song")});
    m_bridge.playContext(queued, 0,
                         {.kind = isAlbum ? QueueContext::Kind::album : QueueContext::Kind::library,
                          .name = isAlbum ? songs.front().album : tr("All music").toStdString(),
                          .id = kAllMusic});
}

void SpotifyWires::openMenu(int row, QPoint position) {
    if (m_page.model().row(row).match != SpotifyMatch::several)
        return m_page.openMenu(row, position, {});
    whenSongsAreHere([this, id = m_page.model().row(row).id, position] {
        const int now = m_page.model().rowOf(id);
        if (now < 0)
            return;
        const auto& all = m_allMusic.songs();
        std::vector<SpotifyMenu::Candidate> candidates;
        for (const TrackId track : m_page.model().row(now).tracks)
            if (const auto index = all.indexOf(track); index && all.songs()[*index].state != AnalysisState::failed)
                candidates.push_back({track, candidateName(all.songs()[*index])});
        m_page.openMenu(now, position, candidates);
    });
}

} // namespace segue::ui
