// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/spotify_text.h"

#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <utility>

namespace segue::ui {

namespace {

using namespace std::chrono;
constexpr days kWarnBefore{15}; ///< a sign-in ends

QString tr(const char* sentence) { return QCoreApplication::translate("spotify", sentence); }

/// With the time of day also on another day.
QString momentText(sys_seconds time) {
    const auto when = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
    if (when.date() == QDate::currentDate())
        return QLocale().toString(when.time(), QLocale::ShortFormat);
    return tr("%1, %2").arg(dateText(time), QLocale().toString(when.time(), QLocale::ShortFormat));
}

QString asOf(const SpotifySource& source) {
    return source.at.time_since_epoch().count() > 0 ? dateText(source.at) : tr("an earlier time");
}

/// What is shown meanwhile.
QString copyText(const SpotifySource& source) {
    return source.songs == 0 ? QString() : tr("A copy as of %1 is shown.").arg(asOf(source));
}

QString hereText(const SpotifySource& source) {
    return tr("%1, %2 of them in your music.").arg(songsText(source.songs), countText(source.here));
}

QString progressText(const SpotifySource& source, const QString& known, const QString& unknown) {
    return source.total == 0 ? unknown : known.arg(countText(source.done), countText(source.total));
}

QString importedText(const SpotifySource& source) {
    const QString file = pathText(source.file.filename());
    const QString when = dateText(source.at);
    const QString head = when.isEmpty()   ? tr("Imported:")
                         : file.isEmpty() ? tr("Imported (%1):").arg(when)
                                          : tr("Imported from “%1” (%2):").arg(file, when);
    return head + QLatin1Char(' ') + hereText(source);
}

QString waitText(const SpotifySource& source, sys_seconds now) {
    const auto left = duration_cast<seconds>(source.until - now).count();
    return left > 0 ? tr("Spotify asked for a pause. It goes on by itself in %1 s.").arg(left)
                    : tr("Spotify asked for a pause. It goes on by itself.");
}

QString browserText(const SpotifySource& source) {
    const QString redirect = text(source.redirect);
    const QString ask = tr("Waiting until you agree in your browser.");
    return redirect.isEmpty() ? ask
                              : ask + QLatin1Char(' ') +
                                    tr("If it says “Invalid redirect URI”, %1 is not among the redirect addresses of your app at "
                                       "Spotify’s dashboard.")
                                        .arg(redirect);
}

QString mainText(const SpotifySource& source, sys_seconds now) {
    switch (source.state) {
    case SpotifyState::importing:
        return progressText(source, tr("Importing: %1 of %2 songs…"), tr("Importing…"));
    case SpotifyState::imported:
        return importedText(source);
    case SpotifyState::importFailed:
        return tr("The import failed.");
    case SpotifyState::waitingForBrowser:
        return browserText(source);
    case SpotifyState::denied:
        return tr("You did not agree at Spotify, so nothing is asked of it.");
    case SpotifyState::connecting:
        return tr("Connecting with Spotify…");
    case SpotifyState::syncing:
        return progressText(source, tr("Syncing: page %1 of %2…"), tr("Syncing…"));
    case SpotifyState::upToDate:
        return tr("Up to date as of %1:").arg(asOf(source)) + QLatin1Char(' ') + hereText(source);
    case SpotifyState::offline:
        return tr("Spotify was not reached.");
    case SpotifyState::rateLimited:
        return waitText(source, now);
    case SpotifyState::quotaUsed:
        return tr("What Spotify answers in a day is used up. Nothing is asked before %1.").arg(momentText(source.until));
    case SpotifyState::notOnUserList:
        return tr(
            "This account is not among the users of your app at Spotify. Add it at the dashboard, under User Management, and try "
            "again.");
    case SpotifyState::appDisabled:
        return tr("Spotify does not answer your app: it is disabled, or its owner has no Premium any more.");
    case SpotifyState::clientRefused:
        return tr("Spotify does not accept the client id. Compare it with the one at the dashboard.");
    case SpotifyState::signInAgain:
        return tr("Spotify ended the sign-in, as it does after six months.");
    case SpotifyState::signedOut:
        return tr("The sign-in is gone: it was kept until Segue ended only, or the keyring forgot it.");
    }
    return {};
}

/// Whether what is shown is older than it could be.
bool showsCopy(SpotifyState state) {
    return state != SpotifyState::imported && state != SpotifyState::upToDate && !isSpotifyBusy(state);
}

QString signInText(const SpotifySource& source, sys_seconds now) {
    if (source.state == SpotifyState::signInAgain || source.signInEnds.time_since_epoch().count() <= 0)
        return {};
    const auto left = ceil<days>(source.signInEnds - now).count();
    if (left > kWarnBefore.count())
        return {};
    return left <= 1 ? tr("The sign-in ends today or tomorrow.") : tr("The sign-in ends in %1 days.").arg(left);
}

QString secretText(SpotifySecret secret) {
    if (secret == SpotifySecret::sessionOnly)
        return tr("The desktop’s keyring did not take the sign-in: Segue forgets it when it ends.");
    return secret == SpotifySecret::file ? tr("The sign-in is in a file that only you can read.") : QString();
}

bool endsSoon(const SpotifySource& source, sys_seconds now) { return !signInText(source, now).isEmpty(); }

} // namespace

QString spotifyName(const SpotifySource& source) {
    return source.name.empty() ? tr("Spotify #%1").arg(source.id) : text(source.name);
}

bool isSpotifyBusy(SpotifyState state) {
    switch (state) {
    case SpotifyState::importing:
    case SpotifyState::waitingForBrowser:
    case SpotifyState::connecting:
    case SpotifyState::syncing:
    case SpotifyState::rateLimited:
        return true;
    default:
        return false;
    }
}

bool isSpotifyWrong(SpotifyState state) {
    return !isSpotifyBusy(state) && state != SpotifyState::imported && state != SpotifyState::upToDate;
}

QString spotifyBelow(const SpotifySource& source) {
    switch (source.state) {
    case SpotifyState::importing:
        return tr("Importing…");
    case SpotifyState::importFailed:
        return tr("Import failed");
    case SpotifyState::waitingForBrowser:
        return tr("Waiting for your browser");
    case SpotifyState::denied:
        return tr("You did not agree");
    case SpotifyState::connecting:
        return tr("Connecting…");
    case SpotifyState::syncing:
        return tr("Syncing…");
    case SpotifyState::offline:
        return tr("Not reached");
    case SpotifyState::rateLimited:
        return tr("Waits, as Spotify asked");
    case SpotifyState::quotaUsed:
        return tr("Used up for today");
    case SpotifyState::notOnUserList:
        return tr("Not on the app’s user list");
    case SpotifyState::appDisabled:
        return tr("App disabled");
    case SpotifyState::clientRefused:
        return tr("Client id not accepted");
    case SpotifyState::signInAgain:
    case SpotifyState::signedOut:
        return tr("Sign in again");
    case SpotifyState::imported:
    case SpotifyState::upToDate:
        break;
    }
    if (source.kind == SpotifyKind::account)
        return source.account.empty() ? tr("Account") : text(source.account);
    return source.file.empty() ? tr("Imported") : pathText(source.file.filename());
}

QString spotifyStateText(const SpotifySource& source, sys_seconds now) {
    QStringList parts{mainText(source, now)};
    if (isSpotifyWrong(source.state) && !source.problem.empty())
        parts << sentence(source.problem);
    if (showsCopy(source.state))
        parts << copyText(source);
    parts << signInText(source, now);
    if (!isSpotifyBusy(source.state))
        parts << secretText(source.secret);
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

QString spotifySpoken(const SpotifySource& source) {
    const QString name = spotifyName(source);
    const QString what = source.kind == SpotifyKind::account ? tr("Spotify account") : tr("imported from Spotify");
    const QString state = isSpotifyBusy(source.state) || isSpotifyWrong(source.state) ? spotifyBelow(source) : QString();
    QStringList parts{name, what, songsText(source.songs), state};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString spotifyTip(const SpotifySource& source, sys_seconds now) {
    QStringList lines{spotifyName(source)};
    if (!source.account.empty())
        lines << text(source.account);
    lines << spotifyStateText(source, now);
    return lines.join(QLatin1Char('\n'));
}

std::vector<SpotifyAct> spotifyActs(const SpotifySource& source, sys_seconds now) {
    using enum SpotifyAct;
    std::vector<SpotifyAct> acts;
    switch (source.state) {
    case SpotifyState::importing:
    case SpotifyState::connecting:
    case SpotifyState::syncing:
    case SpotifyState::rateLimited:
        return {cancel};
    case SpotifyState::waitingForBrowser:
        return {openBrowser, copyAddress, cancel};
    case SpotifyState::imported:
    case SpotifyState::importFailed:
        acts = {importAgain};
        break;
    case SpotifyState::denied:
    case SpotifyState::signInAgain:
    case SpotifyState::signedOut:
        acts = {signIn};
        break;
    case SpotifyState::upToDate:
        acts = {syncNow};
        break;
    case SpotifyState::offline:
        acts = {tryAgain};
        break;
    case SpotifyState::quotaUsed:
        if (source.until <= now)
            acts = {tryAgain};
        break;
    case SpotifyState::notOnUserList:
    case SpotifyState::appDisabled:
        acts = {tryAgain, openDashboard};
        break;
    case SpotifyState::clientRefused:
        acts = {signIn, openDashboard};
        break;
    }
    if (endsSoon(source, now) && acts != std::vector{signIn})
        acts.push_back(signIn);
    if (source.secret == SpotifySecret::sessionOnly)
        acts.push_back(keepInFile);
    return acts;
}

QString spotifyActName(SpotifyAct act) {
    switch (act) {
    case SpotifyAct::cancel:
        return tr("Cancel");
    case SpotifyAct::importAgain:
        return tr("Import again…");
    case SpotifyAct::syncNow:
        return tr("Sync now");
    case SpotifyAct::tryAgain:
        return tr("Try again");
    case SpotifyAct::signIn:
        return tr("Sign in again…");
    case SpotifyAct::openBrowser:
        return tr("Open again");
    case SpotifyAct::copyAddress:
        return tr("Copy address");
    case SpotifyAct::keepInFile:
        return tr("Keep it in a file");
    case SpotifyAct::openDashboard:
        return tr("Open the dashboard");
    }
    return {};
}

QString spotifySkippedText(const SpotifySkipped& skipped) {
    const std::pair<std::size_t, std::pair<const char*, const char*>> parts[] = {
        {skipped.episodes, {"1 episode of a podcast", "%1 episodes of podcasts"}},
        {skipped.nameless, {"1 entry without a name", "%1 entries without a name"}},
        {skipped.twice, {"1 that was there twice", "%1 that were there twice"}},
        {skipped.unreadable, {"1 file or playlist that cannot be read", "%1 files or playlists that cannot be read"}},
        {skipped.other, {"1 artist, show or blocked song", "%1 artists, shows and blocked songs"}}};
    QStringList words;
    for (const auto& [count, names] : parts)
        if (count > 0)
            words << (count == 1 ? tr(names.first) : tr(names.second).arg(countText(count)));
    return words.isEmpty() ? QString() : tr("Left out: %1.").arg(words.join(QStringLiteral(", ")));
}

QString spotifyRemovalText(const SpotifySource& source) {
    const QString goes = tr("Segue forgets its %1, its lists, and which of your songs you said they are. That cannot be undone.")
                             .arg(songsText(source.songs));
    const QString back =
        source.kind == SpotifyKind::account
            ? tr("The sign-in is forgotten, too; Segue stays among the apps at your Spotify account until you take it "
                 "out there.")
            : tr("The file that it was imported from stays, and can be imported again.");
    return QStringList{goes, back, tr("Your music files, and what is on Spotify, stay as they are.")}.join(QLatin1Char(' '));
}

} // namespace segue::ui
