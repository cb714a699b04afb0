// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// A bundle that listens or has listened, whether or not its folder is still there.
struct StoredModel {
    std::string id;          ///< ModelSpec::id()
    std::string description; ///< its model.json; empty: not known
    std::string card;        ///< its model card, Markdown
};

/// How much data a bundle's analyses take.
struct StoredHearing {
    std::string model;          ///< ModelSpec::id()
    std::size_t recordings = 0; ///< recordings that it analysed
    std::uintmax_t bytes = 0;   ///< size of their embeddings and probabilities
    std::size_t failed = 0;     ///< songs that it could not hear
};

struct ModelChoice {
    std::string chosen; ///< id of the bundle that the listener chose; empty: the one that Segue prefers
    std::string inUse;  ///< id of the bundle whose embeddings are compared; empty: none yet
};

/// Which bundles listen to the libraries, and the data they left. Same thread as its Database; throws Error.
class ModelStore final {
public:
    explicit ModelStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] ModelChoice choice() const;
    void setChosen(const std::string& model);
    void setInUse(const std::string& model);

    [[nodiscard]] std::optional<StoredModel> find(const std::string& model) const;
    void save(const StoredModel& model);
    /// Gives another id to all data of a bundle, and to the bundle in use or chosen if it is that one.
    void rename(const std::string& model, const std::string& to);
    /// Removes its analyses, failures and description. Sound features and outlines stay, since they belong to the recordings.
    void forget(const std::string& model);

    /// One entry for every bundle that left an analysis, by id.
    [[nodiscard]] std::vector<StoredHearing> hearings() const;
    /// The genres that it heard in any song, by name: for a bundle without a description.
    [[nodiscard]] std::vector<std::string> heardGenres(const std::string& model) const;
    /// Length of one of its embeddings; 0: it left none.
    [[nodiscard]] std::size_t embeddingSize(const std::string& model) const;

private:
    Database& m_database;
};

} // namespace segue::store
