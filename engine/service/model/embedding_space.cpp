// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/embedding_space.h"

#include "engine/service/model/take_reading.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
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

std::vector<recommend::NamedColumns> columnsOf(const std::vector<SpacePart>& parts) {
    std::vector<recommend::NamedColumns> columns;
    std::size_t first = 0;
    for (const auto& part : parts) {
        columns.push_back({.name = part.spec.name, .first = first, .count = part.spec.embeddingSize});
        first += part.spec.embeddingSize;
    }
    return columns;
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

EmbeddingSpace::EmbeddingSpace(const inference::ModelBundle& installed, store::Database& reader,
                               const inference::ModelLibrary& library)
    : id(installed.spec.id())
    , spec(installed.spec)
    , bundle(installed) {
    begin(reader, library, {});
}

EmbeddingSpace::EmbeddingSpace(const std::string& model, store::Database& reader, const inference::ModelLibrary& library)
    : id(model) {
    auto known = partOf(model, reader, library);
    spec = std::move(known.spec);
    bundle = std::move(known.bundle);
    const auto stored = store::ModelStore(reader).find(id);
    begin(reader, library, stored ? stored->card : std::string());
}

void EmbeddingSpace::begin(store::Database& reader, const inference::ModelLibrary& library, const std::string& storedCard) {
    if (spec.isTogether()) {
        parts = partsOf(spec, reader, library);
        if (parts.empty())
            throw Error{ErrorKind::usage, Message(MessageId::networkPartGone, {title(), modelTitle(spec.together.front().model)})};
        spec.labels = lead().spec.labels;
        spec.frontEnd = lead().spec.frontEnd;
        spec.embeddingSize = 0;
        for (const auto& part : parts)
            spec.embeddingSize += part.spec.embeddingSize;
    } else {
        parts.push_back({.id = id, .spec = spec, .bundle = bundle, .constants = {}});
    }
    joining = std::make_unique<PartsJoining>(parts);
    card = cardOf(id, spec, bundle ? inference::readCard(*bundle) : storedCard);
    // Which songs are of one class is known from the songs, also where the order of the network's outputs is not.
    const bool isKnown = !spec.labels.empty() || bundle;
    const auto genres = isKnown ? spec.labels : store::ModelStore(reader).heardGenres(lead().id);
    recommender = std::make_unique<recommend::Recommender>(id, genres, spec.embeddingSize);
    if (isTogether())
        recommender->setParts(columnsOf(parts));
}

void EmbeddingSpace::load(store::Database& reader, const std::stop_token& stop) {
    m_isLoaded = false;
    if (isTogether())
        joining->fit(reader);
    recommender->load([&](const auto& visit) { forEach(reader, visit, stop); });
    joinAllTakes(reader, *recommender, stop);
    m_isLoaded = !stop.stop_requested();
}

void EmbeddingSpace::loadOnce(store::Database& reader, const std::stop_token& stop) {
    if (!m_isLoaded)
        load(reader, stop);
}

void EmbeddingSpace::settle(store::Database& reader, const std::stop_token& stop) {
    if (isTogether() && joining->fit(reader))
        load(reader, stop);
}

const SpacePart* EmbeddingSpace::part(const std::string& model) const {
    const auto found = std::ranges::find(parts, model, &SpacePart::id);
    return found == parts.end() ? nullptr : &*found;
}

template <typename Visit>
void EmbeddingSpace::joined(store::Database& reader, const std::function<void(const store::EmbeddedTrack&)>& visit,
                            Visit&& read) const {
    if (!isTogether())
        return read(store::AnalysisStore(reader, id), visit);
    JoinedReading others(reader, *joining);
    store::EmbeddedTrack whole;
    read(store::AnalysisStore(reader, lead().id), [&](const store::EmbeddedTrack& song) {
        whole = song;
        whole.model = id;
        whole.embedding = others.whole(song.identity, std::move(whole.embedding));
        if (!whole.embedding.empty())
            visit(whole);
    });
}

void EmbeddingSpace::forEach(store::Database& reader, const std::function<void(const store::EmbeddedTrack&)>& visit,
                             const std::stop_token& stop) const {
    joined(reader, visit, [&](const store::AnalysisStore& heard, const auto& each) { heard.forEach(each, stop); });
}

void EmbeddingSpace::forEachIn(store::Database& reader, LibraryId library,
                               const std::function<void(const store::EmbeddedTrack&)>& visit) const {
    joined(reader, visit, [&](const store::AnalysisStore& heard, const auto& each) { heard.forEachIn(library, each); });
}

std::optional<store::EmbeddedTrack> EmbeddingSpace::embedded(store::Database& reader, TrackId track) const {
    auto song = store::AnalysisStore(reader, lead().id).embedded(track);
    if (!song || !isTogether())
        return song;
    song->model = id;
    song->embedding = JoinedReading(reader, *joining).whole(song->identity, std::move(song->embedding));
    return song->embedding.empty() ? std::nullopt : std::move(song);
}

std::optional<store::StoredAnalysis> EmbeddingSpace::find(store::Database& reader, TrackId track) const {
    auto heard = store::AnalysisStore(reader, lead().id).find(track);
    if (heard && isTogether())
        heard->embedding = JoinedReading(reader, *joining).whole(heard->identity, std::move(heard->embedding));
    return heard;
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
