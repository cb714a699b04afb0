// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/fma_files.h"

#include "engine/features/statistics.h"
#include "tests/support/files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace segue::test {

std::string featuresCsv(const std::vector<std::int64_t>& ids, const std::function<std::string(std::int64_t, std::size_t)>& value) {
    std::string text[4] = {"feature", "statistics", "number", "track_id"};
    for (const auto& column : features::statisticColumns()) {
        text[0] += "," + std::string(column.feature);
        text[1] += "," + std::string(column.statistic);
        text[2] += "," + std::string(column.number);
        text[3] += ",";
    }
    std::string table = text[0] + "\n" + text[1] + "\n" + text[2] + "\n" + text[3] + "\n";
    for (const auto id : ids) {
        table += std::to_string(id);
        for (std::size_t column = 0; column < features::statisticColumns().size(); ++column)
            table += "," + value(id, column);
        table += "\n";
    }
    return table;
}

std::string tracksCsv(const std::vector<FmaRow>& rows) {
    std::string text = ",album,artist,artist,set,set,track,track,track\n"
                       ",title,id,name,split,subset,genre_top,genres,title\n"
                       "track_id,,,,,,,,\n";
    for (const FmaRow& row : rows)
        text += std::to_string(row.id) + ",\"An album, of songs\"," + std::to_string(row.artist) + ",Artist," + row.split + "," +
                row.subset + "," + row.genre + ",\"[1, 2]\",\"A \"\"song\"\"\"\n";
    return text;
}

void writeFmaTables(const std::filesystem::path& folder, FmaGenres genres) {
    constexpr std::array kGenres{"Folk", "Hip-Hop", "Rock"};
    constexpr std::size_t kConstant = 3; // column
    std::mt19937 random(7);
    std::vector<FmaRow> rows;
    for (std::int64_t clip = 0; clip < 120; ++clip) {
        const std::size_t genre = static_cast<std::size_t>(clip) % kGenres.size();
        rows.push_back({.id = 10 + 3 * clip,
                        .artist = 1 + clip / 3,
                        .genre = kGenres[genres == FmaGenres::heard ? genre : random() % kGenres.size()],
                        .split = clip < 45   ? "training"
                                 : clip < 60 ? "validation"
                                             : "test"});
    }
    std::vector<std::int64_t> ids;
    for (const FmaRow& row : rows)
        ids.push_back(row.id);
    std::normal_distribution<double> noise(0.0, 1.0);
    std::filesystem::create_directories(folder);
    writeBytes(folder / "tracks.csv", tracksCsv(rows));
    writeBytes(folder / "features.csv", featuresCsv(ids, [&](std::int64_t id, std::size_t column) -> std::string {
                   if (column == kConstant)
                       return "0.25";
                   if (random() % 500 == 0)
                       return random() % 2 == 0 ? "" : "nan";
                   const auto genre = static_cast<std::size_t>((id - 10) / 3) % kGenres.size();
                   const double raised = column % kGenres.size() == genre ? 1.0 : 0.0;
                   return std::to_string((noise(random) + raised) * std::pow(10.0, static_cast<double>(column % 5)));
               }));
}

} // namespace segue::test
