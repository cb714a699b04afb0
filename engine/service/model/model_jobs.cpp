// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/model_jobs.h"

#include "engine/analysis/process/bundle_check.h"
#include "engine/service/model/network_list.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kTellingSongs = 20; ///< fewer say little of how long a song takes

constexpr store::AnalysisVersions kVersions{.analyzer = analysis::kAnalyzerVersion, .features = analysis::kFeatureVersion};

Message heardBy(std::size_t failed, std::size_t all) {
    return failed == 0 ? Message() : Message(MessageId::networkCouldNotHear, {std::to_string(failed), std::to_string(all)});
}

} // namespace

ModelJobs::ModelJobs(ModelRooms rooms, ModelPlaces places, const ModelSelection& selection, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_places(std::move(places))
    , m_reader(database.sibling())
    , m_listening(selection.listening.spec.id())
    , m_costs(m_rooms.isReadOnly ? fs::path() : m_places.library.own()) {
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
    if (!coming) {
        if (!m_rooms.isReadOnly && m_rooms.spaces.inUse()->isTogether())
            listenTo(*m_rooms.spaces.inUse());
        return;
    }
    coming->load(m_reader, stop);
    listenTo(*coming);
    emitModels();
    switchIfComplete(stop);
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
        useNow(idOrName, stop);
    });
}

void ModelJobs::useTogether(std::string name, std::vector<NetworkShare> parts) {
    m_line.run([this, name = std::move(name), parts = std::move(parts)](const std::stop_token& stop) {
        refuseIfFixed();
        std::vector<inference::TogetherPart> named;
        for (const auto& part : parts)
            named.push_back({.model = part.id, .weight = part.weight, .constants = {}});
        const auto bundle = m_places.library.addTogether(name, named);
        useNow(bundle.spec.id(), stop);
        dropOlder(name);
        emitModels();
    });
}

void ModelJobs::useNow(const std::string& idOrName, const std::stop_token& stop) {
    const auto found = m_places.library.find(idOrName);
    if (!found)
        throw Error{ErrorKind::usage, Message(MessageId::networkUnknown, {idOrName})};
    if (const auto gone = missingPart(found->spec, m_reader, m_places.library, false))
        throw Error{ErrorKind::usage, Message(MessageId::networkPartGone, {modelTitle(found->spec.id()), modelTitle(*gone)})};
    const auto bundle = readWhole(*found, m_places);
    const auto id = bundle.spec.id();
    for (const auto& space : {m_rooms.spaces.inUse(), m_rooms.spaces.coming()})
        for (const auto& part : space ? space->parts : std::vector<SpacePart>())
            if (part.id == id && inference::embeddingKey(part.spec) != inference::embeddingKey(bundle.spec))
                throw Error{ErrorKind::usage, Message(MessageId::networkReplaced, {bundle.folder.string()})};
    registerBundle(bundle, m_places.library, m_reader, m_rooms.writer);
    choose(id);
    const auto coming = m_rooms.spaces.coming();
    if (const auto used = m_rooms.spaces.inUse(); id == used->id) {
        m_rooms.spaces.setComing(nullptr);
        if (used->isTogether())
            listenTo(*used);
        else
            listenWith(bundle);
    } else if (!coming || coming->id != id) {
        startChange(bundle, stop);
    }
    emitModels();
    switchIfComplete(stop);
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
    m_seenSongs = 0;
    m_rooms.seeds.setListening(m_listening);
    m_rooms.queue.setModel(bundle.folder, bundle.spec);
}

/// Gives the turn to the first part that has songs to hear; if none has, to the first.
/// @param justDone a part that is not asked again: whatever waits for it cannot be heard now
void ModelJobs::listenTo(const EmbeddingSpace& space, const std::string& justDone) {
    for (const auto& part : space.parts)
        if (part.bundle && part.id != justDone && unheardBy(part) > 0)
            return listenWith(*part.bundle);
    if (space.canHear())
        listenWith(*space.lead().bundle);
}

std::size_t ModelJobs::unheardBy(const SpacePart& part) {
    return part.bundle ? store::AnalysisStore(m_reader, part.id).waiting(kVersions).size() : 0;
}

void ModelJobs::startChange(const inference::ModelBundle& bundle, const std::stop_token& stop) {
    const auto space = std::make_shared<EmbeddingSpace>(bundle, m_reader, m_places.library);
    m_rooms.spaces.setComing(space); // before it is loaded: what is heard meanwhile must not be missed
    space->load(m_reader, stop);
    listenTo(*space);
}

/// The space that songs are heard for.
EmbeddingSpaces::Space ModelJobs::target() const {
    const auto coming = m_rooms.spaces.coming();
    return coming ? coming : m_rooms.spaces.inUse();
}

/// What is said to listen: of several together their own id.
std::string ModelJobs::listeningId() const {
    const auto space = target();
    return space->part(m_listening) != nullptr ? space->id : m_listening;
}

void ModelJobs::describeChange() {
    const auto coming = m_rooms.spaces.coming();
    if (!coming)
        return;
    m_left.clear();
    for (const auto& part : coming->parts)
        m_left[part.id] = unheardBy(part);
    tellChange(*coming);
}

void ModelJobs::tellChange(const EmbeddingSpace& coming) {
    m_rooms.emitter.emit(describeProgress(coming, m_left, presentSongs(), m_listening, m_costs));
}

void ModelJobs::keep() {
    m_line.run([this](const std::stop_token&) {
        const auto used = m_rooms.spaces.inUse();
        if (!m_rooms.spaces.coming())
            return;
        if (!used->canHear())
            throw Error{ErrorKind::usage, Message(MessageId::networkGoneButCompared, {used->title(), modelTitle(listeningId())})};
        choose(used->id);
        m_rooms.spaces.setComing(nullptr);
        listenTo(*used);
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
    const bool isOver = progress.left == 0 && progress.done >= kTellingSongs;
    if (!progress.left || !(isOver || m_rooms.spaces.coming() || m_rooms.spaces.inUse()->isTogether()))
        return;
    {
        const std::lock_guard lock(m_seenMutex);
        m_seen.progress = progress;
        if (std::exchange(m_seen.isPosted, true))
            return;
    }
    m_line.run([this](const std::stop_token& stop) {
        const auto now = [this] {
            const std::lock_guard lock(m_seenMutex);
            m_seen.isPosted = false;
            return m_seen.progress;
        }();
        look(now, stop);
    });
}

void ModelJobs::look(const analysis::QueueProgress& progress, const std::stop_token& stop) {
    if (progress.model != m_listening)
        return; // what it said is of another one
    if (!progress.outlining && progress.done >= kTellingSongs && progress.songsPerSecond > 0.0)
        m_costs.note(m_listening, 1.0 / progress.songsPerSecond);
    const auto space = target();
    if (space->part(m_listening) == nullptr || m_rooms.isReadOnly)
        return;
    const bool isComing = m_rooms.spaces.coming() == space;
    if (isComing) {
        m_left[m_listening] = *progress.left;
        tellChange(*space);
    }
    if (space->isTogether())
        takeTurns(*space, progress, stop);
    else if (isComing && *progress.left == 0)
        switchIfComplete(stop);
}

bool ModelJobs::isBetweenTurns(const analysis::QueueProgress& progress) const {
    return progress.left == 0 && !progress.paused && m_answersSeen != m_answers && !m_rooms.isReadOnly && target()->isTogether();
}

/// When a part has heard all, the next has its turn; when songs came, the first.
void ModelJobs::takeTurns(const EmbeddingSpace& space, const analysis::QueueProgress& progress, const std::stop_token& stop) {
    const bool haveSongsCome = !progress.outlining && progress.total > m_seenSongs;
    m_seenSongs = progress.total;
    const std::size_t answers = m_answers;
    const bool isDone = *progress.left == 0 && m_answersSeen.exchange(answers) != answers; // told at each outline, too
    if (!isDone && !(haveSongsCome && *progress.left > 0 && m_listening != space.lead().id))
        return;
    listenTo(space, isDone ? m_listening : std::string());
    if (!isDone)
        return;
    switchIfComplete(stop);
    if (m_rooms.spaces.inUse().get() != &space || m_listening != space.lead().id)
        return;
    m_rooms.spaces.inUse()->settle(m_reader, stop); // there may be enough songs now
    m_rooms.queue.refresh();                        // tells that it is over
}

void ModelJobs::switchIfComplete(const std::stop_token& stop) {
    const auto coming = m_rooms.spaces.coming();
    if (!coming || m_rooms.isReadOnly)
        return;
    const auto used = m_rooms.spaces.inUse();
    const bool isUsedOfUse = store::AnalysisStore(m_reader, used->lead().id).counts().done > 0;
    std::size_t failed = 0, tracks = 0;
    for (const auto& part : coming->parts) {
        if (unheardBy(part) > 0)
            return;
        const auto counts = store::AnalysisStore(m_reader, part.id).counts();
        failed = std::max(failed, counts.failed);
        tracks = counts.tracks;
        if (counts.done > 0 || !isUsedOfUse)
            continue;
        if (counts.failed > 0) // else no library is there just now
            stayWith(used, modelTitle(part.id));
        return;
    }
    coming->settle(m_reader, stop);
    if (stop.stop_requested())
        return;
    m_rooms.writer.run([&](store::Database& database) { store::ModelStore(database).setInUse(coming->id); }).get();
    m_rooms.spaces.switchOver();
    if (coming->isTogether())
        dropOlder(coming->spec.name);
    emitModels();
    m_rooms.emitter.inform(Message(MessageId::networkTakesOver, {coming->title()}).with(heardBy(failed, tracks)));
}

/// A network that hears nothing must not take the place of one that does.
void ModelJobs::stayWith(EmbeddingSpaces::Space used, const std::string& deaf) {
    m_rooms.emitter.warn({MessageId::networkDeaf, {deaf, used->title()}});
    if (!used->canHear() || m_places.isFixed)
        return;
    choose(used->id);
    m_rooms.spaces.setComing(nullptr);
    listenTo(*used);
    emitModels();
}

/// Earlier versions of several together, which nobody uses any more: they hold nothing but the names of their parts.
void ModelJobs::dropOlder(const std::string& name) {
    const auto newest = m_places.library.find(name);
    for (const auto& one : m_places.library.all())
        if (newest && one.isOwn && one.bundle && one.bundle->spec.isTogether() && one.bundle->spec.name == name &&
            one.bundle->spec.version < newest->spec.version && !isNeeded(one.bundle->spec.id()))
            m_places.library.remove(one.folder);
}

/// Whether it listens or is compared by, alone or with others.
bool ModelJobs::isNeeded(const std::string& id) const {
    for (const auto& space : {m_rooms.spaces.inUse(), m_rooms.spaces.coming()})
        if (space && (space->id == id || space->part(id) != nullptr))
            return true;
    return id == m_listening;
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
            if (one.folder == folder && one.bundle && isNeeded(one.bundle->spec.id()))
                throw Error{ErrorKind::usage, Message(MessageId::networkInUse, {modelTitle(one.bundle->spec.id())})};
        m_places.library.remove(folder);
        emitModels();
    });
}

void ModelJobs::forget(std::string id) {
    m_line.run([this, id = std::move(id)](const std::stop_token&) {
        if (isNeeded(id))
            throw Error{ErrorKind::usage, Message(MessageId::networkHeardInUse, {modelTitle(id)})};
        m_rooms.writer.run([&](store::Database& database) { store::ModelStore(database).forget(id); }).get();
        emitModels();
    });
}

void ModelJobs::emitModels(bool isChecking) {
    const auto used = m_rooms.spaces.inUse();
    ModelsChanged event{.installed = describeInstalled(m_places.library, *used, m_costs),
                        .kept = {},
                        .inUse = used->id,
                        .listening = listeningId(),
                        .canGoBack = m_rooms.spaces.coming() && used->canHear(),
                        .isChecking = isChecking,
                        .songs = presentSongs()};
    for (const auto& left : store::ModelStore(m_reader).hearings())
        if (!isNeeded(left.model))
            event.kept.push_back({.id = left.model,
                                  .title = modelTitle(left.model),
                                  .recordings = left.recordings,
                                  .bytes = left.bytes,
                                  .failed = left.failed});
    m_rooms.emitter.emit(std::move(event));
    describeChange();
}

} // namespace segue
