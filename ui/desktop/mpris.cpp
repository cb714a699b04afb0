// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/mpris.h"

#include "ui/desktop/mpris_player.h"
#include "ui/desktop/mpris_root.h"
#include "ui/desktop/mpris_track_list.h"
#include "ui/desktop/session_bus.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QMetaProperty>

#include <chrono>
#include <utility>

namespace segue::ui {

using namespace std::chrono_literals;

namespace {

const QString kMprisName = QStringLiteral("org.mpris.MediaPlayer2.segue");
const QString kMprisPath = QStringLiteral("/org/mpris/MediaPlayer2");
const QString kPlayerInterface = QStringLiteral("org.mpris.MediaPlayer2.Player");
const QString kListInterface = QStringLiteral("org.mpris.MediaPlayer2.TrackList");
/// So long changes are gathered: the engine tells of a new song and of the queue that went on one after the other.
constexpr auto kTogether = 20ms;

/// All properties but the position, which clients count on by themselves.
QVariantMap propertiesOf(const QObject& adaptor) {
    QVariantMap all;
    const auto* meta = adaptor.metaObject();
    for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i)
        if (const auto property = meta->property(i); qstrcmp(property.name(), "Position") != 0)
            all.insert(QString::fromLatin1(property.name()), property.read(&adaptor));
    return all;
}

void sendChanged(QDBusConnection& bus, const QString& interface, const QVariantMap& changed, const QStringList& invalidated) {
    auto signal = QDBusMessage::createSignal(kMprisPath, QStringLiteral("org.freedesktop.DBus.Properties"),
                                             QStringLiteral("PropertiesChanged"));
    signal << interface << changed << invalidated;
    bus.send(signal);
}

} // namespace

Mpris::Mpris(PlayerFace& face, const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus)
    , m_player(new MprisPlayer(face, m_budget, this))
    , m_list(new MprisTrackList(face, m_budget, this)) {
    new MprisRoot(face, this);
    m_told = propertiesOf(*m_player);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTogether);
    connect(&m_soon, &QTimer::timeout, this, &Mpris::tellChanges);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&face, &PlayerFace::changed, this, soon);
    connect(&face, &PlayerFace::queueChanged, this, [this, soon] {
        m_isListAnother = true;
        soon();
    });
    if (!m_bus.registerObject(kMprisPath, this, QDBusConnection::ExportAdaptors))
        return;
    takeName(kMprisName, false);
}

Mpris::~Mpris() {
    m_bus.unregisterObject(kMprisPath);
    if (!m_name.isEmpty())
        releaseName(m_bus, m_name);
}

void Mpris::takeName(const QString& name, bool isLast) {
    requestName(m_bus, name, this, [this, name, isLast](bool isOurs) {
        if (isOurs)
            m_name = name;
        else if (!isLast)
            takeName(kMprisName + QStringLiteral(".instance%1").arg(QCoreApplication::applicationPid()), true);
    });
}

void Mpris::tellChanges() {
    const auto now = propertiesOf(*m_player);
    QVariantMap changed;
    for (auto property = now.begin(); property != now.end(); ++property)
        if (m_told.value(property.key()) != property.value())
            changed.insert(property.key(), property.value());
    m_told = now;
    if (!changed.isEmpty())
        sendChanged(m_bus, kPlayerInterface, changed, {});
    if (std::exchange(m_isListAnother, false) && m_list->tellChanges())
        sendChanged(m_bus, kListInterface, {}, {QStringLiteral("Tracks")});
}

} // namespace segue::ui
