// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_tables.h"

#include "engine/features/statistics.h"
#include "engine/training/csv_reader.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string_view>

namespace segue::training {

namespace {

using Fields = std::span<const std::string_view>;

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

float finiteNumber(std::string_view text) {
    float number = 0.0F;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() && std::isfinite(number) ? number : 0.0F;
}

/// The header rows of one of the tables, read one by one; then where each column is.
class Header final {
public:
    Header(const std::filesystem::path& file, std::size_t rows)
        : m_file(file)
        , m_rows(rows) {}

    /// Takes a header row, or the row that names the index.
    /// @return false: the record is a row of the table
    bool take(std::size_t row, Fields fields) {
        if (row > m_rows + 1 || (row == m_rows + 1 && !fields.empty() && wholeNumber(fields[0])))
            return false;
        if (row > m_rows)
            return true;
        for (std::size_t column = 1; column < fields.size(); ++column) {
            m_names.resize(std::max(m_names.size(), fields.size()));
            m_names[column].append(m_names[column].empty() ? "" : "/").append(fields[column]);
        }
        return true;
    }

    /// @param name the column's header texts, joined by slashes
    [[nodiscard]] std::size_t column(const std::string& name) {
        if (m_columns.empty())
            for (std::size_t column = 0; column < m_names.size(); ++column)
                m_columns.emplace(m_names[column], column);
        const auto found = m_columns.find(name);
        if (found == m_columns.end())
            throw Error(ErrorKind::badFile, m_file.string() + " has no column " + name + ".");
        return found->second;
    }

    [[nodiscard]] std::string_view field(std::size_t row, Fields fields, std::size_t column) const {
        if (column >= fields.size())
            throw broken(row, "has too few fields");
        return fields[column];
    }

    [[nodiscard]] std::int64_t number(std::size_t row, Fields fields, std::size_t column) const {
        const auto text = field(row, fields, column);
        const auto number = wholeNumber(text);
        if (!number)
            throw broken(row, "holds \"" + std::string(text.substr(0, 40)) + "\" where a number belongs");
        return *number;
    }

private:
    [[nodiscard]] Error broken(std::size_t row, const std::string& how) const {
        return {ErrorKind::badFile, m_file.string() + ": record " + std::to_string(row) + " " + how + "."};
    }

    const std::filesystem::path& m_file;
    std::size_t m_rows;
    std::vector<std::string> m_names;
    std::map<std::string, std::size_t> m_columns;
};

} // namespace

std::vector<FmaTrack> readTrackTable(const std::filesystem::path& file) {
    constexpr std::size_t kHeaderRows = 2;
    static const std::array<std::string, 6> kNames{"track/title",     "artist/id", "artist/name",
                                                   "track/genre_top", "set/split", "set/subset"};
    Header header(file, kHeaderRows);
    std::vector<std::size_t> columns;
    const auto findColumns = [&] {
        for (const auto& name : kNames)
            columns.push_back(header.column(name));
    };
    std::vector<FmaTrack> tracks;
    readCsv(file, [&](std::size_t row, Fields fields) {
        if (header.take(row, fields))
            return true;
        if (columns.empty())
            findColumns();
        const auto text = [&](std::size_t name) { return std::string(header.field(row, fields, columns[name])); };
        tracks.push_back({.id = header.number(row, fields, 0),
                          .title = text(0),
                          .artistId = header.number(row, fields, columns[1]),
                          .artist = text(2),
                          .genre = text(3),
                          .split = text(4),
                          .subset = text(5)});
        return true;
    });
    if (columns.empty())
        findColumns(); // a file without rows still has to be such a table
    return tracks;
}

FeatureTable readFeatureTable(const std::filesystem::path& file, const std::function<bool(std::int64_t)>& isWanted) {
    constexpr std::size_t kHeaderRows = 3;
    Header header(file, kHeaderRows);
    std::vector<std::size_t> columns;
    const auto findColumns = [&] {
        for (const auto& name : features::statisticColumns())
            columns.push_back(
                header.column(std::string(name.feature).append("/").append(name.statistic).append("/") + name.number));
    };
    FeatureTable table;
    readCsv(file, [&](std::size_t row, Fields fields) {
        if (header.take(row, fields))
            return true;
        if (columns.empty())
            findColumns();
        const auto id = header.number(row, fields, 0);
        if (isWanted && !isWanted(id))
            return true;
        table.trackIds.push_back(id);
        for (const std::size_t column : columns)
            table.values.values.push_back(finiteNumber(header.field(row, fields, column)));
        return true;
    });
    if (columns.empty())
        findColumns();
    table.values.rows = table.trackIds.size();
    table.values.columns = columns.size();
    return table;
}

} // namespace segue::training
