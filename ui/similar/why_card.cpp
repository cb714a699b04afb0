// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/why_card.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/playback/play_items.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"
#include "ui/words/message_text.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

/// A line that can be pressed: as wide as the card, and cut at its end where it is longer.
class LineButton final : public QPushButton {
public:
    LineButton(const QIcon& icon, const QString& words, QWidget* parent)
        : QPushButton(icon, words, parent)
        , m_words(words) {
        setProperty("row", true);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setAutoDefault(false);
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QPushButton::resizeEvent(event);
        constexpr int kBesideText = 32; // icon, gap and padding
        setText(buttonText(fontMetrics().elidedText(m_words, Qt::ElideRight, width() - kBesideText)));
    }

private:
    QString m_words;
};

} // namespace

WhyCard::WhyCard(const Recommendation& song, const Track& seed, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_column(new QVBoxLayout(this))
    , m_moments(new QVBoxLayout) {
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
    addLine(*m_column, tr("%1 · %2 alike").arg(match, percentText(song.similarity)), true);
    m_column->addSpacing(6);
    if (song.shift > 0.F)
        addLine(*m_column, tr("It came sooner: you like songs like it."), false);
    else if (song.shift < 0.F)
        addLine(*m_column, tr("It came later: you do not like songs like it."), false);
    for (const Reason& reason : song.reasons)
        addLine(*m_column, reasonSentence(reason), false);
    if (song.reasons.empty())
        addLine(*m_column, tr("Near “%1” on the whole; nothing that can be named is unusual about it.").arg(text(seed.title)),
                false);
    m_column->addSpacing(8);
    m_moments->setSpacing(2);
    m_column->addLayout(m_moments);
    addLine(*m_moments, tr("Where they sound most alike"), true);
    m_looking = addLine(*m_moments, tr("Listening to both songs…"), false);
    if (song.versions.empty())
        return;
    m_column->addSpacing(8);
    addLine(*m_column, tr("Other versions of it here"), true);
    for (const Track& version : song.versions)
        addVersion(version);
}

QLabel* WhyCard::addLine(QVBoxLayout& column, const QString& words, bool isMuted) {
    auto* line = new QLabel(words, this);
    line->setProperty("muted", isMuted);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    column.addWidget(line);
    return line;
}

QPushButton* WhyCard::addButton(QVBoxLayout& column, const QString& icon, const QString& words, const QString& tip) {
    auto* button = new LineButton(lineIcon(icon), words, this);
    button->setToolTip(tip);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(tip, words));
    column.addWidget(button);
    button->show(); // what comes while the card is open counts for its height at once
    return button;
}

void WhyCard::addVersion(const Track& version) {
    const QString album = text(version.album);
    QString words = text(version.title);
    if (!album.isEmpty())
        words += QStringLiteral(" · ") + album;
    words += QStringLiteral(" · ") + clockText(version.duration);
    auto* button = addButton(*m_column, QStringLiteral("play"), words, tr("Hear it"));
    connect(button, &QPushButton::clicked, this, [this, version] { Q_EMIT previewWanted(version); });
}

void WhyCard::addMoment(const Track& track, const SongSpan& span) {
    const QString where = tr("%1 to %2").arg(placeText(span.start), placeText(span.start + span.length));
    auto* button = addButton(*m_moments, QStringLiteral("play"), QStringLiteral("%1 · %2").arg(where, text(track.title)),
                             tr("Hear this part"));
    connect(button, &QPushButton::clicked, this, [this, track, span] { Q_EMIT momentWanted(stretchItem(track, span)); });
}

void WhyCard::showMoments(const MomentsFound& found) {
    if (!found.problem.empty()) {
        m_looking->setText(sentence(found.problem));
        return fit();
    }
    m_looking->hide();
    addMoment(found.seed, found.ofSeed);
    addMoment(found.song, found.ofSong);
    auto* both = addButton(*m_moments, QStringLiteral("repeat"), tr("Both in turn (%1 alike)").arg(percentText(found.similarity)),
                           tr("Hear some seconds of the one and of the other"));
    const auto items = inTurn(found.seed, found.ofSeed, found.song, found.ofSong);
    connect(both, &QPushButton::clicked, this, [this, items] { Q_EMIT comparisonWanted(items); });
    fit();
}

void WhyCard::openAt(QPoint globalPosition, int width) {
    m_anchor = globalPosition;
    setFixedWidth(width);
    fit();
    show();
}

/// As high as what it says, below the anchor if there is room.
void WhyCard::fit() {
    m_column->activate();
    const int height = std::max(sizeHint().height(), heightForWidth(width()));
    const QScreen* screen = QGuiApplication::screenAt(m_anchor);
    const QRect room = screen != nullptr ? screen->availableGeometry() : QRect(m_anchor, QSize(width(), height));
    QPoint place = m_anchor;
    if (place.y() + height > room.bottom())
        place.setY(std::max(room.top(), m_anchor.y() - height));
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    resize(width(), height);
    move(place);
}

} // namespace segue::ui
