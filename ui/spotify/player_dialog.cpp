// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/player_dialog.h"

#include "ui/kit/theme.h"
#include "ui/kit/toggle_switch.h"
#include "ui/words/spotify_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

QLabel* playerProse(const QString& words, QWidget* parent, bool isMuted = false) {
    auto* label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    label->setProperty("muted", isMuted);
    return label;
}

} // namespace

PlayerDialog::PlayerDialog(const SpotifySource& source, bool isAllowed, QWidget* window)
    : QDialog(window)
    , m_source(source.id)
    , m_allowed(new ToggleSwitch(tr("Control Spotify’s player"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("spotifyPlayerDialog"));
    setWindowTitle(tr("Spotify’s player"));
    auto* heading = new QLabel(tr("Spotify’s player, for “%1”").arg(spotifyName(source)), this);
    heading->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    heading->setMinimumWidth(80);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAccessibleName(close->text());
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_allowed, &ToggleSwitch::toggled, this, [this](bool isOn) { Q_EMIT allowWanted(m_source, isOn); });
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(heading);
    column->addWidget(playerProse(tr("Segue can be the remote control of a Spotify app that is open on this computer, a phone or a "
                                     "loudspeaker: play a list or a song there, pause, skip, and choose the device. Spotify plays "
                                     "the music itself; Segue hears nothing of it, counts nothing and keeps nothing."),
                                  this));
    column->addWidget(m_allowed);
    for (const QString& fact :
         {tr("• It needs Spotify Premium and a Spotify app that is open."),
          tr("• Spotify asks you once more to agree: Segue may then read what plays and where, and change it."),
          tr("• While this account’s page is shown and something plays, Spotify is asked every five seconds what it is; else only "
             "after you pressed something here or opened the page."),
          tr("• Segue’s own music pauses before Spotify plays, and Spotify pauses when Segue’s own music starts.")})
        column->addWidget(playerProse(fact, this, true));
    column->addStretch(1);
    column->addLayout(buttons);
    showAllowed(isAllowed);
    resize(std::clamp(window->width() - 40, 320, 560), std::clamp(window->height() - 40, 320, 420));
}

void PlayerDialog::showAllowed(bool isAllowed) {
    const QSignalBlocker quiet(m_allowed);
    m_allowed->setChecked(isAllowed);
}

} // namespace segue::ui
