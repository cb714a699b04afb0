// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/tray_icon.h"

#include "ui/desktop/window_title.h"

#include <QIcon>
#include <QMenu>
#include <QSystemTrayIcon>

namespace segue::ui {

TrayIcon::TrayIcon(PlayerFace& face, QObject* parent)
    : QObject(parent)
    , m_face(face) {
    connect(&face, &PlayerFace::changed, this, &TrayIcon::showFacts);
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setWanted(bool isWanted) {
    if (!isWanted) {
        m_icon.reset();
        m_menu.reset();
    } else if (!m_icon) {
        make();
    }
}

bool TrayIcon::isSeen() const { return m_icon && m_icon->isVisible() && QSystemTrayIcon::isSystemTrayAvailable(); }

void TrayIcon::make() {
    m_menu = std::make_unique<QMenu>();
    m_menu->addAction(tr("Show Segue"), &m_face, &PlayerFace::raiseWanted);
    m_menu->addSeparator();
    m_play = m_menu->addAction(tr("Play"), &m_face, &PlayerFace::toggleWanted);
    m_previous = m_menu->addAction(tr("Previous"), &m_face, &PlayerFace::previousWanted);
    m_next = m_menu->addAction(tr("Next"), &m_face, &PlayerFace::nextWanted);
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit"), &m_face, &PlayerFace::quitWanted, Qt::QueuedConnection); // its own menu goes with the window
    m_icon = std::make_unique<QSystemTrayIcon>(QIcon(QStringLiteral(":/icons/segue.svg")));
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon.get(), &QSystemTrayIcon::activated, &m_face, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::MiddleClick)
            Q_EMIT m_face.toggleWanted();
        else if (reason != QSystemTrayIcon::Context)
            Q_EMIT m_face.raiseWanted();
    });
    showFacts();
    m_icon->show();
}

void TrayIcon::showFacts() {
    if (!m_icon)
        return;
    const auto& facts = m_face.facts();
    m_icon->setToolTip(windowTitle(facts));
    m_play->setText(facts.state == playback::PlayState::playing ? tr("Pause") : tr("Play"));
    m_play->setEnabled(facts.canPlay());
    m_next->setEnabled(facts.hasNext);
    m_previous->setEnabled(facts.isLoaded());
}

} // namespace segue::ui
