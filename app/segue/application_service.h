// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue/instance_order.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace segue::app {

/// org.freedesktop.Application on the session bus, under the id of the desktop file: how a desktop raises Segue, gives it files
/// and uses the actions of its launcher. The name is the first Segue's; another one, with another listener's data, does without.
class ApplicationService final : public QObject {
    Q_OBJECT

public:
    explicit ApplicationService(const QDBusConnection& bus, QObject* parent = nullptr);
    ~ApplicationService() override;

    void take(InstanceOrder order, const QVariantMap& platform);

Q_SIGNALS:
    void ordered(const segue::app::InstanceOrder& order);

private:
    QDBusConnection m_bus;
    bool m_isNamed = false;
};

class ApplicationAdaptor final : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    explicit ApplicationAdaptor(ApplicationService& service);

public Q_SLOTS:
    void Activate(const QVariantMap& platform_data);
    void Open(const QStringList& uris, const QVariantMap& platform_data);
    /// The actions of the desktop file, by their names there; others do nothing.
    void ActivateAction(const QString& action_name, const QVariantList& parameter, const QVariantMap& platform_data);

private:
    ApplicationService& m_service;
};

} // namespace segue::app
