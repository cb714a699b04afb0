// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace segue::ui {

namespace {

constexpr int kRoomForButtons = 700; ///< px, beside the words
constexpr int kEdge = 16;
constexpr int kGap = 8;
constexpr int kMarkGap = 10;

} // namespace

SpotifyStrip::SpotifyStrip(QWidget* parent)
    : QWidget(parent)
    , m_mark(new QLabel(tr("Spotify"), this))
    , m_words(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_buttons(new QWidget(this))
    , m_row(new QHBoxLayout(m_buttons)) {
    setObjectName(QStringLiteral("spotifyStrip"));
    m_mark->setProperty("badge", true);
    m_mark->setToolTip(tr("What is listed here comes from Spotify. It is no part of your libraries."));
    m_mark->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_words->setProperty("muted", true);
    m_words->setTextFormat(Qt::PlainText); // names come from elsewhere
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setMinimumWidth(80);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far it has come"));
    m_row->setContentsMargins(0, 2, 0, 2);
    m_row->setSpacing(kGap);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(kMarkGap);
    upper->addWidget(m_mark, 0, Qt::AlignTop);
    upper->addWidget(m_words, 1);
    m_line = new QBoxLayout(QBoxLayout::LeftToRight);
    m_line->setSpacing(kGap);
    m_line->addLayout(upper, 1);
    m_line->addWidget(m_buttons, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kEdge, 0, kEdge, 8);
    column->setSpacing(kGap);
    column->addLayout(m_line);
    column->addWidget(m_progress);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SpotifyStrip::tell);
    tell();
}

void SpotifyStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void SpotifyStrip::fit() {
    const bool isNarrow = width() < kRoomForButtons;
    int buttons = 0;
    for (int i = 0; i < m_row->count(); ++i)
        if (const auto* button = m_row->itemAt(i)->widget())
            buttons += button->sizeHint().width() + kGap;
    m_line->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setDirection(isNarrow && buttons > width() - 2 * kEdge ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    // Rows within rows forget that words need height for their width.
    const int words = width() - 2 * kEdge - m_mark->sizeHint().width() - kMarkGap - (isNarrow ? 0 : buttons + kGap);
    m_words->setMinimumHeight(0); // which the height for a width is never less than
    m_words->setMinimumHeight(words > 0 ? m_words->heightForWidth(words) : 0);
}

QString SpotifyStrip::words() const { return m_words->text(); }

void SpotifyStrip::showSource(const SpotifySource& source) {
    m_source = source;
    tell();
}

void SpotifyStrip::tell() {
    using namespace std::chrono;
    const auto now = floor<seconds>(system_clock::now());
    m_words->setText(spotifyStateText(m_source, now));
    const bool isRunning = m_source.state == SpotifyState::importing || m_source.state == SpotifyState::syncing;
    m_progress->setVisible(isRunning);
    m_progress->setRange(0, static_cast<int>(m_source.total));
    m_progress->setValue(static_cast<int>(m_source.done));
    if (m_source.state == SpotifyState::rateLimited)
        m_second.start();
    else
        m_second.stop();
    auto acts = spotifyActs(m_source, now);
    m_buttons->setVisible(!acts.empty());
    if (acts == m_acts) // a button that has the focus keeps it
        return fit();
    m_acts = std::move(acts);
    while (auto* item = m_row->takeAt(0)) {
        if (auto* button = item->widget()) { // it may be the one that was just pressed
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
    for (const SpotifyAct act : m_acts) {
        auto* button = new QPushButton(spotifyActName(act), m_buttons);
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, act] { Q_EMIT actWanted(act); });
        m_row->addWidget(button);
        button->show(); // at once, not with the next turn of the event loop
    }
    m_row->addStretch(1);
    fit();
}

} // namespace segue::ui
