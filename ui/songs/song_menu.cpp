// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_menu.h"

#include "ui/kit/icons.h"
#include "ui/kit/rating_menu.h"
#include "ui/songs/playlist_menu.h"
#include "ui/words/format.h"

namespace segue::ui {

SongMenu::SongMenu(const SongMenuPlace& place, QWidget* parent)
    : QMenu(parent)
    , m_place(place)
    , m_rating(new RatingMenu(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("What to do with the song"));
    addPlaying();
    addSeparator();
    addBeginnings();
    addSeparator();
    addPlaylists();
    addSeparator();
    addPlaces();
}

void SongMenu::addPlaying() {
    const QString songs = songsText(m_place.songs);
    addAction(lineIcon(QStringLiteral("play")), isOne() ? tr("Play") : tr("Play %1").arg(songs), this, &SongMenu::playWanted);
    addAction(lineIcon(QStringLiteral("queue")), isOne() ? tr("Play next") : tr("Play %1 next").arg(songs), this,
              &SongMenu::playNextWanted);
    addAction(lineIcon(QStringLiteral("add")), isOne() ? tr("Add to queue") : tr("Add %1 to queue").arg(songs), this,
              &SongMenu::addWanted);
}

/// Where lists and radio can begin.
void SongMenu::addBeginnings() {
    addAction(lineIcon(QStringLiteral("radio")), isOne() ? tr("Start radio") : tr("Radio from these"), this,
              &SongMenu::radioWanted);
    addAction(lineIcon(QStringLiteral("similar")), isOne() ? tr("Recommend from this") : tr("Recommend from these"), this,
              &SongMenu::recommendWanted);
    if (m_place.isInList && isOne())
        addAction(lineIcon(QStringLiteral("about")), tr("Why this song"), this, &SongMenu::whyWanted);
    if (m_place.songs <= 2)
        addAction(lineIcon(QStringLiteral("path")), isOne() ? tr("Path to…") : tr("Path between them"), this,
                  &SongMenu::pathWanted);
    if (isOne())
        addOfAlbumAndArtist();
    addOpinions();
}

void SongMenu::addOfAlbumAndArtist() {
    auto* begin = addMenu(lineIcon(QStringLiteral("library")), tr("From its album or artist"));
    const auto offer = [&](QMenu* menu, const char* icon, const QString& words, auto emitIt) {
        menu->addAction(lineIcon(QLatin1String(icon)), words, this, emitIt);
    };
    offer(begin, "radio", tr("Radio from the album"), [this] { Q_EMIT radioOfWanted(SeedsOf::album); });
    offer(begin, "radio", tr("Radio from the artist"), [this] { Q_EMIT radioOfWanted(SeedsOf::artist); });
    begin->addSeparator();
    offer(begin, "similar", tr("Recommend from the album"), [this] { Q_EMIT recommendOfWanted(SeedsOf::album); });
    offer(begin, "similar", tr("Recommend from the artist"), [this] { Q_EMIT recommendOfWanted(SeedsOf::artist); });
    if (m_place.listed < 2)
        return;
    auto* all = addMenu(lineIcon(QStringLiteral("search")), tr("From the %1 found").arg(songsText(m_place.listed)));
    offer(all, "radio", tr("Radio from them"), [this] { Q_EMIT radioListedWanted(); });
    offer(all, "similar", tr("Recommend from them"), [this] { Q_EMIT recommendListedWanted(); });
}

void SongMenu::addOpinions() {
    auto* opinions = addMenu(lineIcon(QStringLiteral("similar")), tr("In recommendations"));
    if (isOne()) {
        const auto offer = [&](FeedbackKind kind, const QString& words) {
            opinions->addAction(words, this, [this, kind] { Q_EMIT said(kind); });
        };
        offer(FeedbackKind::moreLike, tr("More like this"));
        offer(FeedbackKind::lessLike, tr("Less like this"));
        opinions->addSeparator();
        offer(FeedbackKind::notThisSong, tr("Not this song"));
        offer(FeedbackKind::notThisAlbum, tr("Not this album"));
        offer(FeedbackKind::notThisArtist, tr("Not this artist"));
        offer(FeedbackKind::lessOfArtist, tr("Not this artist for %1 days").arg(kLessOfArtist.count()));
        opinions->addSeparator();
    }
    addSeedActions(*opinions);
}

void SongMenu::addSeedActions(QMenu& menu) {
    menu.addAction(isOne() ? tr("Also from this") : tr("Also from these"), this, [this] { Q_EMIT seedWanted(false); });
    menu.addAction(isOne() ? tr("Away from this") : tr("Away from these"), this, [this] { Q_EMIT seedWanted(true); });
}

void SongMenu::addPlaylists() {
    auto* menu = addMenu(lineIcon(QStringLiteral("playlist")), tr("Add to playlist"));
    menu->setObjectName(QStringLiteral("addToPlaylist"));
    menu->setEnabled(m_place.isInLibrary);
    if (isOne())
        menu->addAction(lineIcon(QStringLiteral("rules")), tr("New playlist of what sounds like it…"), this,
                        &SongMenu::playlistLikeWanted);
    addPlaylistsTo(*menu, m_place.playlists, [this](PlaylistId playlist) { Q_EMIT addToPlaylistWanted(playlist); });
    if (m_place.canTakeOut)
        addAction(lineIcon(QStringLiteral("remove")), tr("Take out of the playlist (Delete)"), this, &SongMenu::takeOutWanted);
    if (!m_place.isInList)
        return;
    auto* save =
        addAction(lineIcon(QStringLiteral("save")), tr("Save the list as a playlist…"), this, &SongMenu::savePlaylistWanted);
    save->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S)); // shown; the main menu's works
    save->setShortcutContext(Qt::WidgetShortcut);
}

void SongMenu::addPlaces() {
    if (isOne()) {
        addAction(lineIcon(QStringLiteral("album")), tr("Go to album"), this, &SongMenu::albumWanted)->setEnabled(m_place.hasAlbum);
        addAction(lineIcon(QStringLiteral("artist")), tr("Go to artist"), this, &SongMenu::artistWanted)
            ->setEnabled(m_place.hasArtist);
        addSeparator();
    }
    addMenu(m_rating);
    m_rating->setIcon(lineIcon(QStringLiteral("star")));
    m_rating->setEnabled(m_place.isInLibrary);
    connect(m_rating, &RatingMenu::rated, this, &SongMenu::rated);
    auto* correct = addAction(lineIcon(QStringLiteral("rename")), tr("Correct…"), this, &SongMenu::correctWanted);
    correct->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E)); // shown; the main menu's works
    correct->setShortcutContext(Qt::WidgetShortcut);
    correct->setObjectName(QStringLiteral("correct"));
    correct->setEnabled(m_place.isInLibrary);
    if (!isOne())
        return;
    auto* details = addAction(lineIcon(QStringLiteral("details")), tr("Song details"), this, &SongMenu::detailsWanted);
    details->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I)); // shown; the main menu's works
    details->setShortcutContext(Qt::WidgetShortcut);
    addAction(lineIcon(QStringLiteral("folder")), tr("Show in folder"), this, &SongMenu::showInFolderWanted);
}

void SongMenu::setRating(int stars) { m_rating->setRating(stars); }

void SongMenu::addOwn(const std::vector<QAction*>& own) {
    if (own.empty())
        return;
    addSeparator();
    for (QAction* action : own) {
        action->setParent(this);
        addAction(action);
    }
}

} // namespace segue::ui
