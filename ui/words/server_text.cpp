// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/server_text.h"

#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("server", sentence); }

bool isThisComputer(const QString& host) {
    static const QRegularExpression numbers(QStringLiteral("^127\\.[0-9.]+$"));
    return host == QLatin1String("localhost") || host == QLatin1String("::1") || numbers.match(host).hasMatch();
}

QString waitingText(std::size_t count) {
    return count == 1 ? tr("1 song waits to be sent.") : tr("%1 songs wait to be sent.").arg(countText(count));
}

QString tokenText(ScrobblingChanged::Token token) {
    switch (token) {
    case ScrobblingChanged::Token::inKeyring:
        return tr("The token is in the desktop's keyring.");
    case ScrobblingChanged::Token::inFile:
        return tr("The token is in a file that only you can read.");
    case ScrobblingChanged::Token::unstored:
        return tr("The desktop's keyring did not take the token: Segue forgets it when it ends.");
    case ScrobblingChanged::Token::none:
        break;
    }
    return {};
}

} // namespace

QString serverProblem(const QString& address) {
    const QString typed = address.trimmed();
    if (typed.isEmpty())
        return {};
    const QUrl url(typed.contains(QLatin1String("://")) ? typed : QStringLiteral("https://") + typed, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !isWeb || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty())
        return tr("This is no server's address. One looks like https://listens.example.org.");
    if (url.scheme() == QLatin1String("http") && !isThisComputer(url.host()))
        return tr("With http others could read your token on its way. Use https; http is taken for this computer only.");
    return {};
}

QString scrobblingText(const ScrobblingChanged& event) {
    QStringList parts;
    switch (event.state) {
    case ScrobblingChanged::State::off:
        return tr("Off. Nothing is recorded for a server, and none is asked anything.");
    case ScrobblingChanged::State::keyring:
        return tr("Asking the desktop's keyring. It may have opened a window that wants a password; Segue goes on meanwhile.");
    case ScrobblingChanged::State::checking:
        return tr("Asking the server…");
    case ScrobblingChanged::State::on:
        parts << (event.user.empty() ? tr("On.") : tr("On, for %1.").arg(text(event.user)));
        break;
    case ScrobblingChanged::State::waiting:
    case ScrobblingChanged::State::refused:
        parts << sentence(event.problem);
        break;
    }
    if (event.waiting > 0)
        parts << waitingText(event.waiting);
    if (const QString token = tokenText(event.token); !token.isEmpty())
        parts << token;
    return parts.join(QLatin1Char(' '));
}

} // namespace segue::ui
