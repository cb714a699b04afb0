// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/embedding_space.h"

#include "engine/service/model/take_reading.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <charconv>
#include <utility>

namespace segue {

namespace {

ModelCard cardOf(const std::string& id, const inference::ModelSpec& spec, std::string text) {
    return {.id = id,
            .name = spec.name,
            .version = spec.version,
            .text = std::move(text),
            .validationAccuracy = spec.validationAccuracy,
            .validationPrecisionAt10 = spec.validationPrecisionAt10,
            .labels = spec.labels};
}

/// Name and version of an id like "segue-net/1" or, of one that was replaced, "segue-net/1@0cdc6e93".
std::pair<std::string, int> nameAndVersion(const std::string& id) {
    const auto slash = id.rfind('/');
    if (slash == std::string::npos)
        return {id, 0};
    int version = 0;
    std::from_chars(id.data() + slash + 1, id.data() + id.size(), version);
    return {id.substr(0, slash), version};
}

/// What the store knows; nothing if the bundle listened before descriptions were kept, or a later Segue wrote it.
std::optional<inference::ModelSpec> describedSpec(const std::optional<store::StoredModel>& stored) {
    try {
        if (stored && !stored->description.empty())
            return inference::parseModelSpec(stored->description);
    } catch (const Error&) {
        // The embeddings are of use all the same.
    }
    return std::nullopt;
}

std::string titleOf(const std::string& name, int version, bool isReplaced) {
    return name + ", version " + std::to_string(version) + (isReplaced ? " (before it was replaced)" : "");
}

bool isReplaced(const std::string& id) { return id.find('@') != std::string::npos; }

} // namespace

std::string modelTitle(const std::string& id) {
    const auto [name, version] = nameAndVersion(id);
    return titleOf(name, version, isReplaced(id));
}

EmbeddingSpace::EmbeddingSpace(inference::ModelBundle installed)
    : id(installed.spec.id())
    , spec(installed.spec)
    , bundle(std::move(installed))
    , card(cardOf(id, spec, inference::readCard(*bundle)))
    , recommender(std::make_unique<recommend::Recommender>(id, spec.labels, spec.embeddingSize)) {}

EmbeddingSpace::EmbeddingSpace(const std::string& model, store::Database& reader, const inference::ModelLibrary& library)
    : id(model) {
    const store::ModelStore store(reader);
    const auto stored = store.find(id);
    const auto described = describedSpec(stored);
    auto found = library.find(id);
    const bool isTheSame = found && found->spec.id() == id &&
                           (!described || inference::embeddingKey(*described) == inference::embeddingKey(found->spec));
    if (isTheSame)
        bundle = std::move(found);
    if (bundle) {
        spec = bundle->spec;
    } else if (described) {
        spec = *described;
    } else {
        std::tie(spec.name, spec.version) = nameAndVersion(id);
        spec.embeddingSize = store.embeddingSize(id);
    }
    card = cardOf(id, spec, bundle ? inference::readCard(*bundle) : stored ? stored->card : std::string());
    // Which songs are of one class is known from the songs, also where the order of the network's outputs is not.
    const auto genres = spec.labels.empty() ? store.heardGenres(id) : spec.labels;
    recommender = std::make_unique<recommend::Recommender>(id, genres, spec.embeddingSize);
}

void EmbeddingSpace::load(store::Database& reader, const std::stop_token& stop) {
    m_isLoaded = false;
    recommender->load([&](const auto& visit) { store::AnalysisStore(reader, id).forEach(visit, stop); });
    joinAllTakes(reader, *recommender, stop);
    m_isLoaded = !stop.stop_requested();
}

void EmbeddingSpace::loadOnce(store::Database& reader, const std::stop_token& stop) {
    if (!m_isLoaded)
        load(reader, stop);
}

std::string EmbeddingSpace::title() const { return titleOf(spec.name, spec.version, isReplaced(id)); }

EmbeddingSpaces::Space EmbeddingSpaces::inUse() const {
    const std::lock_guard lock(m_mutex);
    return m_inUse;
}

EmbeddingSpaces::Space EmbeddingSpaces::coming() const {
    const std::lock_guard lock(m_mutex);
    return m_coming;
}

void EmbeddingSpaces::setComing(Space space) {
    const std::lock_guard lock(m_mutex);
    m_coming = std::move(space);
}

void EmbeddingSpaces::switchOver() {
    const std::lock_guard lock(m_mutex);
    if (m_coming)
        m_inUse = std::exchange(m_coming, nullptr);
}

template <typename Change>
void EmbeddingSpaces::forBoth(Change&& change) {
    const auto [used, filling] = [this] {
        const std::lock_guard lock(m_mutex);
        return std::pair(m_inUse, m_coming);
    }();
    change(*used->recommender);
    if (filling)
        change(*filling->recommender);
}

void EmbeddingSpaces::remove(std::span<const TrackId> tracks) {
    forBoth([&](recommend::Recommender& recommender) { recommender.remove(tracks); });
}

void EmbeddingSpaces::removeLibrary(LibraryId library) {
    forBoth([&](recommend::Recommender& recommender) { recommender.removeLibrary(library); });
}

} // namespace segue
