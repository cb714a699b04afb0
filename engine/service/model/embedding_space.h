// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/inference/model_library.h"
#include "engine/recommend/policy/recommender.h"
#include "engine/store/database/database.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue {

/// The embeddings that one bundle made, and what is known of the bundle. Only embeddings of the same space can be compared.
/// Immutable except for the embeddings, which are added over time.
struct EmbeddingSpace {
    /// For a bundle that is installed.
    explicit EmbeddingSpace(inference::ModelBundle installed);
    /// For a bundle that left embeddings: from what the store knows of it, and its folder if that is still there.
    EmbeddingSpace(const std::string& model, store::Database& reader, const inference::ModelLibrary& library);

    /// Loads all stored embeddings, unless it is asked to stop. Throws Error. After an error or a stop some are missing, and
    /// loadOnce() tries again.
    void load(store::Database& reader, const std::stop_token& stop);
    void loadOnce(store::Database& reader, const std::stop_token& stop); ///< unless it was loaded before
    [[nodiscard]] std::string title() const;                             ///< for sentences: "segue-net, version 2"

    std::string id;                               ///< under which it is stored
    inference::ModelSpec spec;                    ///< all but name, version and size are defaults if nothing is known
    std::optional<inference::ModelBundle> bundle; ///< none: no longer installed, so nothing new can be heard with it
    ModelCard card;
    std::unique_ptr<recommend::Recommender> recommender;

private:
    std::atomic<bool> m_isLoaded{false};
};

/// The space that songs are compared in and, while another bundle hears all songs again, the one that is being filled.
///
/// Thread rule: any thread. A space stays usable for whoever holds it after another has replaced it.
class EmbeddingSpaces final {
public:
    using Space = std::shared_ptr<EmbeddingSpace>;

    explicit EmbeddingSpaces(Space inUse)
        : m_inUse(std::move(inUse)) {}

    [[nodiscard]] Space inUse() const;
    [[nodiscard]] Space coming() const; ///< null: no other bundle listens
    void setComing(Space space);
    void switchOver(); ///< the coming one is in use from now on

    // Applied to both spaces; each takes what belongs to it.
    void remove(std::span<const TrackId> tracks);
    void removeLibrary(LibraryId library);

private:
    template <typename Change>
    void forBoth(Change&& change);

    mutable std::mutex m_mutex;
    Space m_inUse;
    Space m_coming;
};

/// "segue-net, version 2" for "segue-net/2".
[[nodiscard]] std::string modelTitle(const std::string& id);

} // namespace segue
