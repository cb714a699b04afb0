// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::store {

/// What the tables' columns mean: paths and vectors are BLOBs, times seconds since 1970.

/// The column's bytes, owned by SQLite; valid until the statement's next step.
inline std::string_view bytesOf(const SQLite::Column& column) {
    const auto* first = static_cast<const char*>(column.getBlob());
    return first != nullptr ? std::string_view(first, static_cast<std::size_t>(column.getBytes())) : std::string_view();
}

inline std::filesystem::path pathOf(const SQLite::Column& column) {
    return std::string(static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
}

inline void bindPath(SQLite::Statement& statement, int index, const std::filesystem::path& path) {
    statement.bind(index, path.native().data(), static_cast<int>(path.native().size()));
}

inline std::chrono::sys_seconds timeOf(const SQLite::Column& column) {
    return std::chrono::sys_seconds{std::chrono::seconds{column.getInt64()}};
}

inline std::vector<float> floatsOf(const SQLite::Column& column) {
    const auto count = static_cast<std::size_t>(column.getBytes()) / sizeof(float);
    const auto* first = static_cast<const float*>(column.getBlob());
    return count == 0 ? std::vector<float>{} : std::vector<float>(first, first + count);
}

inline void bindFloats(SQLite::Statement& statement, int index, std::span<const float> values) {
    // Without an address SQLite would store NULL.
    statement.bind(index, values.empty() ? static_cast<const void*>("") : values.data(), static_cast<int>(values.size_bytes()));
}

/// Tempo, key, its strength, centroid, onsets, loudness: six columns from `first` on.
inline SoundFeatures featuresOf(const SQLite::Statement& row, int first) {
    const auto number = [&](int column) { return static_cast<float>(row.getColumn(first + column).getDouble()); };
    return {.tempoBpm = number(0),
            .key = static_cast<std::int8_t>(row.getColumn(first + 1).getInt()),
            .keyStrength = number(2),
            .centroidHz = number(3),
            .onsetsPerSecond = number(4),
            .loudnessLufs = number(5)};
}

} // namespace segue::store
