// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace segue::ui {

/// Whether the desktop prefers dark: asks the XDG desktop portal (org.freedesktop.appearance color-scheme), which never
/// blocks, and hears of later changes. Without a portal nothing is ever said.
class DesktopAppearance final : public QObject {
    Q_OBJECT

public:
    explicit DesktopAppearance(QObject* parent = nullptr);
    void ask();

Q_SIGNALS:
    void answered(bool dark);

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);
};

} // namespace segue::ui
