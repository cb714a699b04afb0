// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/model_selection.h"

#include "engine/words/error.h"

#include <optional>
#include <utility>

namespace segue {

namespace {

constexpr std::size_t kHashDigits = 8;

std::string nameOf(const std::string& id) { return id.substr(0, id.rfind('/')); }

/// The chosen bundle, or why it cannot be used.
std::pair<std::optional<inference::ModelBundle>, Message> chosenBundle(const ModelPlaces& places, const std::string& chosen) {
    try {
        auto bundle = places.library.find(chosen);
        if (!bundle)
            bundle = places.library.find(nameOf(chosen));
        if (bundle)
            return {inference::readWholeBundle(bundle->folder), {}};
        return {std::nullopt, {MessageId::networkChosenGone, {modelTitle(chosen)}}};
    } catch (const Error& error) {
        return {std::nullopt, error.message()};
    }
}

/// The id that the embeddings of a replaced bundle get.
std::string idOfReplaced(const store::StoredModel& stored) {
    try {
        return stored.id + "@" + inference::parseModelSpec(stored.description).weightsSha256.substr(0, kHashDigits);
    } catch (const Error&) {
        return stored.id + "@unknown";
    }
}

bool describes(const store::StoredModel& stored, const inference::ModelBundle& bundle) {
    try {
        return stored.description.empty() || // from before descriptions were kept
               inference::embeddingKey(inference::parseModelSpec(stored.description)) == inference::embeddingKey(bundle.spec);
    } catch (const Error&) {
        return false;
    }
}

} // namespace

std::string idBeside(const store::StoredModel& here, const store::StoredModel& there) {
    try {
        const auto same = inference::embeddingKey(inference::parseModelSpec(here.description)) ==
                          inference::embeddingKey(inference::parseModelSpec(there.description));
        return same ? here.id : idOfReplaced(there);
    } catch (const Error&) {
        return idOfReplaced(there);
    }
}

void registerBundle(const inference::ModelBundle& bundle, store::Database& reader, store::Writer& writer) {
    const store::StoredModel now{bundle.spec.id(), inference::formatModelSpec(bundle.spec), inference::readCard(bundle)};
    const auto stored = store::ModelStore(reader).find(now.id);
    if (stored && stored->description == now.description && stored->card == now.card)
        return;
    writer
        .run([&](store::Database& database) {
            store::ModelStore models(database);
            if (stored && !describes(*stored, bundle))
                models.rename(now.id, idOfReplaced(*stored));
            models.save(now);
        })
        .get();
}

ModelSelection selectModel(const ModelPlaces& places, store::Database& reader, store::Writer& writer) {
    const store::ModelStore models(reader);
    std::optional<inference::ModelBundle> bundle;
    Message warning;
    if (const auto chosen = models.choice().chosen; !places.isFixed && !chosen.empty())
        std::tie(bundle, warning) = chosenBundle(places, chosen);
    if (!bundle)
        bundle = inference::readWholeBundle(places.preferred);
    if (!warning.empty())
        warning = warning.with({MessageId::networkInstead, {modelTitle(bundle->spec.id())}});
    registerBundle(*bundle, reader, writer);

    const auto id = bundle->spec.id();
    auto used = models.choice().inUse; // may have got another id just now
    const bool isFresh = used.empty() || (used != id && models.embeddingSize(used) == 0);
    if (isFresh)
        writer.run([&](store::Database& database) { store::ModelStore(database).setInUse(id); }).get();
    const bool isTheSame = isFresh || places.isFixed || used == id;
    auto space =
        isTheSame ? std::make_shared<EmbeddingSpace>(*bundle) : std::make_shared<EmbeddingSpace>(used, reader, places.library);
    return {.listening = std::move(*bundle), .inUse = std::move(space), .warning = std::move(warning)};
}

ModelSelection selectModelToRead(const ModelPlaces& places, store::Database& reader) {
    const auto used = store::ModelStore(reader).choice().inUse;
    if (places.isFixed || used.empty()) {
        auto bundle = inference::readWholeBundle(places.preferred);
        const auto stored = store::ModelStore(reader).find(bundle.spec.id());
        if (stored && !describes(*stored, bundle))
            throw Error{ErrorKind::usage, "The songs were heard by another network that is also called " +
                                              modelTitle(bundle.spec.id()) + ". Scan them again with this one first."};
        auto space = std::make_shared<EmbeddingSpace>(bundle);
        return {.listening = std::move(bundle), .inUse = std::move(space)};
    }
    auto space = std::make_shared<EmbeddingSpace>(used, reader, places.library);
    auto bundle = space->bundle ? *space->bundle : inference::readWholeBundle(places.preferred);
    return {.listening = std::move(bundle), .inUse = std::move(space)};
}

} // namespace segue
