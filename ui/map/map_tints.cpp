// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_tints.h"

#include "ui/words/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>

namespace segue::ui {

namespace {

QString wordOf(const char* word) { return QCoreApplication::translate("map", word); }

constexpr std::size_t kGenres = 8;

TextPool::Id genreOf(const SongRow& song) { return song.genre != 0 ? song.genre : song.heardGenre; }

MapTints byGenre(const SongList& songs, bool isDark) {
    std::vector<std::size_t> counts(songs.texts().size(), 0);
    for (std::size_t i = 0; i < songs.size(); ++i)
        ++counts[genreOf(songs.row(i))];
    std::vector<TextPool::Id> genres(counts.size());
    std::iota(genres.begin(), genres.end(), TextPool::Id{0});
    std::erase_if(genres, [&](TextPool::Id id) { return id == 0 || counts[id] == 0; });
    std::ranges::sort(genres,
                      [&](TextPool::Id a, TextPool::Id b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
    MapTints tints;
    const auto colours = kindColours(isDark);
    std::vector<std::uint8_t> kindOf(counts.size(), static_cast<std::uint8_t>(std::min(genres.size(), kGenres)));
    for (std::size_t i = 0; i < std::min(genres.size(), kGenres); ++i) {
        kindOf[genres[i]] = static_cast<std::uint8_t>(i);
        tints.kinds.push_back({.name = text(std::string(songs.texts()[genres[i]])), .colour = colours[i]});
    }
    tints.kinds.push_back(
        {.name = genres.size() > kGenres ? wordOf("Other genres") : wordOf("No genre"), .colour = plainColour(isDark)});
    for (std::size_t i = 0; i < songs.size(); ++i)
        tints.of.push_back(kindOf[genreOf(songs.row(i))]);
    return tints;
}

/// @param names of the steps from little to much; @param stepOf -1: not known
MapTints bySteps(const SongList& songs, const std::vector<QString>& names, const QString& unknown, bool isDark,
                 const std::function<int(const SongRow&)>& stepOf) {
    MapTints tints;
    const auto colours = rampColours(names.size(), isDark);
    for (std::size_t i = 0; i < names.size(); ++i)
        tints.kinds.push_back({.name = names[i], .colour = colours[i]});
    tints.kinds.push_back({.name = unknown, .colour = plainColour(isDark)});
    for (std::size_t i = 0; i < songs.size(); ++i) {
        const int step = stepOf(songs.row(i));
        tints.of.push_back(static_cast<std::uint8_t>(step < 0 ? names.size() : static_cast<std::size_t>(step)));
    }
    return tints;
}

int stepAmong(std::initializer_list<float> limits, float value) {
    return static_cast<int>(std::ranges::count_if(limits, [&](float limit) { return value >= limit; }));
}

MapTints byDecade(const SongList& songs, bool isDark) {
    const std::vector<QString> names{wordOf("before 1960"), wordOf("1960s"), wordOf("1970s"), wordOf("1980s"),
                                     wordOf("1990s"),       wordOf("2000s"), wordOf("2010s"), wordOf("2020s")};
    return bySteps(songs, names, wordOf("No year"), isDark,
                   [](const SongRow& song) { return song.year <= 0 ? -1 : std::clamp((song.year - 1950) / 10, 0, 7); });
}

MapTints byTempo(const SongList& songs, bool isDark) {
    const std::vector<QString> names{wordOf("under 80 BPM"), wordOf("80 to 100"),  wordOf("100 to 120"),
                                     wordOf("120 to 140"),   wordOf("140 to 160"), wordOf("160 and more")};
    return bySteps(songs, names, wordOf("No pulse"), isDark, [](const SongRow& song) {
        return !song.features || song.features->tempoBpm <= 0.F
                   ? -1
                   : stepAmong({80.F, 100.F, 120.F, 140.F, 160.F}, song.features->tempoBpm);
    });
}

MapTints byPlays(const SongList& songs, bool isDark) {
    const std::vector<QString> names{wordOf("once"), wordOf("2 to 4 times"), wordOf("5 to 9 times"), wordOf("10 to 19 times"),
                                     wordOf("20 times and more")};
    return bySteps(songs, names, wordOf("Never played"), isDark, [](const SongRow& song) {
        return song.plays <= 0 ? -1 : stepAmong({2.F, 5.F, 10.F, 20.F}, static_cast<float>(song.plays));
    });
}

} // namespace

std::vector<QColor> kindColours(bool isDark) {
    if (isDark)
        return {"#56b4e9", "#e69f00", "#2fae80", "#f0e442", "#8f8cff", "#ff6f4d", "#f0a6d2", "#c8d6e5"};
    return {"#0072b2", "#d55e00", "#00805f", "#8a6d00", "#5b2a9e", "#a51d2d", "#d6336c", "#3d4655"};
}

std::vector<QColor> rampColours(std::size_t count, bool isDark) {
    const std::vector<QColor> stops = isDark ? std::vector<QColor>{"#5f6fe0", "#a06cf0", "#e074c4", "#ff9a76", "#ffe08a"}
                                             : std::vector<QColor>{"#d9731a", "#cf4b57", "#9c3587", "#5e2f9e", "#1f1a66"};
    std::vector<QColor> colours;
    for (std::size_t i = 0; i < count; ++i) {
        const float place =
            count < 2 ? 0.F : static_cast<float>(i) / static_cast<float>(count - 1) * static_cast<float>(stops.size() - 1);
        const auto before = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        const float share = place - static_cast<float>(before);
        const auto mix = [&](float a, float b) { return a + (b - a) * share; };
        const QColor& a = stops[before];
        const QColor& b = stops[before + 1];
        colours.push_back(QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF())));
    }
    return colours;
}

QColor plainColour(bool isDark) { return isDark ? "#76768a" : "#8a8a99"; }

MapTints tintsOf(const SongList& songs, MapColour by, bool isDark) {
    auto tints = by == MapColour::genre    ? byGenre(songs, isDark)
                 : by == MapColour::decade ? byDecade(songs, isDark)
                 : by == MapColour::tempo  ? byTempo(songs, isDark)
                                           : byPlays(songs, isDark);
    for (const auto kind : tints.of)
        ++tints.kinds[kind].songs;
    return tints;
}

} // namespace segue::ui
