// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace SQLite {
class Statement;
}

namespace segue::store {

/// One bundle's embeddings by recording, for whoever joins them with another's; quick for many. Same thread as its Database; throws
/// Error.
class EmbeddingReader final {
public:
    EmbeddingReader(Database& database, std::string model);
    ~EmbeddingReader();
    EmbeddingReader(EmbeddingReader&&) noexcept;
    EmbeddingReader& operator=(EmbeddingReader&&) = delete;

    [[nodiscard]] std::vector<float> find(const std::string& identity); ///< empty: it has not heard the recording

    /// Visits up to `most` embeddings of recordings that are in a library, in an order that has nothing to do with what they are.
    void sample(std::size_t most, const std::function<void(std::span<const float>)>& visit) const;

private:
    Database& m_database;
    std::string m_model;
    std::unique_ptr<SQLite::Statement> m_find;
};

} // namespace segue::store
