// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/model_selection.h"

#include "engine/words/error.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace segue {

namespace {

constexpr std::size_t kHashDigits = 8;

std::string nameOf(const std::string& id) { return id.substr(0, id.rfind('/')); }

/// The chosen bundle, or why it cannot be used; or both, if it goes without one of its parts.
std::pair<std::optional<inference::ModelBundle>, Message> chosenBundle(const ModelPlaces& places, const std::string& chosen,
                                                                       store::Database& reader) {
    try {
        auto bundle = places.library.find(chosen);
        if (!bundle)
            bundle = places.library.find(nameOf(chosen));
        if (!bundle)
            return {std::nullopt, {MessageId::networkChosenGone, {modelTitle(chosen)}}};
        const auto gone = missingPart(bundle->spec, reader, places.library, false);
        if (!gone)
            return {readWhole(*bundle, places), {}};
        const Message why(MessageId::networkPartGone, {modelTitle(bundle->spec.id()), modelTitle(*gone)});
        const bool isOfUse = !missingPart(bundle->spec, reader, places.library, true) &&
                             partOf(bundle->spec.together.front().model, reader, places.library).bundle;
        return isOfUse ? std::pair(std::optional(readWhole(*bundle, places)), why) : std::pair(std::nullopt, why);
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

bool hasHeard(const std::string& model, store::Database& reader, const inference::ModelLibrary& library) {
    const store::ModelStore models(reader);
    if (models.embeddingSize(model) > 0)
        return true;
    const auto parts = partOf(model, reader, library).spec.together;
    return std::ranges::any_of(parts, [&](const auto& part) { return models.embeddingSize(part.model) > 0; });
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

inference::ModelBundle readWhole(const inference::ModelBundle& bundle, const ModelPlaces& places) {
    auto whole = inference::readWholeBundle(bundle.folder);
    for (const auto& part : whole.spec.together)
        if (const auto found = places.library.find(part.model))
            static_cast<void>(inference::readWholeBundle(found->folder));
    return whole;
}

std::string idBeside(const store::StoredModel& here, const store::StoredModel& there) {
    try {
        const auto same = inference::embeddingKey(inference::parseModelSpec(here.description)) ==
                          inference::embeddingKey(inference::parseModelSpec(there.description));
        return same ? here.id : idOfReplaced(there);
    } catch (const Error&) {
        return idOfReplaced(there);
    }
}

void registerBundle(const inference::ModelBundle& bundle, const inference::ModelLibrary& library, store::Database& reader,
                    store::Writer& writer) {
    for (const auto& part : bundle.spec.together)
        if (const auto found = library.find(part.model); found && !found->spec.isTogether())
            registerBundle(*found, library, reader, writer);
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
        std::tie(bundle, warning) = chosenBundle(places, chosen, reader);
    if (!bundle) {
        bundle = inference::readWholeBundle(places.preferred);
        if (!warning.empty())
            warning = warning.with({MessageId::networkInstead, {modelTitle(bundle->spec.id())}});
    }
    registerBundle(*bundle, places.library, reader, writer);

    const auto id = bundle->spec.id();
    auto used = models.choice().inUse; // may have got another id just now
    const bool isFresh = used.empty() || (used != id && !hasHeard(used, reader, places.library));
    if (isFresh)
        writer.run([&](store::Database& database) { store::ModelStore(database).setInUse(id); }).get();
    const bool isTheSame = isFresh || places.isFixed || used == id;
    auto wanted = std::make_shared<EmbeddingSpace>(*bundle, reader, places.library);
    if (!wanted->canHear())
        throw Error{ErrorKind::usage, Message(MessageId::networkPartGone, {wanted->title(), modelTitle(wanted->lead().id)})};
    auto listening = *wanted->lead().bundle;
    if (isTheSame)
        return {.listening = std::move(listening), .inUse = std::move(wanted), .coming = nullptr, .warning = std::move(warning)};
    return {.listening = std::move(listening),
            .inUse = std::make_shared<EmbeddingSpace>(used, reader, places.library),
            .coming = std::move(wanted),
            .warning = std::move(warning)};
}

ModelSelection selectModelToRead(const ModelPlaces& places, store::Database& reader) {
    const auto used = store::ModelStore(reader).choice().inUse;
    if (places.isFixed || used.empty()) {
        auto bundle = inference::readWholeBundle(places.preferred);
        const auto stored = store::ModelStore(reader).find(bundle.spec.id());
        if (stored && !describes(*stored, bundle))
            throw Error{ErrorKind::usage, "The songs were heard by another network that is also called " +
                                              modelTitle(bundle.spec.id()) + ". Scan them again with this one first."};
        auto space = std::make_shared<EmbeddingSpace>(bundle, reader, places.library);
        return {.listening = std::move(bundle), .inUse = std::move(space), .coming = nullptr};
    }
    auto space = std::make_shared<EmbeddingSpace>(used, reader, places.library);
    auto bundle = space->canHear() ? *space->lead().bundle : inference::readWholeBundle(places.preferred);
    return {.listening = std::move(bundle), .inUse = std::move(space), .coming = nullptr};
}

} // namespace segue
