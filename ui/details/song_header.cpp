// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/song_header.h"

#include "ui/kit/cover_view.h"
#include "ui/words/format.h"
#include "ui/words/sound_text.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kCoverSide = 96;
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
    if (!track.heardGenre.empty())
        words << SongHeader::tr("heard as %1").arg(text(track.heardGenre));
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
    , m_problem(new QLabel(this)) {
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
    words->addStretch(1);
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
    showLines();
    return m_cover->expect(track.path);
}

void SongHeader::showProblem(const QString& problem) {
    m_problem->setText(problem);
    showLines();
}

/// The analysis and the file's own facts often fail for one reason, which is said once.
void SongHeader::showLines() {
    m_problem->setHidden(m_problem->text().isEmpty());
    m_measured->setHidden(m_measured->text().isEmpty() || m_measured->text() == m_problem->text());
}

QString SongHeader::measured() const {
    return m_measured->isHidden() ? QString() : m_measured->text();
}

QString SongHeader::problem() const {
    return m_problem->text();
}

} // namespace segue::ui
