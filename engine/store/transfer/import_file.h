// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace SQLite {
class Database;
}

namespace segue::store {

/// A value of a row.
struct Bytes {
    std::string bytes;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;
using Values = std::vector<Value>;

/// Thrown when an import is asked to stop.
struct ImportStopped {};

/// An export file, which may come from anywhere and is not trusted. It is opened for reading only. Before a row is read, it
/// is checked that the file is sound and holds Segue's tables, indices and triggers, word for word, and nothing else, so
/// nothing in it can run. An older export is copied, and the copy is brought up to date.
///
/// Thread rule: one thread at a time. Failure rule: Error{badFile} (no export, damaged, rows that Segue would not write),
/// {newer}, {io}, {noSpace}; ImportStopped.
class ImportFile final {
public:
    /// @param scratch path for a copy; must not be in use
    ImportFile(const std::filesystem::path& file, const std::filesystem::path& scratch, const std::stop_token& stop);
    ~ImportFile();
    ImportFile(const ImportFile&) = delete;
    ImportFile& operator=(const ImportFile&) = delete;

    [[nodiscard]] std::size_t rows() const; ///< rows in all tables that are imported
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    /// Reads `select`. `kinds` gives each column's kind: i a whole number, r a number, t text, b bytes; a capital letter
    /// allows NULL. `visit` takes Values&. Values of another kind, or longer than any that Segue writes, are refused.
    template <typename Visit>
    void forEach(const std::string& select, const std::string& kinds, Visit&& visit) const {
        Reader reader(*this, select, kinds);
        while (Values* values = reader.next())
            visit(*values);
    }

    [[noreturn]] void refuse(const std::string& why) const; ///< Error{badFile}

private:
    class Reader {
    public:
        Reader(const ImportFile& file, const std::string& select, const std::string& kinds);
        ~Reader();
        [[nodiscard]] Values* next(); ///< null at the end

    private:
        struct Statement;
        const ImportFile& m_file;
        std::string m_kinds;
        std::unique_ptr<Statement> m_statement;
        Values m_values;
    };

    /// Removed with the object, even if its constructor fails.
    struct Copy {
        std::filesystem::path path; ///< empty: there is none
        Copy() = default;
        ~Copy();
        Copy(const Copy&) = delete;
        Copy& operator=(const Copy&) = delete;
    };

    void open();
    void checkTables(int schema) const;
    void checkSound() const;

    std::filesystem::path m_path;
    Copy m_copy;
    std::stop_token m_stop;
    std::unique_ptr<SQLite::Database> m_connection;
};

} // namespace segue::store
