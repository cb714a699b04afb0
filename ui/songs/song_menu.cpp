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
    addOneSongActions(songs == 1, isInList);
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
    opinions->addAction(tr("Also from this"), this, [this] { Q_EMIT seedWanted(false); });
    opinions->addAction(tr("Away from this"), this, [this] { Q_EMIT seedWanted(true); });
}

void SongMenu::addOneSongActions(bool isOffered, bool isInList) {
    if (!isOffered)
        return;
    addAction(lineIcon(QStringLiteral("similar")), tr("Recommend from this"), this, &SongMenu::recommendWanted);
    if (isInList)
        addAction(lineIcon(QStringLiteral("about")), tr("Why this song"), this, &SongMenu::whyWanted);
    addAction(lineIcon(QStringLiteral("radio")), tr("Start radio"), this, &SongMenu::radioWanted);
    addAction(lineIcon(QStringLiteral("path")), tr("Path to…"), this, &SongMenu::pathWanted);
    addOpinions();
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
