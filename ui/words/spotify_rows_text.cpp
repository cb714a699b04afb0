// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <utility>

// What is said of the lists of a source and of their rows, and where on Spotify they are.

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("spotify", sentence); }

const QString kSite = QStringLiteral("https://open.spotify.com/");

/// "track" and "4uLU6hMCjMI75M1A2tKUQC" of "spotify:track:4uLU6hMCjMI75M1A2tKUQC"; nothing else comes through, since addresses are
/// read from files and given to programs.
std::optional<std::pair<QString, QString>> partsOf(const std::string& uri) {
    static const QRegularExpression form(QStringLiteral("\\Aspotify:(track|album|playlist):([A-Za-z0-9]{1,64})\\z"));
    const auto match = form.match(QString::fromStdString(uri));
    if (!match.hasMatch())
        return std::nullopt;
    return std::pair(match.captured(1), match.captured(2));
}

QString availabilityText(const SpotifyRow& row) {
    switch (row.availability) {
    case SpotifyAvailability::unavailable:
        return tr("Spotify does not play it in your country any more.");
    case SpotifyAvailability::localFile:
        return tr("A file of your own that Spotify was told of.");
    case SpotifyAvailability::playable:
        break;
    }
    return {};
}

} // namespace

QString spotifyListName(const SpotifyList& list) {
    switch (list.kind) {
    case SpotifyListKind::liked:
        return tr("Liked songs");
    case SpotifyListKind::albums:
        return tr("Albums");
    case SpotifyListKind::playlist:
        break;
    }
    return list.name.empty() ? tr("Playlist without a name") : text(list.name);
}

QString spotifyListCount(const SpotifyList& list) {
    return list.count && list.state != SpotifyListState::notAvailable ? countText(*list.count) : QStringLiteral("—");
}

QString spotifyListSpoken(const SpotifyList& list) {
    const QString name = spotifyListName(list);
    const QString what =
        list.kind == SpotifyListKind::playlist ? tr("%1, playlist on Spotify").arg(name) : tr("%1 on Spotify").arg(name);
    if (!list.count || list.state == SpotifyListState::notAvailable)
        return what;
    return QStringLiteral("%1, %2").arg(what,
                                        list.kind == SpotifyListKind::albums ? countText(*list.count) : songsText(*list.count));
}

QString spotifyListTitle(const SpotifyList& list) {
    switch (list.state) {
    case SpotifyListState::contents:
        return {};
    case SpotifyListState::empty:
        return list.kind == SpotifyListKind::playlist ? tr("This playlist is empty") : tr("There is nothing in this list");
    case SpotifyListState::notAvailable:
        return tr("Spotify does not give this playlist to apps");
    case SpotifyListState::podcastsOnly:
        return tr("Only podcasts are in this playlist");
    }
    return {};
}

QString spotifyListSentence(const SpotifyList& list) {
    switch (list.state) {
    case SpotifyListState::contents:
        return {};
    case SpotifyListState::empty:
        return list.kind == SpotifyListKind::albums  ? tr("Albums that you save on Spotify are listed here.")
               : list.kind == SpotifyListKind::liked ? tr("Songs that you like on Spotify are listed here.")
                                                     : tr("Songs that you put into it on Spotify are listed here.");
    case SpotifyListState::notAvailable:
        return tr(
            "They get only playlists that are yours, or that you edit with others. What “Download your data” brings holds this "
            "one, too.");
    case SpotifyListState::podcastsOnly:
        return tr("Segue lists songs. Open it on Spotify to hear its episodes.");
    }
    return {};
}

bool isSpotifyAlbum(const SpotifyRow& row) { return row.title.empty(); }

QString spotifyRowName(const SpotifyRow& row) { return text(isSpotifyAlbum(row) ? row.album : row.title); }

QString spotifyBadge(const SpotifyRow& row, bool isShort) {
    switch (row.match) {
    case SpotifyMatch::exact:
    case SpotifyMatch::strong:
        return isShort ? tr("Here") : tr("In my music");
    case SpotifyMatch::probable:
        return isShort ? tr("Here?") : tr("Probably in my music");
    case SpotifyMatch::several:
        return isShort ? tr("Which?") : tr("Several could be it");
    case SpotifyMatch::none:
        break;
    }
    return {};
}

QString spotifyMatchText(const SpotifyRow& row) {
    const bool isAlbum = isSpotifyAlbum(row);
    if (row.isUnlinked)
        return tr("Not in your music: you said that it is none of your songs.");
    if (row.isConfirmed && row.match == SpotifyMatch::exact)
        return tr("In your music: you said that it is this song.");
    switch (row.match) {
    case SpotifyMatch::exact:
        return isAlbum ? tr("In your music: %1 of it.").arg(songsText(row.tracks.size()))
                       : tr("In your music: the very same recording, by its ISRC.");
    case SpotifyMatch::strong:
        return isAlbum                    ? tr("In your music: %1 of it.").arg(songsText(row.tracks.size()))
               : row.duration.count() > 0 ? tr("In your music: artist, title and length agree.")
                                          : tr("In your music: artist, title and album agree.");
    case SpotifyMatch::probable:
        return isAlbum                    ? tr("Probably in your music: %1 could be of it.").arg(songsText(row.tracks.size()))
               : row.duration.count() > 0 ? tr("Probably in your music: artist and title agree, the length less so.")
                                          : tr("Probably in your music: artist and title agree, the album does not.");
    case SpotifyMatch::several:
        return tr("%1 of yours could be it. The menu asks which.").arg(songsText(row.tracks.size()));
    case SpotifyMatch::none:
        break;
    }
    return tr("Not in your music.");
}

QString spotifyRowTip(const SpotifyRow& row) {
    QStringList lines{text(row.title), text(row.artist), text(row.album)};
    if (row.duration.count() > 0)
        lines << clockText(row.duration);
    lines << availabilityText(row) << spotifyMatchText(row);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString spotifyRowSpoken(const SpotifyRow& row) {
    QStringList parts{spotifyRowName(row), text(row.artist)};
    if (!isSpotifyAlbum(row))
        parts << text(row.album);
    if (row.duration.count() > 0)
        parts << clockText(row.duration);
    parts << availabilityText(row) << spotifyMatchText(row);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString spotifyWantedText(const SpotifyWanted& wanted) {
    if (wanted.titles.empty())
        return tr("the album");
    return wanted.isWhole ? tr("the album, and %1").arg(songsText(wanted.titles.size())) : songsText(wanted.titles.size());
}

QString spotifyAddress(const std::string& uri) {
    const auto parts = partsOf(uri);
    return parts ? QStringLiteral("spotify:%1:%2").arg(parts->first, parts->second) : QString();
}

QString spotifyLink(const std::string& uri) {
    const auto parts = partsOf(uri);
    return parts ? kSite + parts->first + QLatin1Char('/') + parts->second : QString();
}

QString spotifyLink(const SpotifyRow& row) {
    if (const QString link = spotifyLink(row.uri); !link.isEmpty())
        return link;
    const QString words = QStringLiteral("%1 %2").arg(spotifyRowName(row), text(row.artist)).simplified();
    if (words.isEmpty() || row.availability == SpotifyAvailability::localFile)
        return {};
    return kSite + QStringLiteral("search/") + QString::fromLatin1(QUrl::toPercentEncoding(words.left(200)));
}

QString spotifyLink(const SpotifyList& list) {
    switch (list.kind) {
    case SpotifyListKind::liked:
        return kSite + QStringLiteral("collection/tracks");
    case SpotifyListKind::albums:
        return kSite + QStringLiteral("collection/albums");
    case SpotifyListKind::playlist:
        break;
    }
    return spotifyLink(list.uri);
}

QString spotifyRedirect(std::uint16_t port) {
    return port == 0 ? QStringLiteral("http://127.0.0.1/callback") : QStringLiteral("http://127.0.0.1:%1/callback").arg(port);
}

} // namespace segue::ui
