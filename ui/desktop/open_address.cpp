// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/open_address.h"

#include <QDesktopServices>
#include <QProcess>
#include <QString>
#include <QUrl>

namespace segue::ui {

namespace {

QString openingCommand() {
    for (const char* name : {"SEGUE_OPEN_URL_COMMAND", "PLAYER_OPEN_URL_COMMAND"})
        if (const QString command = qEnvironmentVariable(name); !command.isEmpty())
            return command;
    return {};
}

bool mayBeOpened(const QUrl& url) {
    const QString scheme = url.scheme();
    const bool isHere = url.host() == QLatin1String("127.0.0.1") || url.host() == QLatin1String("::1");
    return url.isValid() &&
           (scheme == QLatin1String("https") || scheme == QLatin1String("spotify") || (scheme == QLatin1String("http") && isHere));
}

} // namespace

bool openAddress(const QString& address) {
    const QUrl url(address, QUrl::StrictMode);
    if (!mayBeOpened(url))
        return false;
    const QString command = openingCommand();
    return command.isEmpty() ? QDesktopServices::openUrl(url) : QProcess::startDetached(command, {address});
}

} // namespace segue::ui
