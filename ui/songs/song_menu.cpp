// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_menu.h"

#include "ui/kit/icons.h"
#include "ui/kit/rating_menu.h"
#include "ui/words/format.h"

namespace segue::ui {

SongMenu::SongMenu(bool isInList, QWidget* parent, std::size_t songs)
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
    addOneSongActions(songs == 1);
    if (songs == 2)
        addAction(lineIcon(QStringLiteral("path")), tr("Path between them"), this, &SongMenu::pathWanted);
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

void SongMenu::addOneSongActions(bool isOffered) {
    if (!isOffered)
        return;
    addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from this"), this, &SongMenu::recommendWanted);
    addAction(lineIcon(QStringLiteral("radio")), tr("Start radio"), this, &SongMenu::radioWanted);
    addAction(lineIcon(QStringLiteral("path")), tr("Path to…"), this, &SongMenu::pathWanted);
    addAction(lineIcon(QStringLiteral("folder")), tr("Show in folder"), this, &SongMenu::showInFolderWanted);
    auto* details = addAction(lineIcon(QStringLiteral("details")), tr("Song details"), this, &SongMenu::detailsWanted);
    details->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I)); // shown; the main menu's works
    details->setShortcutContext(Qt::WidgetShortcut);
}

void SongMenu::setRating(int stars, bool canBeRated) {
    m_rating->setRating(stars);
    m_rating->setEnabled(canBeRated);
}

} // namespace segue::ui
