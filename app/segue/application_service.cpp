// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/application_service.h"

#include "ui/desktop/session_bus.h"
#include "ui/words/format.h"

#include <QUrl>

namespace segue::app {

namespace {

const QString kPath = QStringLiteral("/io/github/segue_player/Segue");

QString name() { return QString::fromLatin1(ui::kDesktopId); }

} // namespace

ApplicationService::ApplicationService(const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus) {
    new ApplicationAdaptor(*this);
    if (m_bus.registerObject(kPath, this, QDBusConnection::ExportAdaptors))
        ui::requestName(m_bus, name(), this, [this](bool isOurs) { m_isNamed = isOurs; });
}

ApplicationService::~ApplicationService() {
    m_bus.unregisterObject(kPath);
    if (m_isNamed)
        ui::releaseName(m_bus, name());
}

void ApplicationService::take(InstanceOrder order, const QVariantMap& platform) {
    const QString token = platform.value(QStringLiteral("activation-token")).toString();
    const QString older = platform.value(QStringLiteral("desktop-startup-id")).toString();
    order.activationToken = (token.isEmpty() ? older : token).toStdString();
    Q_EMIT ordered(order);
}

ApplicationAdaptor::ApplicationAdaptor(ApplicationService& service)
    : QDBusAbstractAdaptor(&service)
    , m_service(service) {}

void ApplicationAdaptor::Activate(const QVariantMap& platform_data) {
    m_service.take({.actions = {InstanceOrder::Action::raise}, .paths = {}, .demo = false, .activationToken = {}}, platform_data);
}

void ApplicationAdaptor::Open(const QStringList& uris, const QVariantMap& platform_data) {
    InstanceOrder order{.actions = {InstanceOrder::Action::raise}, .paths = {}, .demo = false, .activationToken = {}};
    for (const QString& uri : uris)
        if (auto path = ui::pathOf(QUrl(uri, QUrl::StrictMode)); !path.empty())
            order.paths.push_back(std::move(path));
    m_service.take(order, platform_data);
}

void ApplicationAdaptor::ActivateAction(const QString& action_name, const QVariantList&, const QVariantMap& platform_data) {
    if (const auto action = actionOf(action_name.toStdString()))
        m_service.take({.actions = {*action}, .paths = {}, .demo = false, .activationToken = {}}, platform_data);
}

} // namespace segue::app
