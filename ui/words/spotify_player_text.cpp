// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/spotify_player_text.h"

#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/spotify_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

using namespace std::chrono;
using State = SpotifyPlayerState;

constexpr std::size_t kMostSongs = 100; ///< that are named to Spotify at once

QString tr(const char* sentence) { return QCoreApplication::translate("spotify player", sentence); }

QString blockedText(sys_seconds until, sys_seconds now) {
    const auto left = duration_cast<seconds>(until - now).count();
    constexpr long kLong = 120;
    if (left <= 0)
        return tr("Spotify asked for a pause, which is over.");
    if (left <= kLong)
        return tr("Spotify asked for a pause of %1 s.").arg(left);
    const auto when = QDateTime::fromSecsSinceEpoch(until.time_since_epoch().count());
    const QString time = QLocale().toString(when.time(), QLocale::ShortFormat);
    const QString day = when.date() == QDate::currentDate() ? time : QStringLiteral("%1, %2").arg(dateText(until), time);
    return tr("What Spotify answers in a day is used up. Its player is not asked before %1.").arg(day);
}

/// Of the state alone.
QString stateText(const SpotifyPlayer& player, sys_seconds now) {
    switch (player.state) {
    case State::off:
        return tr("Segue does not ask anything of Spotify’s player.");
    case State::notGranted:
        return sentence(Message(MessageId::spotifyPlayerNotGranted));
    case State::unknown:
        return tr("Asking Spotify what plays…");
    case State::nothing:
        return tr("Nothing plays on Spotify.");
    case State::noDevice:
        return tr("No Spotify app is open. Open one on this computer or elsewhere, and try again.");
    case State::pickDevice:
        return player.waitsForDevice ? tr("Choose where to play it.") : tr("Nothing plays on Spotify. Choose a device to play on.");
    case State::premium:
        return sentence(Message(MessageId::spotifyPlayerPremium));
    case State::blocked:
        return blockedText(player.until, now);
    case State::signInAgain:
        return tr("Spotify ended the sign-in. Sign in again to control its player.");
    case State::offline:
    case State::playing:
    case State::paused:
        break;
    }
    return {};
}

bool saysItself(const Message& problem) {
    return problem.id() == MessageId::spotifyPlayerPremium || problem.id() == MessageId::spotifyPlayerNotGranted;
}

} // namespace

bool isPlayerInUse(const SpotifyPlayer& player) { return player.state == State::playing || player.state == State::paused; }

QString playerText(const SpotifyPlayer& player, sys_seconds now) {
    QStringList parts;
    if (player.isOwnHeard)
        parts << tr("Segue’s own music did not pause, so nothing was asked of Spotify.");
    if (!player.problem.empty() && !saysItself(player.problem))
        parts << sentence(player.problem);
    if (player.state == State::playing && !player.looksByItself)
        parts << tr("Most of what Spotify answers in a day is used up: what is shown here may be old.");
    if (player.state != State::pickDevice || player.problem.empty() || player.areDevicesKnown)
        parts << stateText(player, now);
    if (isPlayerInUse(player) && player.device.isRestricted)
        parts << deviceReason(player.device);
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

std::vector<PlayerAct> playerActs(const SpotifyPlayer& player, sys_seconds now) {
    using enum PlayerAct;
    switch (player.state) {
    case State::notGranted:
        return {signIn, turnOff};
    case State::signInAgain:
        return {signIn};
    case State::nothing:
    case State::noDevice:
    case State::pickDevice:
        return {openSpotify, tryAgain};
    case State::premium:
        return {tryAgain, turnOff};
    case State::offline:
        return {tryAgain};
    case State::blocked:
        return player.until <= now ? std::vector{tryAgain} : std::vector<PlayerAct>();
    case State::playing:
        return player.looksByItself ? std::vector<PlayerAct>() : std::vector{tryAgain};
    case State::off:
    case State::unknown:
    case State::paused:
        break;
    }
    return {};
}

QString playerActName(PlayerAct act) {
    switch (act) {
    case PlayerAct::signIn:
        return tr("Sign in again…");
    case PlayerAct::openSpotify:
        return tr("OPEN SPOTIFY");
    case PlayerAct::tryAgain:
        return tr("Look again");
    case PlayerAct::turnOff:
        return tr("Turn off");
    }
    return {};
}

QString heardTitle(const SpotifyHeard& heard) {
    if (!heard.title.empty())
        return text(heard.title);
    switch (heard.kind) {
    case SpotifyHeard::Kind::advertisement:
        return tr("Advertisement");
    case SpotifyHeard::Kind::nothing:
        return tr("Nothing is chosen");
    default:
        return tr("Something that Spotify does not name");
    }
}

QString heardUnder(const SpotifyHeard& heard) {
    QStringList parts{text(heard.artist), text(heard.album)};
    if (heard.kind == SpotifyHeard::Kind::episode)
        parts.prepend(tr("Podcast"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString deviceName(const SpotifyDevice& device) { return device.name.empty() ? tr("Device without a name") : text(device.name); }

QString deviceReason(const SpotifyDevice& device) {
    if (device.isRestricted)
        return tr("“%1” takes orders from Spotify’s own app only.").arg(deviceName(device));
    if (device.id.empty())
        return tr("Spotify does not let apps choose “%1”.").arg(deviceName(device));
    return {};
}

QString playerSpoken(const SpotifyPlayer& player) {
    if (!isPlayerInUse(player))
        return playerText(player, {});
    QStringList parts{player.state == State::playing ? tr("Spotify plays") : tr("Spotify is paused"), heardTitle(player.heard),
                      heardUnder(player.heard), tr("on %1").arg(deviceName(player.device))};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

bool isPlayableOnSpotify(const SpotifyRow& row) {
    return row.availability == SpotifyAvailability::playable && !spotifyAddress(row.uri).isEmpty();
}

SpotifyPlay spotifyPlayOf(const SpotifyList& list, const std::vector<SpotifyRow>& shown, const std::vector<std::size_t>& chosen) {
    SpotifyPlay play;
    if (chosen.empty() || chosen.front() >= shown.size())
        return play;
    const SpotifyRow& first = shown[chosen.front()];
    const auto add = [&](const SpotifyRow& row) {
        if (isPlayableOnSpotify(row) && !isSpotifyAlbum(row) && play.uris.size() < kMostSongs)
            play.uris.push_back(row.uri);
    };
    if (isSpotifyAlbum(first)) {
        if (isPlayableOnSpotify(first))
            play.context = first.uri;
        return play;
    }
    if (chosen.size() > 1) {
        for (const auto row : chosen)
            if (row < shown.size())
                add(shown[row]);
        return play;
    }
    if (!isPlayableOnSpotify(first))
        return play;
    if (list.kind == SpotifyListKind::playlist && !spotifyAddress(list.uri).isEmpty())
        return {.context = list.uri, .uris = {first.uri}};
    for (std::size_t row = chosen.front(); row < shown.size() && play.uris.size() < kMostSongs; ++row)
        add(shown[row]);
    return play;
}

bool isNothing(const SpotifyPlay& play) { return play.context.empty() && play.uris.empty(); }

} // namespace segue::ui
