// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/song_header.h"

#include "ui/kit/cover_view.h"
#include "ui/kit/icons.h"
#include "ui/kit/star_field.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"
#include "ui/words/sound_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kCoverSide = 96;
constexpr int kButton = 40;
const QString kBetween = QStringLiteral("  ·  ");

QString albumText(const Track& track) {
    QStringList words;
    if (!track.album.empty())
        words << text(track.album);
    if (track.year > 0)
        words << QString::number(track.year);
    if (!track.genre.empty())
        words << text(track.genre);
    return words.join(kBetween);
}

QString measuredText(const Track& track) {
    if (track.state == AnalysisState::waiting)
        return SongHeader::tr("Not analysed yet: tempo, key and genres come with the analysis.");
    if (track.state == AnalysisState::failed || track.state == AnalysisState::unheard)
        return heardSentence(track);
    QStringList words;
    if (track.features)
        words << tempoText(track.features->tempoBpm) << keyText(track.features->key, track.features->keyStrength)
              << loudnessText(track.features->loudnessLufs);
    if (!heardText(track).isEmpty())
        words << SongHeader::tr("heard as %1").arg(heardText(track));
    words.removeAll(QString());
    return words.join(kBetween);
}

} // namespace

SongHeader::SongHeader(QWidget* parent)
    : QWidget(parent)
    , m_cover(new CoverView(kCoverSide, this))
    , m_title(new QLabel(this))
    , m_artist(new QLabel(this))
    , m_album(new QLabel(this))
    , m_measured(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_play(new QToolButton(this))
    , m_stars(new StarField(this)) {
    m_title->setFont(scaledFont(font(), 1.3, QFont::Bold));
    m_measured->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_artist->setProperty("muted", true);
    m_album->setProperty("muted", true);
    m_problem->setProperty("problem", true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    for (auto* label : {m_title, m_artist, m_album, m_measured, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setMinimumWidth(80);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (label == m_measured)
            words->addSpacing(4);
        words->addWidget(label);
    }
    m_play->setObjectName(QStringLiteral("playButton"));
    m_play->setIconSize({20, 20});
    m_play->setFixedSize(kButton, kButton);
    connect(m_play, &QToolButton::clicked, this, &SongHeader::playWanted);
    connect(m_stars, &StarField::rated, this, &SongHeader::rated);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(12);
    actions->addWidget(m_play);
    actions->addWidget(m_stars);
    actions->addStretch(1);
    words->addSpacing(6);
    words->addLayout(actions);
    words->addStretch(1);
    showPlaying(false);
    m_problem->hide();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_cover, 0, Qt::AlignTop);
    row->addLayout(words, 1);
}

bool SongHeader::showTrack(const Track& track) {
    m_title->setText(text(track.title));
    m_artist->setText(artistText(track));
    m_album->setText(albumText(track));
    m_album->setHidden(m_album->text().isEmpty());
    m_measured->setText(measuredText(track));
    m_play->setEnabled(!track.path.empty());
    m_stars->setRating(track.rating);
    m_stars->setEnabled(track.id != 0);
    showLines();
    return m_cover->expect(track.path);
}

void SongHeader::showPlaying(bool isPlaying) {
    m_play->setIcon(iconOnAccent(isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setAccessibleName(isPlaying ? tr("Pause this song") : tr("Play this song"));
    m_play->setToolTip(m_play->accessibleName());
}

void SongHeader::showProblem(const QString& problem) {
    m_problem->setText(problem);
    showLines();
}

/// The analysis and the file's own facts often fail for one reason, which is shown once.
void SongHeader::showLines() {
    m_problem->setHidden(m_problem->text().isEmpty());
    m_measured->setHidden(m_measured->text().isEmpty() || m_measured->text() == m_problem->text());
}

QString SongHeader::measured() const { return m_measured->isHidden() ? QString() : m_measured->text(); }

QString SongHeader::problem() const { return m_problem->text(); }

} // namespace segue::ui
