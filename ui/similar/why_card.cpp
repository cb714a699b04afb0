// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/why_card.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"

#include <QGuiApplication>
#include <QLabel>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

WhyCard::WhyCard(const Recommendation& song, const Track& seed, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("whyCard"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Why this song"));
    m_column->setContentsMargins(16, 14, 16, 14);
    m_column->setSpacing(4);
    auto* heading = new QLabel(tr("Why “%1”").arg(text(song.track.title)), this);
    heading->setFont(scaledFont(font(), 1.1, QFont::DemiBold));
    heading->setWordWrap(true);
    heading->setTextFormat(Qt::PlainText);
    m_column->addWidget(heading);
    QString match = matchNumberText(song.match);
    match[0] = match[0].toUpper();
    addLine(tr("%1 · %2 alike").arg(match, percentText(song.similarity)), true);
    m_column->addSpacing(6);
    if (song.shift > 0.F)
        addLine(tr("It came sooner: you like songs like it."), false);
    else if (song.shift < 0.F)
        addLine(tr("It came later: you do not like songs like it."), false);
    for (const Reason& reason : song.reasons)
        addLine(reasonSentence(reason), false);
    if (song.reasons.empty())
        addLine(tr("Near “%1” on the whole; nothing that can be named is unusual about it.").arg(text(seed.title)), false);
    if (song.versions.empty())
        return;
    m_column->addSpacing(8);
    addLine(tr("Other versions of it here"), true);
    for (const Track& version : song.versions)
        addVersion(version);
}

void WhyCard::addLine(const QString& words, bool isMuted) {
    auto* line = new QLabel(words, this);
    line->setProperty("muted", isMuted);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    m_column->addWidget(line);
}

void WhyCard::addVersion(const Track& version) {
    auto* button = new QToolButton(this);
    button->setProperty("row", true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(lineIcon(QStringLiteral("play")));
    const QString album = text(version.album);
    QString words = text(version.title);
    if (!album.isEmpty())
        words += QStringLiteral(" · ") + album;
    words += QStringLiteral(" · ") + clockText(version.duration);
    button->setText(fontMetrics().elidedText(words, Qt::ElideRight, 320));
    button->setToolTip(tr("Hear it"));
    button->setAccessibleName(tr("Hear %1").arg(words));
    connect(button, &QToolButton::clicked, this, [this, version] { Q_EMIT previewWanted(version); });
    m_column->addWidget(button);
}

void WhyCard::openAt(QPoint globalPosition, int width) {
    setFixedWidth(width);
    const int height = std::max(sizeHint().height(), heightForWidth(width));
    const QScreen* screen = QGuiApplication::screenAt(globalPosition);
    const QRect room = screen != nullptr ? screen->availableGeometry() : QRect(globalPosition, QSize(width, height));
    QPoint place = globalPosition;
    if (place.y() + height > room.bottom())
        place.setY(std::max(room.top(), globalPosition.y() - height));
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width)));
    resize(width, height);
    move(place);
    show();
}

} // namespace segue::ui
