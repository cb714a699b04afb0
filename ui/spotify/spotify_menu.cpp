// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_menu.h"

#include "ui/kit/icons.h"
#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

namespace segue::ui {

SpotifyMenu::SpotifyMenu(const SpotifyRow& row, const std::vector<Candidate>& candidates, std::size_t links, QWidget* parent)
    : QMenu(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("spotifyMenu"));
    setAccessibleName(tr("What can be done with it"));
    addOwn(row);
    addLinks(row, links);
    addQuestions(row, candidates);
}

/// What sounds alike is looked for with the listener's own file, and only where it is sure which that is.
void SpotifyMenu::addOwn(const SpotifyRow& row) {
    if (row.tracks.empty() || row.match == SpotifyMatch::none || row.match == SpotifyMatch::several)
        return;
    const bool isAlbum = isSpotifyAlbum(row);
    addAction(lineIcon(QStringLiteral("play")), isAlbum ? tr("Play local files") : tr("Play local file"), this,
              &SpotifyMenu::playWanted);
    addAction(lineIcon(QStringLiteral("similar")), tr("Similar in my music"), this, &SpotifyMenu::similarWanted);
    addAction(lineIcon(QStringLiteral("library")), tr("Show in library"), this, &SpotifyMenu::showWanted);
    addSeparator();
}

void SpotifyMenu::offerSpotify(std::size_t rows) {
    auto* play = new QAction(lineIcon(QStringLiteral("cloud")),
                             rows > 1 ? tr("Play %1 on Spotify").arg(countText(rows)) : tr("Play on Spotify"), this);
    connect(play, &QAction::triggered, this, &SpotifyMenu::playOnSpotifyWanted);
    QAction* const first = actions().isEmpty() ? nullptr : actions().first();
    insertAction(first, play);
    insertSeparator(first);
}

void SpotifyMenu::addLinks(const SpotifyRow& row, std::size_t links) {
    if (spotifyLink(row).isEmpty())
        return;
    addAction(lineIcon(QStringLiteral("link")), tr("Open in Spotify"), this, &SpotifyMenu::openWanted);
    addAction(tr("Open in the browser"), this, &SpotifyMenu::browserWanted);
    addAction(links > 1 ? tr("Copy %1 links (Ctrl+C)").arg(countText(links)) : tr("Copy link (Ctrl+C)"), this,
              &SpotifyMenu::copyWanted);
}

void SpotifyMenu::addQuestions(const SpotifyRow& row, const std::vector<Candidate>& candidates) {
    if (isSpotifyAlbum(row))
        return; // its songs are asked about
    addSeparator();
    if (row.match == SpotifyMatch::several) {
        auto* which = addMenu(tr("Which one is it?"));
        which->setObjectName(QStringLiteral("spotifyCandidates"));
        for (const Candidate& one : candidates)
            which->addAction(buttonText(one.name), this, [this, track = one.track] { Q_EMIT confirmed(track); });
    }
    if (row.match == SpotifyMatch::probable && !row.tracks.empty())
        addAction(tr("This is the one"), this, [this, track = row.tracks.front()] { Q_EMIT confirmed(track); });
    if (row.match != SpotifyMatch::none)
        addAction(row.match == SpotifyMatch::several ? tr("None of them") : tr("Not this one"), this, &SpotifyMenu::unlinkWanted);
    if (row.isConfirmed || row.isUnlinked)
        addAction(lineIcon(QStringLiteral("undo")), tr("Match again"), this, &SpotifyMenu::matchAgainWanted);
}

} // namespace segue::ui
