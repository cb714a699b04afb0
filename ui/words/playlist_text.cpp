// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/playlist_text.h"

#include "ui/words/browse_text.h"
#include "ui/words/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace segue::ui {

namespace {

QString tr(const char* sentence) { return QCoreApplication::translate("playlists", sentence); }

QString joined(const QStringList& parts) { return parts.join(QStringLiteral(" · ")); }

/// What comes first, ascending and descending.
struct Direction {
    const char* rising;
    const char* falling;
};

Direction directionOf(PlaylistOrder order) {
    switch (order) {
    case PlaylistOrder::length:
        return {"shortest first", "longest first"};
    case PlaylistOrder::year:
    case PlaylistOrder::added:
    case PlaylistOrder::lastPlayed:
        return {"oldest first", "newest first"};
    case PlaylistOrder::rating:
    case PlaylistOrder::plays:
        return {"lowest first", "highest first"};
    case PlaylistOrder::bpm:
        return {"slowest first", "fastest first"};
    case PlaylistOrder::library:
    case PlaylistOrder::title:
    case PlaylistOrder::artist:
    case PlaylistOrder::album:
    case PlaylistOrder::random:
        break;
    }
    return {"A to Z", "Z to A"};
}

} // namespace

QString playlistTip(const Playlist& playlist) {
    const QString name = text(playlist.name);
    const QString notes = text(playlist.notes);
    QStringList lines{name};
    if (playlist.kind == PlaylistKind::songs)
        lines += songsText(playlist.songs);
    if (playlist.kind == PlaylistKind::rules)
        lines += tr("Found anew each time: %1").arg(rulesText(playlist.rules, {}));
    if (playlist.kind == PlaylistKind::file)
        lines += tr("A playlist file in the library: %1").arg(pathText(playlist.path));
    if (!notes.isEmpty())
        lines += notes;
    return lines.join(QLatin1Char('\n'));
}

QString playlistSpoken(const Playlist& playlist) {
    const QString name = text(playlist.name);
    switch (playlist.kind) {
    case PlaylistKind::songs:
        return tr("%1, playlist, %2").arg(name, songsText(playlist.songs));
    case PlaylistKind::folder:
        return tr("%1, folder").arg(name);
    case PlaylistKind::rules:
        return tr("%1, playlist of rules").arg(name);
    case PlaylistKind::file:
        return tr("%1, playlist file").arg(name);
    }
    return name;
}

QString playlistKindText(const Playlist& playlist) {
    switch (playlist.kind) {
    case PlaylistKind::songs:
        return joined({tr("Playlist"), songsText(playlist.songs)});
    case PlaylistKind::folder:
        return tr("Folder");
    case PlaylistKind::rules:
        return joined({tr("Playlist of rules"), rulesText(playlist.rules, {})});
    case PlaylistKind::file:
        break;
    }
    return joined({tr("Playlist file"), pathText(playlist.path)});
}

QString orderName(PlaylistOrder order) {
    constexpr std::array names{"Library order", "Title", "Artist", "Album",       "Length", "Year",
                               "Rating",        "Plays", "Added",  "Last played", "BPM",    "Random"};
    return tr(names[static_cast<std::size_t>(order)]);
}

QString orderText(PlaylistOrder order, bool isDescending) {
    if (order == PlaylistOrder::random)
        return tr("in random order");
    if (order == PlaylistOrder::library)
        return isDescending ? tr("in library order, backwards") : tr("in library order");
    const auto direction = directionOf(order);
    return tr("by %1, %2").arg(orderName(order).toLower(), tr(isDescending ? direction.falling : direction.rising));
}

QString rulesText(const PlaylistRules& rules, const QString& soundsLike) {
    QStringList parts;
    if (rules.soundsLike != 0)
        parts += soundsLike.isEmpty() ? tr("sounds like a song") : tr("sounds like “%1”").arg(soundsLike);
    if (!rules.search.empty() || rules.soundsLike == 0)
        parts += rules.search.empty() ? tr("all songs") : text(rules.search);
    if (rules.order != PlaylistOrder::library || rules.isDescending)
        parts += orderText(rules.order, rules.isDescending);
    if (rules.most > 0)
        parts += tr("at most %1").arg(songsText(rules.most));
    return joined(parts);
}

QString playlistFacts(std::size_t songs, std::chrono::milliseconds length, std::size_t twice, std::size_t missing) {
    QStringList parts{songsText(songs)};
    if (length.count() > 0)
        parts += playingTimeText(length);
    if (twice > 0)
        parts += tr("%1 more than once").arg(countText(twice));
    if (missing > 0)
        parts += tr("%1 not there").arg(countText(missing));
    return joined(parts);
}

QString lineMatchText(LineMatch match) {
    switch (match) {
    case LineMatch::path:
        return tr("By its path");
    case LineMatch::spelling:
        return tr("By its path, written otherwise");
    case LineMatch::tail:
        return tr("By the end of its path");
    case LineMatch::words:
        return tr("By artist, title and length");
    case LineMatch::stranger:
        return tr("The file is there, in no library");
    case LineMatch::address:
        return tr("An address on the net: kept, not played");
    case LineMatch::none:
        break;
    }
    return tr("Not found: kept as it was written");
}

QString importedText(const std::vector<PlaylistLine>& lines) {
    const auto found = static_cast<std::size_t>(std::ranges::count_if(lines, [](const auto& line) { return line.track != 0; }));
    if (lines.empty())
        return tr("The file names no songs.");
    if (found == lines.size())
        return lines.size() == 1 ? tr("Its one song was found.") : tr("All %1 were found.").arg(songsText(lines.size()));
    return tr("%1 of %2 were found; the others are kept in the list, greyed, until a library has them.")
        .arg(countText(found), songsText(lines.size()));
}

} // namespace segue::ui
