// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/analysis_store.h"
#include "engine/store/transfer/library_import.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace segue::test {

inline constexpr store::AnalysisVersions kVersions{1, 3};
inline const std::string kModel = "study-cnn/1";

/// What was heard in a recording.
store::StoredAnalysis analysisOf(const std::string& identity);
/// What one question to a database answers.
std::string one(SQLite::Database& connection, const std::string& sql);
/// Runs SQL on a database as another program would.
void edit(const std::filesystem::path& file, const std::string& sql);
/// All that a database knows, whatever numbers its rows have; sorted.
std::vector<std::string> contents(const std::filesystem::path& file);

inline void noProgress(std::size_t, std::size_t) {}

/// A database `there` with two libraries and songs in every state, and the way to another one `here`.
struct TransferFixture {
    TransferFixture();

    static TrackId add(store::Database& database, LibraryId library, const std::filesystem::path& root, const std::string& name);

    bool exportTo(const std::filesystem::path& file, const store::WorkDone& progress = noProgress, std::stop_token stop = {});
    std::filesystem::path exported();
    std::optional<store::ImportResult> importFrom(const std::filesystem::path& file,
                                                  const std::map<std::string, std::filesystem::path>& roots = {},
                                                  const store::WorkDone& progress = noProgress, std::stop_token stop = {});
    /// Checks that importing the file is an Error of that kind that names it, and that the database here is as it was.
    void refuses(const std::filesystem::path& file, ErrorKind kind);

    TemporaryFolder folder;
    std::filesystem::path there = folder / "there.db", here = folder / "here.db";
};

} // namespace segue::test
