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

/// All that one bundle heard, and what is known of it. Embeddings can be compared within a space only. Immutable but
/// for the embeddings, which come in by and by.
struct EmbeddingSpace {
    /// Of a bundle that is installed.
    explicit EmbeddingSpace(inference::ModelBundle installed);
    /// Of a bundle that left embeddings: from what the store knows of it, and the folder if it is still there.
    EmbeddingSpace(const std::string& model, store::Database& reader, const inference::ModelLibrary& library);

    /// Puts all embeddings that are stored now, unless it is asked to stop. Throws Error; then, as after a stop, not all are
    /// here, and loadOnce() tries again.
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

/// The space that songs are compared in and, while another bundle listens to them anew, the one that is filling.
///
/// Thread rule: any thread. Whoever took a space may finish with it after another took its place.
class EmbeddingSpaces final {
public:
    using Space = std::shared_ptr<EmbeddingSpace>;

    explicit EmbeddingSpaces(Space inUse)
        : m_inUse(std::move(inUse)) {}

    [[nodiscard]] Space inUse() const;
    [[nodiscard]] Space coming() const; ///< null: no other one listens
    void setComing(Space space);
    void switchOver(); ///< the coming one is in use from now on

    // To both, each taking what is its own.
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
