// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "engine/inference/model_library.h"
#include "engine/recommend/policy/recommender.h"
#include "engine/service/model/space_parts.h"
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

/// The embeddings that one bundle made, or several together, and what is known of them. Only embeddings of the same space can be
/// compared. Immutable except for the embeddings, which are added over time.
///
/// Of several together each part's embeddings are stored under the part's own id; a song's embedding here is joined of them when it
/// is read (inference/together.h). All else that is stored of a song (state, genre, preview) is the first part's. A song is
/// compared as soon as the first part has heard it; a part that has not heard it, or cannot, says nothing of it.
struct EmbeddingSpace {
    /// For a bundle that is installed. Throws Error{usage} if it is of several of which none is left.
    EmbeddingSpace(const inference::ModelBundle& installed, store::Database& reader, const inference::ModelLibrary& library);
    /// For a bundle that left embeddings: from what the store knows of it, and its folder if that is still there.
    EmbeddingSpace(const std::string& model, store::Database& reader, const inference::ModelLibrary& library);

    /// Loads all stored embeddings, unless it is asked to stop. Throws Error. After an error or a stop some are missing, and
    /// loadOnce() tries again.
    void load(store::Database& reader, const std::stop_token& stop);
    void loadOnce(store::Database& reader, const std::stop_token& stop); ///< unless it was loaded before
    /// Several together: standardises by the library what could not be before, and loads again if that is news.
    void settle(store::Database& reader, const std::stop_token& stop);
    [[nodiscard]] std::string title() const; ///< for sentences: "segue-net, version 2"

    [[nodiscard]] bool isTogether() const { return spec.isTogether(); }
    [[nodiscard]] const SpacePart& lead() const { return parts.front(); } ///< whose rows are those of the songs
    [[nodiscard]] const SpacePart* part(const std::string& model) const;  ///< null: it is not one of these
    [[nodiscard]] bool canHear() const { return lead().bundle.has_value(); }

    // What AnalysisStore has of the same names, with the embeddings of this space. Any thread, with a database of its own.
    void forEach(store::Database& reader, const std::function<void(const store::EmbeddedTrack&)>& visit,
                 const std::stop_token& stop = {}) const;
    void forEachIn(store::Database& reader, LibraryId library, const std::function<void(const store::EmbeddedTrack&)>& visit) const;
    [[nodiscard]] std::optional<store::EmbeddedTrack> embedded(store::Database& reader, TrackId track) const;
    [[nodiscard]] std::optional<store::StoredAnalysis> find(store::Database& reader, TrackId track) const;

    std::string id;                               ///< of the one, or of several together
    inference::ModelSpec spec;                    ///< of several together: genres and front end are the first part's
    std::optional<inference::ModelBundle> bundle; ///< none: no longer installed
    ModelCard card;
    std::vector<SpacePart> parts; ///< one, or those that are together; never none
    std::unique_ptr<PartsJoining> joining;
    std::unique_ptr<recommend::Recommender> recommender;

private:
    void begin(store::Database& reader, const inference::ModelLibrary& library, const std::string& storedCard);
    template <typename Visit>
    void joined(store::Database& reader, const std::function<void(const store::EmbeddedTrack&)>& visit, Visit&& read) const;

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
