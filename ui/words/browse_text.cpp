// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/browse_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("browse", sentence); }

QString counted(std::size_t count, const char* one, const char* many) {
    return count == 1 ? tr(one) : tr(many).arg(countText(count));
}

QString joined(const QStringList& parts) { return parts.join(QStringLiteral(" · ")); }

} // namespace

QString albumArtistText(const SongList& songs, const browse::Album& album) {
    if (album.isOfMany)
        return tr("Various artists");
    return album.artist == 0 ? tr("Unknown artist") : text(std::string(songs.texts()[album.artist]));
}

QString albumFactsText(const browse::Album& album) {
    QStringList parts;
    if (album.year > 0)
        parts += QString::number(album.year);
    parts += songsText(album.songs.size());
    if (album.duration.count() > 0)
        parts += playingTimeText(album.duration);
    if (album.discs > 1)
        parts += tr("%1 discs").arg(album.discs);
    return joined(parts);
}

QString artistFactsText(std::size_t albums, std::size_t songs, std::size_t guestSongs) {
    QStringList parts;
    if (albums > 0)
        parts += albumsText(albums);
    if (songs > 0)
        parts += songsText(songs);
    if (guestSongs > 0)
        parts += tr("guest on %1").arg(countText(guestSongs));
    return joined(parts);
}

QString albumsText(std::size_t count) { return counted(count, "1 album", "%1 albums"); }
QString artistsText(std::size_t count) { return counted(count, "1 artist", "%1 artists"); }
QString genresText(std::size_t count) { return counted(count, "1 genre", "%1 genres"); }
QString foldersText(std::size_t count) { return counted(count, "1 folder", "%1 folders"); }

QString loudnessRangeText(const SongList& songs, const std::vector<std::uint32_t>& among) {
    constexpr float kSilence = -70.F;
    float softest = 0.F, loudest = kSilence;
    for (const auto song : among)
        if (const auto& features = songs.row(song).features; features && features->loudnessLufs > kSilence) {
            softest = std::min(softest, features->loudnessLufs);
            loudest = std::max(loudest, features->loudnessLufs);
        }
    if (loudest <= kSilence)
        return {};
    const auto least = static_cast<int>(std::lround(softest)), most = static_cast<int>(std::lround(loudest));
    return least == most ? tr("%1 LUFS").arg(least) : tr("%1 to %2 LUFS").arg(least).arg(most);
}

QString alikeName(const Alike& alike, SeedsOf of) {
    if (of == SeedsOf::artist)
        return artistText(alike.song);
    const QString artist = alike.song.albumArtist.empty() ? artistText(alike.song) : text(alike.song.albumArtist);
    return tr("%1 by %2").arg(text(alike.song.album), artist);
}

QString alikeTip(const Alike& alike) {
    return tr("By the mean of %1; nearest is “%2”.").arg(songsText(alike.songs), text(alike.song.title));
}

QString playingTimeText(std::chrono::milliseconds length) {
    using namespace std::chrono;
    const auto all = round<minutes>(length);
    const auto days = duration_cast<std::chrono::days>(all).count();
    const auto hours = duration_cast<std::chrono::hours>(all).count();
    if (days >= 2)
        return tr("%1 days").arg(days);
    if (hours > 0)
        return tr("%1 h %2 min").arg(hours).arg((all - std::chrono::hours(hours)).count());
    return tr("%1 min").arg(std::max<std::int64_t>(1, all.count()));
}

} // namespace segue::ui
