// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_actions.h"

#include "ui/desktop/show_in_folder.h"
#include "ui/songs/collection.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/words/library_text.h"
#include "ui/words/queue_text.h"
#include "ui/words/radio_text.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace segue::ui {

SongActions::SongActions(SongPane& pane, QWidget* page)
    : QObject(page)
    , m_pane(pane)
    , m_page(page) {}

QString SongActions::placeOf(LibraryId library) { return QStringLiteral("library/%1").arg(library); }

bool SongActions::canPlay(const Track& track) {
    const QString problem = absentSongText(track, libraryOf(track));
    if (!problem.isEmpty())
        Q_EMIT noticed({.level = BoardNotice::Level::warning,
                        .sentence = problem,
                        .matter = absentSongMatter(),
                        .place = placeOf(m_library.id)});
    return problem.isEmpty();
}

std::vector<Track> SongActions::songsOf(const std::vector<int>& rows) const {
    std::vector<Track> songs;
    songs.reserve(rows.size());
    for (const int row : rows)
        songs.push_back(m_pane.model().track(row));
    return songs;
}

const Library& SongActions::libraryOf(const Track& track) const {
    const auto found = std::ranges::find(m_libraries, track.library, &Library::id);
    return found == m_libraries.end() ? m_library : *found;
}

QueueContext SongActions::context() const {
    if (const auto open = m_pane.browse().context())
        return *open;
    if (const PlaylistId playlist = playlistIn(m_library.id); playlist != 0)
        return {.kind = QueueContext::Kind::playlist, .name = m_library.name, .id = playlist};
    const QString words = m_pane.filter();
    if (!words.isEmpty())
        return {.kind = QueueContext::Kind::search, .name = words.toStdString(), .id = m_library.id};
    return {.kind = QueueContext::Kind::library, .name = m_library.name, .id = m_library.id};
}

/// All that is shown, from this row on: what lies before it is what Previous leads to.
void SongActions::playFrom(int row) {
    const auto& model = m_pane.model();
    if (!canPlay(model.track(row)))
        return;
    const auto rows = allRows();
    const auto before = std::count_if(rows.begin(), rows.begin() + row, [&](int one) { return !model.isMissing(one); });
    Q_EMIT playWanted(m_pane.model().queueSongs(rows), static_cast<std::size_t>(before), context());
}

std::vector<int> SongActions::allRows() const {
    std::vector<int> rows(static_cast<std::size_t>(m_pane.model().rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

std::vector<Track> SongActions::spreadOf(const std::vector<int>& rows) const { return songsOf(spread(rows)); }

void SongActions::playRow(int row) {
    if (m_pane.view().meantRows(row).size() > 1)
        playAtHand();
    else
        playFrom(row);
}

void SongActions::playAtHand() {
    const auto rows = m_pane.rowsAtHand();
    if (rows.empty())
        return;
    if (rows.size() == 1)
        return playFrom(rows.front());
    const auto songs = m_pane.model().queueSongs(rows);
    if (!songs.empty() && !libraryOf(m_pane.model().track(rows.front())).offline)
        Q_EMIT playWanted(songs, 0, context());
    else
        (void)canPlay(m_pane.model().track(rows.front()));
}

void SongActions::actOn(GroupAct act, const GroupSongs& group) {
    if (group.songs.empty())
        return;
    const auto& table = m_pane.model();
    if (act == GroupAct::addToPlaylist) {
        std::vector<TrackId> ids;
        std::ranges::transform(group.songs, std::back_inserter(ids), [&](auto song) { return table.songs().row(song).id; });
        return Q_EMIT addToPlaylistWanted(group.playlist, ids, QString::fromStdString(group.context.name));
    }
    if (act == GroupAct::radio || act == GroupAct::recommend)
        return beginFrom(act, group);
    const auto there = table.queueSongsOf(group.songs);
    const Track first = table.songs()[group.songs.front()];
    if (there.empty() || libraryOf(first).offline)
        (void)canPlay(first);
    else if (act == GroupAct::play)
        Q_EMIT playWanted(there, 0, group.context);
    else if (act == GroupAct::playNext)
        Q_EMIT playNextWanted(there, playNextText(there.size(), group.context.name));
    else
        Q_EMIT addWanted(there, addedText(there.size(), group.context.name));
}

/// An album as such; of all else songs from all over it.
void SongActions::beginFrom(GroupAct act, const GroupSongs& group) {
    std::vector<Track> seeds;
    const bool isAlbum = group.context.kind == QueueContext::Kind::album;
    for (const auto song : isAlbum ? std::vector{group.songs.front()} : spread(group.songs))
        seeds.push_back(m_pane.model().songs()[song]);
    const auto of = isAlbum ? SeedsOf::album : SeedsOf::songs;
    if (act == GroupAct::radio) {
        RadioSeeds radio{.songs = {}, .of = of, .name = group.context.name};
        std::ranges::transform(seeds, std::back_inserter(radio.songs), &Track::id);
        return Q_EMIT radioWanted(radio);
    }
    SeedSet list;
    list.of = of;
    list.add(seeds, false);
    Q_EMIT listWanted(list);
}

void SongActions::openTableMenu(int row, QPoint position) {
    const auto rows = m_pane.view().meantRows(row);
    std::vector<TrackId> all;
    std::ranges::transform(rows, std::back_inserter(all), [this](int one) { return m_pane.model().idOf(one); });
    auto ends = rows.size() <= 2 ? songsOf(rows) : std::vector<Track>{};
    openMenu({.songs = m_pane.model().queueSongs(rows),
              .all = std::move(all),
              .pointed = m_pane.model().track(row),
              .ends = std::move(ends),
              .seeds = spreadOf(rows),
              .isInTable = true},
             position, [this, row] { playRow(row); });
}

void SongActions::openListMenu(const Track& song, QPoint position, std::function<void()> play, std::function<void()> tellWhy) {
    openMenu({.songs = {queueSong(song)},
              .all = {song.id},
              .pointed = song,
              .ends = {song},
              .seeds = {song},
              .isInList = true,
              .tellWhy = std::move(tellWhy)},
             position, std::move(play));
}

void SongActions::openMenuFor(const SongMenuCall& call) {
    Meant meant{.songs = {}, .all = {}, .pointed = call.songs.front(), .own = call.own, .playNext = call.playNext};
    for (const Track& song : call.songs) {
        meant.songs.push_back(queueSong(song));
        meant.all.push_back(song.id);
    }
    if (call.songs.size() <= 2)
        meant.ends = call.songs;
    meant.seeds = spread(call.songs);
    openMenu(meant, call.position, call.play);
}

void SongActions::openMenu(const Meant& meant, QPoint position, std::function<void()> play) {
    const std::size_t count = meant.all.size();
    auto* menu = new SongMenu({.songs = count,
                               .isInList = meant.isInList,
                               .listed = meant.isInTable && m_pane.model().filtered() ? allRows().size() : 0,
                               .isInLibrary = meant.pointed.id != 0,
                               .hasAlbum = !meant.pointed.album.empty(),
                               .hasArtist = !meant.pointed.artist.empty(),
                               .canTakeOut = meant.isInTable && m_pane.view().isChangeable(),
                               .playlists = m_playlists},
                              m_page);
    menu->setRating(meant.pointed.rating);
    menu->addOwn(meant.own);
    connect(menu, &SongMenu::savePlaylistWanted, this, &SongActions::savePlaylistWanted);
    connect(menu, &SongMenu::playWanted, this, std::move(play));
    const bool isOneThere = !meant.songs.empty() && !libraryOf(meant.pointed).offline;
    connect(menu, &SongMenu::playNextWanted, this, [this, meant, count, isOneThere] {
        if (meant.playNext)
            meant.playNext();
        else if (isOneThere || canPlay(meant.pointed))
            Q_EMIT playNextWanted(meant.songs, playNextText(count, meant.pointed.title));
    });
    connect(menu, &SongMenu::addWanted, this, [this, meant, count, isOneThere] {
        if (isOneThere || canPlay(meant.pointed))
            Q_EMIT addWanted(meant.songs, addedText(count, meant.pointed.title));
    });
    connectBeginnings(*menu, meant);
    connectPlaces(*menu, meant);
    menu->popup(position);
}

void SongActions::connectPlaces(SongMenu& menu, const Meant& meant) {
    connect(&menu, &SongMenu::said, this, [this, meant](FeedbackKind kind) { Q_EMIT said(kind, meant.pointed); });
    connect(&menu, &SongMenu::seedWanted, this, [this, meant](bool isAgainst) { Q_EMIT seedsWanted(meant.seeds, isAgainst); });
    if (meant.tellWhy)
        connect(&menu, &SongMenu::whyWanted, this, meant.tellWhy);
    connect(&menu, &SongMenu::pathWanted, this, [this, meant] { Q_EMIT pathWanted(meant.ends); });
    connect(&menu, &SongMenu::addToPlaylistWanted, this,
            [this, meant](PlaylistId playlist) { Q_EMIT addToPlaylistWanted(playlist, meant.all, {}); });
    connect(&menu, &SongMenu::playlistLikeWanted, this, [this, meant] { Q_EMIT playlistLikeWanted(meant.pointed); });
    connect(&menu, &SongMenu::takeOutWanted, this, &SongActions::takeOutWanted);
    connect(&menu, &SongMenu::albumWanted, this, [this, meant] { Q_EMIT albumWanted(meant.pointed); });
    connect(&menu, &SongMenu::artistWanted, this, [this, meant] { Q_EMIT artistWanted(meant.pointed); });
    connect(&menu, &SongMenu::showInFolderWanted, this, [this, meant] { showInFolder(meant.pointed.path, this); });
    connect(&menu, &SongMenu::detailsWanted, this, [this, meant] { Q_EMIT detailsWanted(meant.pointed); });
    connect(&menu, &SongMenu::correctWanted, this, [this, meant] { Q_EMIT correctWanted(meant.all); });
    connect(&menu, &SongMenu::rated, this, [this, meant](int stars) {
        for (const TrackId song : meant.all)
            Q_EMIT rateWanted(song, stars);
    });
}

/// Where lists and radio begin: the songs meant, the album or the artist of the one pointed at, or all that the filter leaves.
void SongActions::connectBeginnings(SongMenu& menu, const Meant& meant) {
    const auto listOf = [this](const std::vector<Track>& tracks, SeedsOf of) {
        SeedSet seeds;
        seeds.of = of;
        seeds.add(tracks, false);
        Q_EMIT listWanted(seeds);
    };
    connect(&menu, &SongMenu::recommendWanted, this, [this, meant, listOf] {
        if (meant.seeds.size() == 1)
            Q_EMIT recommendWanted(meant.pointed);
        else
            listOf(meant.seeds, SeedsOf::songs);
    });
    connect(&menu, &SongMenu::recommendOfWanted, this, [meant, listOf](SeedsOf of) { listOf({meant.pointed}, of); });
    connect(&menu, &SongMenu::recommendListedWanted, this, [this, listOf] { listOf(spreadOf(allRows()), SeedsOf::songs); });
    connect(&menu, &SongMenu::radioWanted, this, [this, meant] { startRadio(meant.seeds, meant.all.size(), {}); });
    connect(&menu, &SongMenu::radioOfWanted, this, [this, track = meant.pointed](SeedsOf of) {
        Q_EMIT radioWanted({.songs = {track.id}, .of = of, .name = of == SeedsOf::album ? track.album : track.artist});
    });
    connect(&menu, &SongMenu::radioListedWanted, this, [this] {
        const auto rows = allRows();
        startRadio(spreadOf(rows), rows.size(), m_pane.filter());
    });
}

/// @param songs how many they stand for @param name what they are called; empty: by the first one's title
void SongActions::startRadio(const std::vector<Track>& seeds, std::size_t songs, const QString& name) {
    if (seeds.empty())
        return;
    RadioSeeds radio{.songs = {}, .of = SeedsOf::songs, .name = name.toStdString()};
    std::ranges::transform(seeds, std::back_inserter(radio.songs), &Track::id);
    if (radio.name.empty() && songs > 1)
        radio.name = beginningText(seeds.front().title, songs).toStdString();
    Q_EMIT radioWanted(radio);
}

} // namespace segue::ui
