// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_menu.h"

#include "ui/kit/icons.h"
#include "ui/kit/rating_menu.h"
#include "ui/words/format.h"

namespace segue::ui {

SongMenu::SongMenu(bool isInList, QWidget* parent, std::size_t songs, std::size_t listed)
    : QMenu(parent)
    , m_rating(new RatingMenu(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("What to do with the song"));
    addAction(lineIcon(QStringLiteral("play")), songs > 1 ? tr("Play %1").arg(songsText(songs)) : tr("Play"), this,
              &SongMenu::playWanted);
    addAction(lineIcon(QStringLiteral("queue")), songs > 1 ? tr("Play %1 next").arg(songsText(songs)) : tr("Play next"), this,
              &SongMenu::playNextWanted);
    addAction(lineIcon(QStringLiteral("add")), songs > 1 ? tr("Add %1 to queue").arg(songsText(songs)) : tr("Add to queue"), this,
              &SongMenu::addWanted);
    addSeparator();
    if (songs == 1)
        addOneSongActions(isInList, listed);
    else
        addSeveralSongsActions(songs);
    auto* correct = addAction(lineIcon(QStringLiteral("rename")), tr("Correct…"), this, &SongMenu::correctWanted);
    correct->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E)); // shown; the main menu's works
    correct->setShortcutContext(Qt::WidgetShortcut);
    correct->setObjectName(QStringLiteral("correct"));
    addSeparator();
    addMenu(m_rating);
    m_rating->setIcon(lineIcon(QStringLiteral("star")));
    connect(m_rating, &RatingMenu::rated, this, &SongMenu::rated);
    if (!isInList)
        return;
    addSeparator();
    auto* save = addAction(lineIcon(QStringLiteral("save")), tr("Save as playlist…"), this, &SongMenu::savePlaylistWanted);
    save->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S)); // likewise
    save->setShortcutContext(Qt::WidgetShortcut);
}

void SongMenu::addOpinions() {
    auto* opinions = addMenu(lineIcon(QStringLiteral("similar")), tr("In recommendations"));
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
    addSeedActions(*opinions, true);
}

void SongMenu::addSeedActions(QMenu& menu, bool isOne) {
    menu.addAction(isOne ? tr("Also from this") : tr("Also from these"), this, [this] { Q_EMIT seedWanted(false); });
    menu.addAction(isOne ? tr("Away from this") : tr("Away from these"), this, [this] { Q_EMIT seedWanted(true); });
}

/// Where lists and radio can begin besides the song itself.
void SongMenu::addBeginnings(std::size_t listed) {
    auto* begin = addMenu(lineIcon(QStringLiteral("library")), tr("From its album or artist"));
    begin->addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from the album"), this,
                     [this] { Q_EMIT recommendOfWanted(SeedsOf::album); });
    begin->addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from the artist"), this,
                     [this] { Q_EMIT recommendOfWanted(SeedsOf::artist); });
    begin->addSeparator();
    begin->addAction(lineIcon(QStringLiteral("radio")), tr("Radio from the album"), this,
                     [this] { Q_EMIT radioOfWanted(SeedsOf::album); });
    begin->addAction(lineIcon(QStringLiteral("radio")), tr("Radio from the artist"), this,
                     [this] { Q_EMIT radioOfWanted(SeedsOf::artist); });
    if (listed < 2)
        return;
    auto* all = addMenu(lineIcon(QStringLiteral("search")), tr("From the %1 found").arg(songsText(listed)));
    all->addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from them"), this, &SongMenu::recommendListedWanted);
    all->addAction(lineIcon(QStringLiteral("radio")), tr("Radio from them"), this, &SongMenu::radioListedWanted);
}

void SongMenu::addSeveralSongsActions(std::size_t songs) {
    addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from these"), this, &SongMenu::recommendWanted);
    addAction(lineIcon(QStringLiteral("radio")), tr("Radio from these"), this, &SongMenu::radioWanted);
    if (songs == 2)
        addAction(lineIcon(QStringLiteral("path")), tr("Path between them"), this, &SongMenu::pathWanted);
    addSeedActions(*addMenu(lineIcon(QStringLiteral("similar")), tr("In recommendations")), false);
}

void SongMenu::addOneSongActions(bool isInList, std::size_t listed) {
    addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from this"), this, &SongMenu::recommendWanted);
    if (isInList)
        addAction(lineIcon(QStringLiteral("about")), tr("Why this song"), this, &SongMenu::whyWanted);
    addAction(lineIcon(QStringLiteral("radio")), tr("Start radio"), this, &SongMenu::radioWanted);
    addAction(lineIcon(QStringLiteral("path")), tr("Path to…"), this, &SongMenu::pathWanted);
    addBeginnings(listed);
    addOpinions();
    addAction(lineIcon(QStringLiteral("folder")), tr("Show in folder"), this, &SongMenu::showInFolderWanted);
    auto* details = addAction(lineIcon(QStringLiteral("details")), tr("Song details"), this, &SongMenu::detailsWanted);
    details->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I)); // shown; the main menu's works
    details->setShortcutContext(Qt::WidgetShortcut);
}

void SongMenu::setRating(int stars, bool canBeRated) {
    m_rating->setRating(stars);
    m_rating->setEnabled(canBeRated);
    findChild<QAction*>(QStringLiteral("correct"))->setEnabled(canBeRated);
}

} // namespace segue::ui
