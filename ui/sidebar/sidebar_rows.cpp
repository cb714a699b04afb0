// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar_rows.h"

#include "ui/words/format.h"
#include "ui/words/library_text.h"
#include "ui/words/playlist_text.h"
#include "ui/words/spotify_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <functional>

namespace segue::ui {

namespace {

QString rowTr(const char* words) { return QCoreApplication::translate("sidebar", words); }

QString countsText(const Library& library) {
    const QString missing = missingText(library.missingCount);
    return missing.isEmpty() ? songsText(library.trackCount) : songsText(library.trackCount) + QStringLiteral(", ") + missing;
}

SidebarRow::Fold foldOf(const SidebarLayout& layout, const QString& key, bool isOpenAtFirst) {
    return isOpenAtFirst != layout.turned.contains(key) ? SidebarRow::Fold::open : SidebarRow::Fold::closed;
}

SidebarRow rowOf(const Library& library) {
    const QString folder = pathText(library.root);
    const QString name = text(library.name);
    const QString last = pathText(library.root.filename());
    return {.kind = SidebarRow::Kind::library,
            .id = library.id,
            .name = name,
            .below = last == name ? QString() : last,
            .count = countText(library.trackCount),
            .tip = tipText(library.offline
                               ? absenceTitle(library) + QStringLiteral(".\n") + absenceText(library)
                               : QStringList{folder, countsText(library), watchingText(library.watching)}.join(QLatin1Char('\n'))),
            .spoken = library.offline ? rowTr("%1, offline").arg(name) : rowTr("%1, %2").arg(name, songsText(library.trackCount)),
            .isOffline = library.offline};
}

SidebarRow rowOf(const Playlist& playlist, int depth) {
    using Kind = SidebarRow::Kind;
    const Kind kinds[] = {Kind::playlist, Kind::folder, Kind::rules, Kind::file};
    const QString name = text(playlist.name);
    return {.kind = kinds[static_cast<std::size_t>(playlist.kind)],
            .id = playlist.id,
            .depth = depth,
            .name = name,
            .count = playlist.kind == PlaylistKind::songs ? countText(playlist.songs) : QString(),
            .tip = tipText(playlistTip(playlist)),
            .spoken = playlistSpoken(playlist)};
}

SidebarRow rowOf(const SpotifySource& source) {
    using namespace std::chrono;
    return {.kind = SidebarRow::Kind::spotify,
            .id = source.id,
            .name = spotifyName(source),
            .below = spotifyBelow(source),
            .count = countText(source.songs),
            .tip = tipText(spotifyTip(source, floor<seconds>(system_clock::now()))),
            .spoken = spotifySpoken(source),
            .icon = isSpotifyWrong(source.state) ? QStringLiteral("warning") : QString()};
}

SidebarRow rowOf(const SpotifyList& list, SpotifySourceId source) {
    const QString icons[] = {QStringLiteral("heart"), QStringLiteral("album"), QStringLiteral("playlist")};
    return {.kind = SidebarRow::Kind::spotifyList,
            .id = source,
            .list = list.id,
            .depth = 1,
            .name = spotifyListName(list),
            .count = spotifyListCount(list),
            .tip = tipText(QStringList{spotifyListName(list), spotifyListTitle(list)}.join(QLatin1Char('\n')).trimmed()),
            .spoken = spotifyListSpoken(list),
            .icon = icons[static_cast<std::size_t>(list.kind)]};
}

/// The listener's order, then the rest as it is. @param prefix of the rows' keys
template <typename Thing>
std::vector<const Thing*> ordered(const std::vector<Thing>& things, const QString& prefix, const QStringList& order) {
    std::vector<const Thing*> sorted;
    sorted.reserve(things.size());
    for (const Thing& thing : things)
        sorted.push_back(&thing);
    const auto place = [&](const Thing* thing) {
        const auto found = order.indexOf(prefix + QString::number(thing->id));
        return found < 0 ? order.size() : found;
    };
    std::ranges::stable_sort(sorted, {}, place);
    return sorted;
}

} // namespace

QString SidebarRow::key() const {
    if (kind == Kind::allMusic)
        return QStringLiteral("all");
    if (kind == Kind::spotify)
        return QStringLiteral("spotify/%1").arg(id);
    if (kind == Kind::spotifyList)
        return QStringLiteral("spotify/%1/%2").arg(id).arg(list);
    return (kind == Kind::library ? QStringLiteral("library/%1") : QStringLiteral("playlist/%1")).arg(id);
}

std::vector<SidebarRow> libraryRows(const std::vector<Library>& libraries, const std::vector<Playlist>& playlists,
                                    const SidebarLayout& layout) {
    std::vector<SidebarRow> rows;
    if (libraries.empty())
        return rows;
    std::size_t all = 0;
    for (const Library& library : libraries)
        all += library.trackCount;
    rows.push_back({.kind = SidebarRow::Kind::allMusic,
                    .id = kAllMusic,
                    .name = rowTr("All music"),
                    .count = countText(all),
                    .tip = tipText(rowTr("The songs of all libraries: %1").arg(songsText(all))),
                    .spoken = rowTr("%1, %2").arg(rowTr("All music"), songsText(all))});
    for (const Library* library : ordered(libraries, QStringLiteral("library/"), layout.order)) {
        SidebarRow row = rowOf(*library);
        std::vector<SidebarRow> files;
        for (const Playlist& one : playlists)
            if (one.kind == PlaylistKind::file && one.library == library->id)
                files.push_back(rowOf(one, 1));
        if (!files.empty())
            row.fold = foldOf(layout, row.key(), false);
        rows.push_back(row);
        if (row.fold == SidebarRow::Fold::open && !layout.hidden.contains(row.key()))
            rows.insert(rows.end(), files.begin(), files.end());
    }
    std::erase_if(rows, [&](const SidebarRow& row) { return layout.hidden.contains(row.key()); });
    return rows;
}

std::vector<SidebarRow> playlistRows(const std::vector<Playlist>& playlists, const SidebarLayout& layout) {
    std::vector<SidebarRow> rows;
    constexpr int kDeepest = 8; // a damaged database may hold a circle
    const std::function<void(PlaylistId, int)> add = [&](PlaylistId folder, int depth) {
        for (const Playlist& one : playlists) {
            if (one.folder != folder || one.kind == PlaylistKind::file)
                continue;
            SidebarRow row = rowOf(one, depth);
            if (layout.hidden.contains(row.key()))
                continue;
            if (one.kind == PlaylistKind::folder)
                row.fold = foldOf(layout, row.key(), true);
            rows.push_back(row);
            if (row.fold == SidebarRow::Fold::open && depth < kDeepest)
                add(one.id, depth + 1);
        }
    };
    add(0, 0);
    return rows;
}

std::vector<SidebarRow> spotifyRows(const std::vector<SpotifySource>& sources, const SidebarLayout& layout) {
    std::vector<SidebarRow> rows;
    for (const SpotifySource* source : ordered(sources, QStringLiteral("spotify/"), layout.spotifyOrder)) {
        SidebarRow row = rowOf(*source);
        if (layout.hidden.contains(row.key()))
            continue;
        if (!source->lists.empty())
            row.fold = foldOf(layout, row.key(), false);
        rows.push_back(row);
        if (row.fold == SidebarRow::Fold::open)
            for (const SpotifyList& list : source->lists)
                rows.push_back(rowOf(list, source->id));
    }
    return rows;
}

} // namespace segue::ui
