// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_actions.h"

#include "ui/desktop/show_in_folder.h"
#include "ui/playback/play_items.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/words/library_text.h"

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

// A queue of everything would be tens of thousands of songs to copy, for nobody to hear.
constexpr int kQueueBefore = 500;
constexpr int kQueueAfter = 5000;

} // namespace

SongActions::SongActions(SongPane& pane, QWidget* page)
    : QObject(page)
    , m_pane(pane)
    , m_page(page) {}

QString SongActions::placeOf(LibraryId library) { return QStringLiteral("library/%1").arg(library); }

bool SongActions::canPlay(const Track& track) {
    const QString problem = absentSongText(track, m_library);
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

/// The songs whose files are there. If there is none, posts a notice that says why.
std::vector<playback::PlayItem> SongActions::itemsOf(const std::vector<Track>& songs, bool isPreview) {
    std::vector<playback::PlayItem> items;
    for (const Track& song : songs)
        if (absentSongText(song, m_library).isEmpty())
            items.push_back(playItem(song, isPreview));
    if (items.empty() && !songs.empty())
        (void)canPlay(songs.front());
    return items;
}

void SongActions::playFrom(int row) {
    const auto& model = m_pane.model();
    if (!canPlay(model.track(row)))
        return;
    const int first = std::max(0, row - kQueueBefore);
    const int last = std::min(model.rowCount() - 1, row + kQueueAfter);
    std::vector<playback::PlayItem> items;
    items.reserve(static_cast<std::size_t>(last - first + 1));
    std::size_t start = 0;
    for (int i = first; i <= last; ++i) {
        if (i == row)
            start = items.size();
        if (!model.track(i).isMissing)
            items.push_back(playItem(model.track(i), false));
    }
    Q_EMIT playWanted(items, start);
}

void SongActions::playRow(int row) {
    if (m_pane.view().meantRows(row).size() > 1)
        playAtHand();
    else
        playFrom(row);
}

void SongActions::playAtHand() {
    const auto rows = m_pane.rowsAtHand();
    if (rows.size() == 1)
        return playFrom(rows.front());
    const auto items = itemsOf(songsOf(rows), false);
    if (!items.empty())
        Q_EMIT playWanted(items, 0);
}

/// The songs are played in the order shown, though each is put directly after the song that plays.
void SongActions::playNext(const std::vector<Track>& songs, bool isPreview) {
    const auto items = itemsOf(songs, isPreview);
    if (m_isIdle && items.size() > 1)
        return Q_EMIT playWanted(items, 0);
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        Q_EMIT playNextWanted(*item);
}

void SongActions::openTableMenu(int row, QPoint position) {
    openMenu({.songs = songsOf(m_pane.view().meantRows(row)), .pointed = m_pane.model().track(row)}, position,
             [this, row] { playRow(row); });
}

void SongActions::openListMenu(const Track& song, bool isPreview, QPoint position, std::function<void()> play) {
    openMenu({.songs = {song}, .pointed = song, .isInList = true, .isPreview = isPreview}, position, std::move(play));
}

void SongActions::openMenu(const Meant& meant, QPoint position, std::function<void()> play) {
    auto* menu = new SongMenu(meant.isInList, m_page, meant.songs.size());
    menu->setRating(meant.pointed.rating, meant.pointed.id != 0);
    connect(menu, &SongMenu::savePlaylistWanted, this, &SongActions::savePlaylistWanted);
    connect(menu, &SongMenu::playWanted, this, std::move(play));
    connect(menu, &SongMenu::playNextWanted, this, [this, meant] { playNext(meant.songs, meant.isPreview); });
    connect(menu, &SongMenu::recommendWanted, this, [this, meant] { Q_EMIT recommendWanted(meant.pointed); });
    connect(menu, &SongMenu::showInFolderWanted, this, [this, meant] { showInFolder(meant.pointed.path, this); });
    connect(menu, &SongMenu::detailsWanted, this, [this, meant] { Q_EMIT detailsWanted(meant.pointed); });
    connect(menu, &SongMenu::rated, this, [this, meant](int stars) {
        for (const Track& song : meant.songs)
            Q_EMIT rateWanted(song.id, stars);
    });
    menu->popup(position);
}

} // namespace segue::ui
