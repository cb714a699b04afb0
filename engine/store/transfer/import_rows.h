// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/transfer/import_file.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace segue::store {

/// A statement that is run repeatedly with the values of rows; every run sets all of its parameters.
class RowStatement final {
public:
    RowStatement(SQLite::Database& connection, const std::string& sql)
        : m_statement(connection, sql) {}

    void run(std::span<const Value> values) { static_cast<void>(find(values)); }
    void run(std::initializer_list<Value> values) { run(std::span(values.begin(), values.size())); }

    /// The number in the first column of the first row, if there is one.
    std::optional<std::int64_t> find(std::span<const Value> values) {
        bind(values);
        auto found = m_statement.executeStep() ? std::optional(m_statement.getColumn(0).getInt64()) : std::nullopt;
        m_statement.reset();
        return found;
    }
    std::optional<std::int64_t> find(std::initializer_list<Value> values) { return find(std::span(values.begin(), values.size())); }

    std::optional<std::string> findText(std::initializer_list<Value> values) {
        bind(std::span(values.begin(), values.size()));
        auto found = m_statement.executeStep() ? std::optional(m_statement.getColumn(0).getString()) : std::nullopt;
        m_statement.reset();
        return found;
    }

private:
    void bind(std::span<const Value> values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(static_cast<int>(i) + 1, values[i]);
    }

    void bind(int index, const Value& value) {
        if (std::holds_alternative<std::monostate>(value))
            m_statement.bind(index);
        else if (const auto* number = std::get_if<std::int64_t>(&value))
            m_statement.bind(index, *number);
        else if (const auto* real = std::get_if<double>(&value))
            m_statement.bind(index, *real);
        else if (const auto* text = std::get_if<std::string>(&value))
            m_statement.bind(index, *text);
        else
            bindBytes(index, std::get<Bytes>(value).bytes);
    }

    void bindBytes(int index, const std::string& bytes) { m_statement.bind(index, bytes.data(), static_cast<int>(bytes.size())); }

    SQLite::Statement m_statement;
};

} // namespace segue::store
