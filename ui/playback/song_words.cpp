// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/song_words.h"

#include "ui/kit/link_label.h"
#include "ui/kit/theme.h"
#include "ui/playback/bar_button.h"
#include "ui/words/format.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kSecondLine = 24; // pixels: as high as what is said of a preview

} // namespace

SongWords::SongWords(QWidget* parent)
    : QWidget(parent)
    , m_title(new LinkLabel(this))
    , m_artist(new LinkLabel(this))
    , m_dot(new QLabel(QStringLiteral("·"), this))
    , m_album(new LinkLabel(this))
    , m_preview(new QLabel(tr("Preview"), this))
    , m_whole(makeBarButton({}, tr("Play whole song"), 0, this))
    , m_endPreview(makeBarButton(QStringLiteral("close"), tr("End the preview"), 24, this)) {
    m_title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    for (QWidget* part : {static_cast<QWidget*>(m_artist), static_cast<QWidget*>(m_album), static_cast<QWidget*>(m_dot)})
        part->setProperty("muted", true);
    m_preview->setProperty("badge", true);
    m_preview->setToolTip(
        tr("The 30 seconds that are most typical of the song; the switch over the Recommendation list plays whole songs"));
    m_preview->setAccessibleDescription(m_preview->toolTip());
    m_whole->setObjectName(QStringLiteral("wholeButton"));
    m_whole->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_whole->setToolTip(tr("Plays this song from its beginning, and what follows it in its list"));
    m_whole->setFixedHeight(kSecondLine);
    m_endPreview->setIconSize({14, 14});
    layOut();
    setNarrow(false);
    connect(m_whole, &QToolButton::clicked, this, &SongWords::wholeWanted);
    connect(m_endPreview, &QToolButton::clicked, this, &SongWords::previewEndWanted);
    connect(m_title, &LinkLabel::activated, this, [this] { Q_EMIT detailsWanted(m_track); });
    connect(m_artist, &LinkLabel::activated, this, [this] { Q_EMIT artistWanted(m_track); });
    connect(m_album, &LinkLabel::activated, this, &SongWords::followAlbum);
}

/// Title over artist; between them what is said of a preview.
void SongWords::layOut() {
    auto* words = new QVBoxLayout(this);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_title);
    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    second->addStrut(kSecondLine); // the title stays where it is when a preview begins
    second->addWidget(m_preview);
    second->addWidget(m_whole);
    second->addWidget(m_endPreview);
    second->addWidget(m_artist, 0);
    second->addWidget(m_dot);
    second->addWidget(m_album, 0);
    second->addStretch(1);
    words->addLayout(second);
    words->addStretch(1);
}

void SongWords::followAlbum() {
    if (m_track.album.empty())
        Q_EMIT detailsWanted(m_track);
    else
        Q_EMIT albumWanted(m_track);
}

/// What is loaded, each as a link if it leads anywhere.
void SongWords::showSong(const Track& track, bool isPreview) {
    m_track = track;
    m_isPreview = isPreview;
    const bool isLoaded = !track.path.empty();
    const bool isJoined = isPreview && !track.artist.empty(); // the words of a preview take the artist's place
    const QString title = text(track.title);
    m_title->setFullText(isJoined ? tr("%1 · %2").arg(title, artistText(track)) : isLoaded ? title : tr("Nothing is playing"));
    m_title->setPurpose(isLoaded ? tr("Song details") : QString());
    m_artist->setFullText(isLoaded ? artistText(track) : tr("Double-click a song to hear it"));
    m_artist->setPurpose(isLoaded && !track.artist.empty() ? tr("Songs of this artist") : QString());
    m_album->setFullText(isLoaded ? text(track.album) : QString());
    m_album->setPurpose(isLoaded && !track.album.empty() ? tr("Songs of this album") : QString());
    makeRoom();
}

void SongWords::setNarrow(bool narrow) {
    m_isNarrow = narrow;
    m_whole->setText(narrow ? tr("Whole song") : tr("Play whole song"));
    makeRoom();
}

/// The words of a preview leave no room for the artist's and the album's.
void SongWords::makeRoom() {
    for (QWidget* part : {static_cast<QWidget*>(m_preview), static_cast<QWidget*>(m_whole), static_cast<QWidget*>(m_endPreview)})
        part->setVisible(m_isPreview);
    m_artist->setVisible(!m_isPreview);
    m_artist->setMinimumWidth(std::min(m_artist->sizeHint().width(), 14 * fontMetrics().averageCharWidth())); // beside a long album
    const bool hasAlbum = !m_isNarrow && !m_isPreview && !m_album->fullText().isEmpty();
    m_album->setVisible(hasAlbum);
    m_dot->setVisible(hasAlbum);
}

} // namespace segue::ui
