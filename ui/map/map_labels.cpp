// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_labels.h"

#include "ui/words/format.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

namespace segue::ui {

namespace {

constexpr std::size_t kMostArtists = 400;
constexpr std::size_t kFewestSongs = 4; ///< of an artist, to be named
constexpr double kTogether = 0.12;      ///< at most so far from the middle lies half of an artist's songs
constexpr double kCell = 0.1;           ///< of a genre the densest square of this side is named
constexpr double kGap = 6.0;            ///< pixels between labels

using Groups = std::unordered_map<TextPool::Id, std::vector<std::uint32_t>>;

template <typename Key>
Groups groupedBy(const SongList& songs, Key&& keyOf) {
    Groups groups;
    for (std::uint32_t i = 0; i < songs.size(); ++i)
        if (const auto key = keyOf(songs.row(i)); key != 0)
            groups[key].push_back(i);
    return groups;
}

QString nameOf(const SongList& songs, TextPool::Id id) { return text(std::string(songs.texts()[id])); }

MapLabel genreLabel(const std::vector<std::uint32_t>& members, const MapField& field) {
    struct Sum {
        std::size_t songs = 0;
        float x = 0.F, y = 0.F;
    };
    std::unordered_map<std::int64_t, Sum> cells;
    const Sum* fullest = nullptr;
    for (const auto index : members) {
        const auto column = static_cast<std::int64_t>(std::floor(static_cast<double>(field[index].x) / kCell));
        const auto line = static_cast<std::int64_t>(std::floor(static_cast<double>(field[index].y) / kCell));
        Sum& sum = cells[line * 100'000 + column];
        ++sum.songs;
        sum.x += field[index].x;
        sum.y += field[index].y;
        if (fullest == nullptr || sum.songs > fullest->songs)
            fullest = &sum; // it stays where it is when others are added
    }
    const auto count = static_cast<float>(fullest->songs);
    return {.x = fullest->x / count, .y = fullest->y / count, .songs = members.size(), .isGenre = true};
}

float median(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Nothing where its songs lie far apart: no place is theirs.
bool artistLabel(const std::vector<std::uint32_t>& members, const MapField& field, MapLabel& label) {
    std::vector<float> x;
    std::vector<float> y;
    for (const auto index : members) {
        x.push_back(field[index].x);
        y.push_back(field[index].y);
    }
    label = {.x = median(x), .y = median(y), .songs = members.size()};
    std::vector<float> apart;
    for (const auto index : members)
        apart.push_back(std::hypot(field[index].x - label.x, field[index].y - label.y));
    return static_cast<double>(median(apart)) <= kTogether;
}

void sortBySongs(std::vector<MapLabel>& labels) {
    std::ranges::sort(
        labels, [](const MapLabel& a, const MapLabel& b) { return a.songs != b.songs ? a.songs > b.songs : a.text < b.text; });
}

} // namespace

std::vector<MapLabel> labelsFor(const SongList& songs, const MapField& field) {
    std::vector<MapLabel> labels;
    for (const auto& [id, members] :
         groupedBy(songs, [](const SongRow& song) { return song.genre != 0 ? song.genre : song.heardGenre; })) {
        labels.push_back(genreLabel(members, field));
        labels.back().text = nameOf(songs, id);
    }
    sortBySongs(labels);
    std::vector<MapLabel> artists;
    for (const auto& [id, members] : groupedBy(songs, [](const SongRow& song) { return song.artist; }))
        if (MapLabel label; members.size() >= kFewestSongs && artistLabel(members, field, label)) {
            label.text = nameOf(songs, id);
            artists.push_back(std::move(label));
        }
    sortBySongs(artists);
    artists.resize(std::min(artists.size(), kMostArtists));
    labels.insert(labels.end(), artists.begin(), artists.end());
    return labels;
}

std::vector<PlacedLabel> placeLabels(const std::vector<MapLabel>& labels, const MapCamera& camera, const QSizeF& view,
                                     const std::function<QSizeF(const MapLabel&)>& sizeOf) {
    std::vector<PlacedLabel> placed;
    const QRectF whole(QPointF(0.0, 0.0), view);
    auto artistsLeft = static_cast<int>(std::min(40.0, 8.0 * camera.zoomed()));
    for (const MapLabel& label : labels) {
        const QPointF middle = camera.toScreen(static_cast<double>(label.x), static_cast<double>(label.y));
        if (!whole.contains(middle) || (!label.isGenre && artistsLeft <= 0))
            continue;
        QRectF where(QPointF(0.0, 0.0), sizeOf(label));
        where.moveCenter(middle);
        const QRectF room = where.adjusted(-kGap, -kGap, kGap, kGap);
        const bool isFree = whole.contains(where) &&
                            std::ranges::none_of(placed, [&](const PlacedLabel& other) { return other.where.intersects(room); });
        if (!isFree)
            continue;
        placed.push_back({&label, where});
        artistsLeft -= label.isGenre ? 0 : 1;
    }
    return placed;
}

} // namespace segue::ui
