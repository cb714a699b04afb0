// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/space_parts.h"

#include "engine/words/error.h"

#include <charconv>
#include <utility>

namespace segue {

namespace {

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

bool isUsable(const SpacePart& part) { return !part.spec.isTogether() && part.spec.embeddingSize > 0; }

} // namespace

std::pair<std::string, int> nameAndVersion(const std::string& id) {
    const auto slash = id.rfind('/');
    if (slash == std::string::npos)
        return {id, 0};
    int version = 0;
    std::from_chars(id.data() + slash + 1, id.data() + id.size(), version);
    return {id.substr(0, slash), version};
}

SpacePart partOf(const std::string& model, store::Database& reader, const inference::ModelLibrary& library) {
    const store::ModelStore store(reader);
    SpacePart part{.id = model};
    const auto described = describedSpec(store.find(model));
    auto found = library.find(model);
    const bool isTheSame = found && found->spec.id() == model &&
                           (!described || inference::embeddingKey(*described) == inference::embeddingKey(found->spec));
    if (isTheSame)
        part.bundle = std::move(found);
    if (part.bundle) {
        part.spec = part.bundle->spec;
    } else if (described) {
        part.spec = *described;
    } else {
        std::tie(part.spec.name, part.spec.version) = nameAndVersion(model);
        part.spec.embeddingSize = store.embeddingSize(model);
    }
    return part;
}

std::vector<SpacePart> partsOf(const inference::ModelSpec& together, store::Database& reader,
                               const inference::ModelLibrary& library) {
    std::vector<SpacePart> parts;
    for (const auto& named : together.together) {
        auto part = partOf(named.model, reader, library);
        if (!isUsable(part))
            continue;
        part.weight = named.weight;
        if (named.constants.mean.size() == part.spec.embeddingSize)
            part.constants = named.constants;
        parts.push_back(std::move(part));
    }
    return parts;
}

std::optional<std::string> missingPart(const inference::ModelSpec& together, store::Database& reader,
                                       const inference::ModelLibrary& library, bool heardCounts) {
    for (const auto& named : together.together) {
        const auto part = partOf(named.model, reader, library);
        const bool isInstalled = part.bundle && isUsable(part);
        if (!isInstalled && !(heardCounts && store::ModelStore(reader).embeddingSize(named.model) > 0))
            return named.model;
    }
    return std::nullopt;
}

PartsJoining::PartsJoining(const std::vector<SpacePart>& parts)
    : m_isFitted(parts.size(), false) {
    std::vector<inference::JoinedPart> joined;
    for (const auto& part : parts) {
        m_models.push_back(part.id);
        joined.push_back({.size = part.spec.embeddingSize, .weight = part.weight, .standard = part.constants});
    }
    m_parts = std::make_shared<const std::vector<inference::JoinedPart>>(std::move(joined));
}

bool PartsJoining::fit(store::Database& reader) {
    auto parts = *now();
    bool isNews = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (m_isFitted[i])
            continue;
        inference::StandardisationFit fit(parts[i].size);
        store::EmbeddingReader(reader, m_models[i]).sample(inference::kMostToStandardise, [&](std::span<const float> one) {
            fit.add(one);
        });
        if (fit.count() < inference::kFewestToStandardise)
            continue;
        parts[i].standard = fit.result();
        m_isFitted[i] = isNews = true;
    }
    if (isNews) {
        const std::lock_guard lock(m_mutex);
        m_parts = std::make_shared<const std::vector<inference::JoinedPart>>(std::move(parts));
    }
    return isNews;
}

PartsJoining::Parts PartsJoining::now() const {
    const std::lock_guard lock(m_mutex);
    return m_parts;
}

JoinedReading::JoinedReading(store::Database& reader, const PartsJoining& joining)
    : m_parts(joining.now()) {
    for (std::size_t i = 1; i < joining.models().size(); ++i)
        m_others.emplace_back(reader, joining.models()[i]);
}

std::vector<float> JoinedReading::whole(const std::string& identity, std::vector<float> first) {
    if (m_parts->size() == 1)
        return first;
    std::vector<std::vector<float>> heard{std::move(first)};
    for (auto& other : m_others)
        heard.push_back(other.find(identity));
    for (std::size_t i = 0; i < heard.size(); ++i)
        if (heard[i].size() != (*m_parts)[i].size) {
            if (i == 0)
                return {};
            heard[i].clear(); // of a bundle from before descriptions were kept: it says nothing
        }
    return inference::joinTogether(*m_parts, heard);
}

} // namespace segue
