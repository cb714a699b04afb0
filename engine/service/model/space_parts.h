// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/model_library.h"
#include "engine/inference/together.h"
#include "engine/store/analysis_store.h"
#include "engine/store/embedding_reader.h"
#include "engine/store/model_store.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue {

/// One network whose embeddings are compared, alone or with others.
struct SpacePart {
    std::string id;                               ///< under which its embeddings are stored
    inference::ModelSpec spec;                    ///< all but name, version and size are defaults if nothing is known
    std::optional<inference::ModelBundle> bundle; ///< none: no longer installed, so nothing new can be heard with it
    double weight = 1.0;
    inference::Standardisation constants;
};

/// Name and version of an id like "segue-net/1" or, of one that was replaced, "segue-net/1@0cdc6e93".
[[nodiscard]] std::pair<std::string, int> nameAndVersion(const std::string& id);

/// What is known of a network: from its folder, if that is still there and of the same weights, and from the store.
[[nodiscard]] SpacePart partOf(const std::string& model, store::Database& reader, const inference::ModelLibrary& library);

/// The parts of several together, in their order; those of which nothing is left are left out.
[[nodiscard]] std::vector<SpacePart> partsOf(const inference::ModelSpec& together, store::Database& reader,
                                             const inference::ModelLibrary& library);

/// The first part that is not installed. @param heardCounts not one that has heard songs: what it heard can still be compared
[[nodiscard]] std::optional<std::string> missingPart(const inference::ModelSpec& together, store::Database& reader,
                                                     const inference::ModelLibrary& library, bool heardCounts);

/// How several networks' embeddings of a song become one. Their standardisations are fitted on the library once there are enough
/// songs, and stay as they are from then on.
///
/// Thread rule: all functions from any thread.
class PartsJoining final {
public:
    explicit PartsJoining(const std::vector<SpacePart>& parts);

    /// Fits what was not fitted yet, of parts that have heard enough. @return whether anything is different now, so that all songs
    /// have to be joined anew
    bool fit(store::Database& reader);

    using Parts = std::shared_ptr<const std::vector<inference::JoinedPart>>;
    [[nodiscard]] Parts now() const;
    [[nodiscard]] const std::vector<std::string>& models() const { return m_models; }

private:
    std::vector<std::string> m_models;
    mutable std::mutex m_mutex;
    Parts m_parts;
    std::vector<bool> m_isFitted;
};

/// Joins what the first part's rows hold with what the others heard of the same recordings. One thread, that of the database.
class JoinedReading final {
public:
    JoinedReading(store::Database& reader, const PartsJoining& joining);

    /// @param first the first part's embedding. @return empty if that is not of its size
    [[nodiscard]] std::vector<float> whole(const std::string& identity, std::vector<float> first);

private:
    PartsJoining::Parts m_parts;
    std::vector<store::EmbeddingReader> m_others;
};

} // namespace segue
