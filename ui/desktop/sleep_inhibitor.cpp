// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleep_inhibitor.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <utility>

namespace segue::ui {

namespace {

constexpr uint kSuspend = 4; // of the portal's flags

const QString kPortal = QStringLiteral("org.freedesktop.portal.Desktop");

} // namespace

SleepInhibitor::SleepInhibitor(const Bus& session, const Bus& system, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_system(system) {}

SleepInhibitor::~SleepInhibitor() { release(); }

bool SleepInhibitor::isHeld() const { return !m_request.isEmpty() || m_lock.isValid(); }

void SleepInhibitor::setWanted(bool isWanted) {
    if (std::exchange(m_isWanted, isWanted) == isWanted)
        return;
    ++m_turn;
    if (isWanted)
        askPortal();
    else
        release();
}

void SleepInhibitor::closeRequest(const QString& request) const {
    m_session->send(QDBusMessage::createMethodCall(kPortal, request, QStringLiteral("org.freedesktop.portal.Request"),
                                                   QStringLiteral("Close")));
}

void SleepInhibitor::release() {
    if (!m_request.isEmpty())
        closeRequest(std::exchange(m_request, QString()));
    m_lock = QDBusUnixFileDescriptor();
}

void SleepInhibitor::askPortal() {
    if (!m_session)
        return askLogind();
    auto call = QDBusMessage::createMethodCall(kPortal, QStringLiteral("/org/freedesktop/portal/desktop"),
                                               QStringLiteral("org.freedesktop.portal.Inhibit"), QStringLiteral("Inhibit"));
    call << QString() << kSuspend << QVariantMap{{QStringLiteral("reason"), tr("Music is playing")}};
    auto* watcher = new QDBusPendingCallWatcher(m_session->asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, turn = m_turn] {
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError() && turn == m_turn)
            askLogind();
        else if (!reply.isError() && turn == m_turn)
            m_request = reply.value().path();
        else if (!reply.isError())
            closeRequest(reply.value().path());
    });
}

void SleepInhibitor::askLogind() {
    if (!m_system)
        return;
    auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
                                               QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep") << QStringLiteral("Segue") << tr("Music is playing") << QStringLiteral("block");
    auto* watcher = new QDBusPendingCallWatcher(m_system->asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, turn = m_turn] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError() && turn == m_turn)
            m_lock = reply.value();
    });
}

} // namespace segue::ui
