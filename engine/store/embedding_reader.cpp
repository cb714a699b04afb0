// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/embedding_reader.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <utility>

namespace segue::store {

EmbeddingReader::EmbeddingReader(Database& database, std::string model)
    : m_database(database)
    , m_model(std::move(model)) {
    guarded("reading embeddings", [&] {
        m_find = std::make_unique<SQLite::Statement>(m_database.connection(),
                                                     "SELECT embedding FROM analysis WHERE identity = ?1 AND model = ?2");
    });
}

EmbeddingReader::~EmbeddingReader() = default;
EmbeddingReader::EmbeddingReader(EmbeddingReader&&) noexcept = default;

std::vector<float> EmbeddingReader::find(const std::string& identity) {
    return guarded("reading an embedding", [&] {
        std::vector<float> found;
        m_find->bind(1, identity);
        m_find->bind(2, m_model);
        if (m_find->executeStep())
            found = floatsOf(m_find->getColumn(0));
        m_find->reset(); // else the reader would hold on to what the database was
        return found;
    });
}

/// Identities begin with a hash, so their order is as good as drawn at random, and the same at each start.
void EmbeddingReader::sample(std::size_t most, const std::function<void(std::span<const float>)>& visit) const {
    guarded("reading embeddings", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT embedding FROM analysis INDEXED BY analysis_heard
            WHERE model = ?1 AND EXISTS (SELECT 1 FROM track WHERE track.identity = analysis.identity)
            ORDER BY identity LIMIT ?2)sql");
        select.bind(1, m_model);
        select.bind(2, static_cast<std::int64_t>(most));
        while (select.executeStep())
            visit(floatsOf(select.getColumn(0)));
    });
}

} // namespace segue::store
