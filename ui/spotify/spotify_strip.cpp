// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/spotify_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace segue::ui {

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
    m_words->setMinimumWidth(80);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far it has come"));
    m_row->setContentsMargins(0, 2, 0, 2);
    m_row->setSpacing(8);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(10);
    upper->addWidget(m_mark, 0, Qt::AlignTop);
    upper->addWidget(m_words, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(8);
    column->addLayout(upper);
    column->addWidget(m_progress);
    column->addWidget(m_buttons);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SpotifyStrip::tell);
    tell();
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
    if (acts == m_acts)
        return; // a button that has the focus keeps it
    m_acts = std::move(acts);
    while (auto* item = m_row->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const SpotifyAct act : m_acts) {
        auto* button = new QPushButton(spotifyActName(act), m_buttons);
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, act] { Q_EMIT actWanted(act); });
        m_row->addWidget(button);
    }
    m_row->addStretch(1);
}

} // namespace segue::ui
