// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/song_notifier.h"

#include "ui/desktop/session_bus.h"
#include "ui/words/format.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <chrono>
#include <utility>

namespace segue::ui {

using namespace std::chrono_literals;

namespace {

const QString kNotifications = QStringLiteral("org.freedesktop.Notifications");
const QString kNotificationsPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr auto kBeforeTelling = 400ms;

QDBusMessage callOf(const QString& method) {
    return QDBusMessage::createMethodCall(kNotifications, kNotificationsPath, kNotifications, method);
}

} // namespace

SongNotifier::SongNotifier(PlayerFace& face, const QDBusConnection& bus, std::function<bool()> isWanted, QObject* parent)
    : QObject(parent)
    , m_face(face)
    , m_bus(bus)
    , m_isWanted(std::move(isWanted)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kBeforeTelling);
    connect(&m_soon, &QTimer::timeout, this, &SongNotifier::tell);
    connect(&face, &PlayerFace::changed, this, &SongNotifier::takeChange);
}

void SongNotifier::takeChange() {
    const auto& facts = m_face.facts();
    if (facts.state != playback::PlayState::playing || (facts.entry == m_entry && facts.begun == m_begun))
        return;
    const bool isAnother = facts.entry != m_entry;
    m_entry = facts.entry;
    m_begun = facts.begun;
    if (isAnother && m_entry != 0 && m_isWanted())
        m_soon.start();
}

/// Whether a body may have markup is known to the service alone.
void SongNotifier::tell() {
    if (!m_isWanted() || !m_bus.isConnected() || m_face.facts().entry == 0)
        return;
    if (!std::exchange(m_isListening, true)) // of anybody: to ask who has the service's name Qt would wait for the bus
        m_bus.connect(QString(), kNotificationsPath, kNotifications, QStringLiteral("ActionInvoked"), this,
                      SLOT(takeAction(uint, QString)));
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(callOf(QStringLiteral("GetCapabilities"))), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        send(!reply.isError() && reply.value().contains(QLatin1String("body-markup")));
    });
}

void SongNotifier::send(bool isMarkup) {
    const auto& facts = m_face.facts();
    QString body = artistText(facts.track);
    if (!facts.track.album.empty())
        body += QLatin1Char('\n') + text(facts.track.album);
    if (isMarkup)
        body = body.toHtmlEscaped();
    QVariantMap hints{{QStringLiteral("desktop-entry"), QString::fromLatin1(kDesktopId)},
                      {QStringLiteral("suppress-sound"), true},
                      {QStringLiteral("transient"), true}};
    if (!facts.art.empty())
        hints.insert(QStringLiteral("image-path"), fileUrl(facts.art).toString(QUrl::FullyEncoded));
    auto call = callOf(QStringLiteral("Notify"));
    call << QStringLiteral("Segue") << m_notification << QString::fromLatin1(kDesktopId) << text(facts.track.title) << body
         << QStringList{QStringLiteral("default"), tr("Show Segue")} << hints << -1;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            m_notification = reply.value();
    });
}

void SongNotifier::takeAction(uint notification, const QString& action) {
    if (notification != 0 && notification == m_notification && action == QLatin1String("default"))
        Q_EMIT m_face.raiseWanted();
}

} // namespace segue::ui
