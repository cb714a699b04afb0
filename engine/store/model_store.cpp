// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/model_store.h"

#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>
#include <SQLiteCpp/Statement.h>

namespace segue::store {

namespace {

/// Runs a statement whose parameters are texts.
void run(SQLite::Database& connection, const char* sql, const std::string& first, const std::string& second = {}) {
    SQLite::Statement statement(connection, sql);
    statement.bind(1, first);
    if (statement.getBindParameterCount() > 1)
        statement.bind(2, second);
    statement.exec();
}

} // namespace

ModelChoice ModelStore::choice() const {
    return guarded("reading which network listens", [&]() -> ModelChoice {
        SQLite::Statement select(m_database.connection(), "SELECT chosen, in_use FROM model_choice");
        if (!select.executeStep())
            return {};
        return {.chosen = select.getColumn(0).getString(), .inUse = select.getColumn(1).getString()};
    });
}

void ModelStore::setChosen(const std::string& model) {
    guarded("storing which network listens", [&] { run(m_database.connection(), "UPDATE model_choice SET chosen = ?", model); });
}

void ModelStore::setInUse(const std::string& model) {
    guarded("storing which network listens", [&] { run(m_database.connection(), "UPDATE model_choice SET in_use = ?", model); });
}

std::optional<StoredModel> ModelStore::find(const std::string& model) const {
    return guarded("reading about a network", [&]() -> std::optional<StoredModel> {
        SQLite::Statement select(m_database.connection(), "SELECT id, description, card FROM model WHERE id = ?");
        select.bind(1, model);
        if (!select.executeStep())
            return std::nullopt;
        return StoredModel{.id = select.getColumn(0).getString(),
                           .description = select.getColumn(1).getString(),
                           .card = select.getColumn(2).getString()};
    });
}

void ModelStore::save(const StoredModel& model) {
    guarded("storing a network's description", [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO model (id, description, card) VALUES (?, ?, ?)");
        insert.bind(1, model.id);
        insert.bind(2, model.description);
        insert.bind(3, model.card);
        insert.exec();
    });
}

void ModelStore::rename(const std::string& model, const std::string& to) {
    guarded("renaming what a network heard", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "rename_model");
        run(connection, "UPDATE OR REPLACE analysis SET model = ?2 WHERE model = ?1", model, to);
        run(connection, "UPDATE OR REPLACE hear_again SET model = ?2 WHERE model = ?1", model, to);
        run(connection, "UPDATE OR REPLACE failure SET model = ?2 WHERE model = ?1", model, to);
        run(connection, "UPDATE OR REPLACE song_map SET model = ?2 WHERE model = ?1", model, to);
        run(connection, "UPDATE OR REPLACE model SET id = ?2 WHERE id = ?1", model, to);
        run(connection, "UPDATE model_choice SET in_use = ?2 WHERE in_use = ?1", model, to);
        run(connection, "UPDATE model_choice SET chosen = ?2 WHERE chosen = ?1", model, to);
        savepoint.release();
    });
}

void ModelStore::forget(const std::string& model) {
    guarded("removing what a network heard", [&] {
        auto& connection = m_database.connection();
        SQLite::Savepoint savepoint(connection, "forget_model");
        for (const char* sql : {"DELETE FROM analysis WHERE model = ?", "DELETE FROM failure WHERE model = ?",
                                "DELETE FROM model WHERE id = ?", "DELETE FROM song_map WHERE model = ?"})
            run(connection, sql, model);
        savepoint.release();
    });
}

std::vector<StoredHearing> ModelStore::hearings() const {
    return guarded("counting what networks heard", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT model, count(*), sum(length(embedding) + length(probabilities)),
                   (SELECT count(*) FROM failure WHERE failure.model = analysis.model AND failure.analyzer_version > 0)
            FROM analysis GROUP BY model)sql");
        std::vector<StoredHearing> all;
        while (select.executeStep())
            all.push_back({.model = select.getColumn(0).getString(),
                           .recordings = static_cast<std::size_t>(select.getColumn(1).getInt64()),
                           .bytes = static_cast<std::uintmax_t>(select.getColumn(2).getInt64()),
                           .failed = static_cast<std::size_t>(select.getColumn(3).getInt64())});
        return all;
    });
}

std::vector<std::string> ModelStore::heardGenres(const std::string& model) const {
    return guarded("reading what a network heard", [&] {
        SQLite::Statement select(m_database.connection(),
                                 "SELECT DISTINCT heard_genre FROM analysis WHERE model = ? ORDER BY heard_genre");
        select.bind(1, model);
        std::vector<std::string> genres;
        while (select.executeStep())
            genres.push_back(select.getColumn(0).getString());
        return genres;
    });
}

std::size_t ModelStore::embeddingSize(const std::string& model) const {
    return guarded("reading what a network heard", [&] {
        SQLite::Statement select(m_database.connection(), "SELECT length(embedding) FROM analysis WHERE model = ? LIMIT 1");
        select.bind(1, model);
        return select.executeStep() ? static_cast<std::size_t>(select.getColumn(0).getInt64()) / sizeof(float) : 0;
    });
}

} // namespace segue::store
