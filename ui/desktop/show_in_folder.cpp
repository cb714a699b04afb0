// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/show_in_folder.h"

#include "engine/words/section.h"
#include "ui/desktop/session_bus.h"
#include "ui/words/format.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDesktopServices>
#include <QObject>

namespace segue::ui {

void openFolder(const std::filesystem::path& folder) { QDesktopServices::openUrl(fileUrl(folder)); }

void showInFolder(const std::filesystem::path& song, QObject* context) {
    const auto bus = sessionBus();
    if (!bus)
        return openFolder(fileOf(song).parent_path());
    auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.FileManager1"),
                                               QStringLiteral("/org/freedesktop/FileManager1"),
                                               QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
    call << QStringList{fileUrl(song).toString(QUrl::FullyEncoded)} << QString();
    auto* watcher = new QDBusPendingCallWatcher(bus->asyncCall(call), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, song] {
        if (watcher->isError())
            openFolder(fileOf(song).parent_path());
        watcher->deleteLater();
    });
}

} // namespace segue::ui
