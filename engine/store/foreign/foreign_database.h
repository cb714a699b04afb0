// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"
#include "engine/words/foreign_library.h"
#include "engine/words/scratch_folder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

namespace SQLite {
class Database;
class Statement;
} // namespace SQLite

namespace segue::store {

/// Another player's SQLite file. It is only read and nothing is written beside it: one with a log (WAL) is copied first, into a
/// folder of its own that goes with this object; any other is opened for reading only, under the lock by which the player sees that
/// somebody reads. What is in it is not trusted: nothing in it can run, and no value may be larger than 1 MB.
///
/// Thread rule: one thread. Failure rule: the constructor and forEach() throw Error{io} (not there), {busy} (the player writes just
/// now), {badFile} (no database, damaged, of another version), {noSpace}.
class ForeignDatabase final {
public:
    ForeignDatabase(std::filesystem::path file, BringSource source, std::stop_token stop);
    ~ForeignDatabase();
    ForeignDatabase(const ForeignDatabase&) = delete;
    ForeignDatabase& operator=(const ForeignDatabase&) = delete;

    [[nodiscard]] std::set<std::string> columnsOf(const std::string& table); ///< in small letters; none: there is no such table
    /// @return false if it was asked to stop
    bool forEach(const std::string& select, const std::function<void(SQLite::Statement& row)>& visit);
    [[noreturn]] void refuseVersion() const; ///< Error{badFile}: tables or columns are missing

private:
    void copyWithLog();
    template <typename Work>
    auto guardedForeign(Work&& work) -> decltype(work());

    std::filesystem::path m_file;
    BringSource m_source;
    std::stop_token m_stop;
    std::optional<ScratchFolder> m_scratch; ///< holds a copy, where one is read
    std::unique_ptr<SQLite::Database> m_connection;
};

/// What the databases of fooyin, and of Strawberry and Clementine (which came of one root), hold. Only the columns that are needed
/// are asked for, so that versions before and after the ones known are read too. Error as above; @p isStopped is set when it was
/// asked to stop.
[[nodiscard]] ForeignLibrary readFooyin(const std::filesystem::path& file, const std::stop_token& stop, bool& isStopped);
[[nodiscard]] ForeignLibrary readStrawberry(const std::filesystem::path& file, BringSource source, const std::stop_token& stop,
                                            bool& isStopped);

} // namespace segue::store
