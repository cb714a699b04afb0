// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/model_jobs.h"

#include "engine/analysis/process/bundle_check.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr store::AnalysisVersions kVersions{.analyzer = analysis::kAnalyzerVersion, .features = analysis::kFeatureVersion};

InstalledModel describe(const inference::InstalledBundle& found) {
    InstalledModel model{.name = found.folder.filename().string(),
                         .folder = found.folder,
                         .isOwn = found.isOwn,
                         .bytes = found.bytes,
                         .problem = found.problem};
    if (!found.bundle)
        return model;
    const auto& spec = found.bundle->spec;
    model.id = spec.id();
    model.name = spec.name;
    model.version = spec.version;
    model.validationAccuracy = spec.validationAccuracy;
    model.validationPrecisionAt10 = spec.validationPrecisionAt10;
    model.heardArtistsBefore = spec.split != inference::ModelSpec{}.split;
    return model;
}

/// Describes a network in use that is not in the usual folders, or is gone.
InstalledModel describe(const EmbeddingSpace& space) {
    return {.id = space.id,
            .name = space.spec.name,
            .version = space.spec.version,
            .folder = space.bundle ? space.bundle->folder : fs::path(),
            .validationAccuracy = space.spec.validationAccuracy,
            .validationPrecisionAt10 = space.spec.validationPrecisionAt10};
}

Message heardBy(std::size_t failed, std::size_t all) {
    return failed == 0 ? Message() : Message(MessageId::networkCouldNotHear, {std::to_string(failed), std::to_string(all)});
}

} // namespace

ModelJobs::ModelJobs(ModelRooms rooms, ModelPlaces places, const ModelSelection& selection, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_places(std::move(places))
    , m_reader(database.sibling())
    , m_listening(selection.listening.spec.id()) {
    m_line.run([this, warning = selection.warning](const std::stop_token& stop) { begin(warning, stop); });
}

void ModelJobs::stop() { m_line.stop(); }

void ModelJobs::list() {
    m_line.run([this](const std::stop_token&) { emitModels(); });
}

/// Continues a change that began before the program ended, or that a new version of Segue brings.
void ModelJobs::begin(const Message& warning, const std::stop_token& stop) {
    if (!warning.empty())
        m_rooms.emitter.warn(warning);
    const auto coming = m_rooms.spaces.coming();
    if (!coming)
        return;
    coming->load(m_reader, stop);
    emitModels();
    switchIfComplete();
    if (m_rooms.spaces.coming())
        m_rooms.emitter.inform({MessageId::networkListensAnew, {coming->title(), m_rooms.spaces.inUse()->title()}});
}

void ModelJobs::refuseIfFixed() const {
    if (m_rooms.isReadOnly || m_places.isFixed)
        throw Error{ErrorKind::usage, MessageId::networkOneOnly};
}

void ModelJobs::use(std::string idOrName) {
    m_line.run([this, idOrName = std::move(idOrName)](const std::stop_token& stop) {
        refuseIfFixed();
        const auto found = m_places.library.find(idOrName);
        if (!found)
            throw Error{ErrorKind::usage, Message(MessageId::networkUnknown, {idOrName})};
        const auto bundle = inference::readWholeBundle(found->folder);
        const auto id = bundle.spec.id();
        for (const auto& space : {m_rooms.spaces.inUse(), m_rooms.spaces.coming()})
            if (space && space->id == id && inference::embeddingKey(space->spec) != inference::embeddingKey(bundle.spec))
                throw Error{ErrorKind::usage, Message(MessageId::networkReplaced, {bundle.folder.string()})};
        registerBundle(bundle, m_reader, m_rooms.writer);
        choose(id);
        if (id == m_rooms.spaces.inUse()->id) {
            m_rooms.spaces.setComing(nullptr);
            listenWith(bundle);
        } else if (id != m_listening) {
            startChange(bundle, stop);
        }
        emitModels();
        switchIfComplete();
    });
}

/// The preferred network is not stored as a choice, so that its next version is used too.
void ModelJobs::choose(const std::string& id) {
    const auto preferred = [&]() -> std::string {
        try {
            return inference::readBundle(m_places.preferred).spec.id();
        } catch (const Error&) {
            return {}; // it is broken: another one can still be chosen
        }
    }();
    const auto chosen = id == preferred ? std::string() : id;
    m_rooms.writer.run([&](store::Database& database) { store::ModelStore(database).setChosen(chosen); }).get();
}

void ModelJobs::listenWith(const inference::ModelBundle& bundle) {
    if (bundle.spec.id() == m_listening)
        return;
    m_listening = bundle.spec.id();
    m_rooms.seeds.setListening(m_listening);
    m_rooms.queue.setModel(bundle.folder, bundle.spec);
}

void ModelJobs::startChange(const inference::ModelBundle& bundle, const std::stop_token& stop) {
    const auto space = std::make_shared<EmbeddingSpace>(bundle);
    m_rooms.spaces.setComing(space); // before it is loaded: what is heard meanwhile must not be missed
    space->load(m_reader, stop);
    listenWith(bundle);
}

void ModelJobs::describeChange() {
    const auto coming = m_rooms.spaces.coming();
    if (!coming)
        return;
    const auto left = store::AnalysisStore(m_reader, coming->id).waiting(kVersions).size();
    const auto present = std::max(presentSongs(), left);
    m_rooms.emitter.emit(ModelChangeProgress{.model = coming->id, .done = present - left, .total = present});
}

void ModelJobs::keep() {
    m_line.run([this](const std::stop_token&) {
        const auto used = m_rooms.spaces.inUse();
        if (!m_rooms.spaces.coming())
            return;
        if (!used->bundle)
            throw Error{ErrorKind::usage, Message(MessageId::networkGoneButCompared, {used->title(), modelTitle(m_listening)})};
        choose(used->id);
        m_rooms.spaces.setComing(nullptr);
        listenWith(*used->bundle);
        emitModels();
    });
}

/// Cached, because counting looks at every song and is asked for several times a second.
std::size_t ModelJobs::presentSongs() {
    constexpr std::chrono::seconds kFresh{2};
    const auto now = std::chrono::steady_clock::now();
    if (m_counted && now - *m_counted < kFresh)
        return m_present;
    m_counted = now;
    m_present = 0;
    for (const auto& library : store::LibraryStore(m_reader).all())
        m_present += library.offline ? 0 : library.trackCount;
    return m_present;
}

void ModelJobs::progressed(const analysis::QueueProgress& progress) {
    const auto coming = m_rooms.spaces.coming();
    if (!coming || !progress.left || progress.model != coming->id)
        return;
    m_left = *progress.left;
    if (m_isPosted.exchange(true))
        return;
    m_line.run([this](const std::stop_token&) {
        m_isPosted = false;
        const std::size_t left = m_left;
        const auto filling = m_rooms.spaces.coming();
        if (!filling)
            return;
        const auto present = std::max(presentSongs(), left);
        m_rooms.emitter.emit(ModelChangeProgress{.model = filling->id, .done = present - left, .total = present});
        if (left == 0)
            switchIfComplete();
    });
}

void ModelJobs::switchIfComplete() {
    const auto coming = m_rooms.spaces.coming();
    if (!coming || m_rooms.isReadOnly)
        return;
    const store::AnalysisStore heard(m_reader, coming->id);
    if (!heard.waiting(kVersions).empty())
        return;
    const auto used = m_rooms.spaces.inUse();
    const auto counts = heard.counts();
    if (counts.done == 0 && store::AnalysisStore(m_reader, used->id).counts().done > 0) {
        if (counts.failed > 0) // else no library is there just now
            stayWith(used, *coming);
        return;
    }
    m_rooms.writer.run([&](store::Database& database) { store::ModelStore(database).setInUse(coming->id); }).get();
    m_rooms.spaces.switchOver();
    emitModels();
    m_rooms.emitter.inform(Message(MessageId::networkTakesOver, {coming->title()}).with(heardBy(counts.failed, counts.tracks)));
}

/// A network that hears nothing must not take the place of one that does.
void ModelJobs::stayWith(EmbeddingSpaces::Space used, const EmbeddingSpace& deaf) {
    m_rooms.emitter.warn({MessageId::networkDeaf, {deaf.title(), used->title()}});
    if (!used->bundle || m_places.isFixed)
        return;
    choose(used->id);
    m_rooms.spaces.setComing(nullptr);
    listenWith(*used->bundle);
    emitModels();
}

void ModelJobs::add(fs::path folder) {
    add(std::move(folder), [this](const std::string& id, const Message& problem) {
        if (problem.empty())
            m_rooms.emitter.inform({MessageId::networkReady, {modelTitle(id)}});
        else
            m_rooms.emitter.fail(problem);
    });
}

void ModelJobs::add(fs::path folder, Added added) {
    m_line.run([this, folder = std::move(folder), added = std::move(added)](const std::stop_token& stop) {
        emitModels(true);
        std::string id;
        Message problem;
        try {
            const auto bundle = m_places.library.add(folder, [&](const fs::path& copy) {
                analysis::checkBundle(m_rooms.analyzer, copy, stop);
                if (stop.stop_requested())
                    throw Error{ErrorKind::process, MessageId::networkTrialEnded};
            });
            id = bundle.spec.id();
        } catch (const std::exception& error) {
            problem = messageOf(error);
        }
        emitModels();
        added(id, problem);
    });
}

void ModelJobs::removeBundle(fs::path folder) {
    m_line.run([this, folder = std::move(folder)](const std::stop_token&) {
        for (const auto& one : m_places.library.all())
            if (one.folder == folder && one.bundle &&
                (one.bundle->spec.id() == m_listening || one.bundle->spec.id() == m_rooms.spaces.inUse()->id))
                throw Error{ErrorKind::usage, Message(MessageId::networkInUse, {modelTitle(one.bundle->spec.id())})};
        m_places.library.remove(folder);
        emitModels();
    });
}

void ModelJobs::forget(std::string id) {
    m_line.run([this, id = std::move(id)](const std::stop_token&) {
        if (id == m_listening || id == m_rooms.spaces.inUse()->id)
            throw Error{ErrorKind::usage, Message(MessageId::networkHeardInUse, {modelTitle(id)})};
        m_rooms.writer.run([&](store::Database& database) { store::ModelStore(database).forget(id); }).get();
        emitModels();
    });
}

void ModelJobs::emitModels(bool isChecking) {
    const auto used = m_rooms.spaces.inUse();
    ModelsChanged event{.inUse = used->id,
                        .listening = m_listening,
                        .canGoBack = m_rooms.spaces.coming() && used->bundle,
                        .isChecking = isChecking};
    for (const auto& found : m_places.library.all())
        event.installed.push_back(describe(found));
    if (std::ranges::find(event.installed, used->id, &InstalledModel::id) == event.installed.end())
        event.installed.push_back(describe(*used));
    for (const auto& left : store::ModelStore(m_reader).hearings())
        if (left.model != used->id && left.model != m_listening)
            event.kept.push_back(
                {.id = left.model, .title = modelTitle(left.model), .recordings = left.recordings, .bytes = left.bytes});
    m_rooms.emitter.emit(std::move(event));
    describeChange();
}

} // namespace segue
