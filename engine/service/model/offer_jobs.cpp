// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/offer_jobs.h"

#include "engine/inference/guests/guest_import.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/offers/fetch_address.h"
#include "engine/inference/offers/part_on_disk.h"
#include "engine/words/error.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace segue {

namespace fs = std::filesystem;
using State = NetworkOffer::State;

namespace {

constexpr std::chrono::milliseconds kBetweenReports{100};
constexpr int kFirstVersion = 1;

OfferFigures figuresOf(const inference::OfferedFigures& figures) {
    return {.sameGenreAt10 = figures.sameGenreAt10, .artistMap = figures.artistMap};
}

/// An entry of the catalogue, as far as it never changes.
NetworkOffer describeOffer(const inference::OfferedNetwork& network) {
    NetworkOffer offer{
        .name = network.name, .licence = network.licence, .origin = network.origin, .bytes = network.bytes(), .cost = network.cost};
    if (network.figures)
        offer.figures = figuresOf(*network.figures);
    for (const auto& file : network.files)
        if (const auto host = inference::hostOf(file.address); std::ranges::find(offer.hosts, host) == offer.hosts.end())
            offer.hosts.push_back(host);
    return offer;
}

/// Of a network that was fetched, whatever went wrong with it here.
Error unusable(const std::string& name, const Message& why, ErrorKind kind = ErrorKind::badFile) {
    return {kind, Message(MessageId::downloadUnusable, {name}).with(why)};
}

bool isUnderWay(State state) { return state == State::waiting || state == State::fetching || state == State::trying; }

} // namespace

OfferJobs::OfferJobs(OfferRooms rooms)
    : m_rooms(std::move(rooms))
    , m_standings(m_rooms.offers.size()) {}

void OfferJobs::stop() {
    m_fetching.stop();
    m_looking.stop();
}

std::optional<std::size_t> OfferJobs::indexOf(const std::string& name) const {
    const auto found = std::ranges::find(m_rooms.offers, name, &inference::OfferedNetwork::name);
    return found == m_rooms.offers.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_rooms.offers.begin()));
}

fs::path OfferJobs::folderOf(std::size_t index) const {
    return m_rooms.ownModels / ("." + m_rooms.offers[index].name + ".download");
}

void OfferJobs::list() {
    m_looking.run([this] { look(); });
}

void OfferJobs::get(std::string name) {
    const auto index = indexOf(name);
    if (!index)
        return;
    const std::lock_guard lock(m_mutex);
    auto& standing = m_standings[*index];
    if (isUnderWay(standing.state) && !standing.cancelled.stop_requested())
        return;
    standing.state = State::waiting;
    standing.problem = {};
    standing.cancelled = {};
    tell();
    m_fetching.run(
        [this, index = *index, cancelled = standing.cancelled](const std::stop_token& ends) { fetch(index, cancelled, ends); });
}

void OfferJobs::cancel(std::string name) {
    const auto index = indexOf(name);
    if (!index)
        return;
    const std::lock_guard lock(m_mutex);
    auto& standing = m_standings[*index];
    if (standing.state != State::waiting && standing.state != State::fetching)
        return;
    standing.cancelled.request_stop();
    if (standing.state == State::waiting)
        standing.state = State::offered;
    tell();
}

void OfferJobs::addPublished(fs::path fileOrFolder) {
    {
        const std::lock_guard lock(m_mutex);
        ++m_adding;
        tell();
    }
    m_looking.run([this, fileOrFolder = std::move(fileOrFolder)] {
        Message problem;
        try {
            refuseIfFixed(fileOrFolder.filename().string());
            for (const auto& file : inference::publishedIn(fileOrFolder))
                addFile(file);
        } catch (const std::exception& error) {
            problem = messageOf(error);
        }
        if (!problem.empty())
            m_rooms.emitter.fail(problem);
        const std::lock_guard lock(m_mutex);
        --m_adding;
        tell();
    });
}

void OfferJobs::addFile(const fs::path& file) {
    const auto network = inference::importPublished(file);
    const auto making = m_rooms.ownModels / ("." + network.spec.name + ".import");
    const auto clear = [making] {
        std::error_code ignored;
        fs::remove_all(making, ignored);
    };
    try {
        clear();
        inference::writeBundleFiles(making, network.spec, network.weights, network.card);
    } catch (...) {
        clear();
        throw;
    }
    {
        const std::lock_guard lock(m_mutex);
        ++m_adding;
    }
    m_rooms.add(making, [this, clear, name = network.spec.name](const Message& problem) {
        clear();
        if (problem.empty())
            m_rooms.emitter.inform({MessageId::networkReady, {name}});
        else
            m_rooms.emitter.fail(problem);
        const std::lock_guard lock(m_mutex);
        --m_adding;
        tell();
    });
}

/// Before anything is asked: what could not be kept is not fetched.
void OfferJobs::refuseIfFixed(const std::string& name) const {
    if (m_rooms.isReadOnly)
        throw unusable(name, {MessageId::databaseReadOnly, {m_rooms.database.string()}}, ErrorKind::usage);
    if (m_rooms.ownModels.empty())
        throw unusable(name, MessageId::networkNoOwnPlace, ErrorKind::usage);
}

void OfferJobs::fetch(std::size_t index, const std::stop_source& cancelled, const std::stop_token& ends) {
    if (cancelled.stop_requested() || ends.stop_requested())
        return;
    Message problem;
    try {
        download(index, cancelled, ends);
    } catch (const std::exception& error) {
        problem = messageOf(error);
    }
    if (problem.empty())
        return;
    stand(index, State::offered, problem);
    m_rooms.emitter.fail(problem);
    look();
}

void OfferJobs::download(std::size_t index, const std::stop_source& cancelled, const std::stop_token& ends) {
    const auto& network = m_rooms.offers[index];
    refuseIfFixed(network.name);
    if (const auto there = m_rooms.library.find(network.id()); there && there->spec.id() == network.id())
        throw unusable(network.name, {MessageId::networkSameName, {network.name, std::to_string(kFirstVersion)}});
    if (!m_rooms.fetch || network.files.empty())
        return stand(index, State::offered);
    std::stop_source both;
    const std::stop_callback endsToo(ends, [&both] { both.request_stop(); });
    const std::stop_callback cancelsToo(cancelled.get_token(), [&both] { both.request_stop(); });
    stand(index, State::fetching);
    const auto folder = folderOf(index);
    if (inference::downloadNetwork(
            *m_rooms.fetch, network, {.folder = folder, .base = m_rooms.base},
            [&](std::uint64_t bytes) { progressed(index, bytes); }, both.get_token()))
        return install(index);
    if (!cancelled.stop_requested())
        return; // Segue ends: what has come stays for the next time
    inference::removeDownload(folder);
    const std::lock_guard lock(m_mutex);
    auto& standing = m_standings[index];
    standing.received = 0;
    if (standing.cancelled == cancelled) // else it is wanted again already
        standing.state = State::offered;
    tell();
}

void OfferJobs::install(std::size_t index) {
    const auto& network = m_rooms.offers[index];
    const auto folder = folderOf(index), bundle = folder / "bundle";
    stand(index, State::trying);
    try {
        const auto& first = network.files.front();
        const auto imported = inference::importPublished(folder / first.name, {}, first.address);
        if (imported.spec.id() != network.id())
            throw Error{ErrorKind::badFile, Message(MessageId::networkNotThere, {imported.spec.id()})};
        inference::writeBundleFiles(bundle, imported.spec, imported.weights, imported.card);
    } catch (const Error& error) {
        inference::removeDownload(folder);
        if (error.kind() == ErrorKind::noSpace)
            throw inference::noRoomFor(network);
        throw unusable(network.name, error.message(), error.kind());
    }
    m_rooms.add(bundle, [this, index](const Message& problem) { finished(index, problem); });
}

void OfferJobs::finished(std::size_t index, const Message& problem) {
    const auto& name = m_rooms.offers[index].name;
    if (problem.id() != MessageId::networkTrialEnded)
        inference::removeDownload(folderOf(index));
    if (problem.empty()) {
        stand(index, State::installed);
        m_rooms.emitter.inform({MessageId::downloadReady, {name}});
    } else {
        const auto why = unusable(name, problem).message();
        stand(index, State::offered, why);
        m_rooms.emitter.fail(why);
    }
    list();
}

/// What is installed, and what is there in part, may have changed without this room.
void OfferJobs::look() {
    const auto installed = m_rooms.library.all();
    std::vector<std::uint64_t> there;
    for (std::size_t i = 0; i < m_rooms.offers.size(); ++i)
        there.push_back(m_rooms.ownModels.empty() ? 0 : inference::bytesThere(folderOf(i), m_rooms.offers[i]));
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < m_standings.size(); ++i) {
        auto& standing = m_standings[i];
        if (isUnderWay(standing.state))
            continue;
        const bool isThere = std::ranges::any_of(
            installed, [&](const auto& one) { return one.bundle && one.bundle->spec.id() == m_rooms.offers[i].id(); });
        standing.state = isThere ? State::installed : State::offered;
        standing.received = there[i];
    }
    tell();
}

void OfferJobs::progressed(std::size_t index, std::uint64_t bytes) {
    const std::lock_guard lock(m_mutex);
    m_standings[index].received = bytes;
    if (std::chrono::steady_clock::now() - m_told >= kBetweenReports)
        tell();
}

void OfferJobs::stand(std::size_t index, State state, const Message& problem) {
    const std::lock_guard lock(m_mutex);
    m_standings[index].state = state;
    m_standings[index].problem = problem;
    tell();
}

void OfferJobs::tell() {
    OffersChanged event{.offers = {},
                        .own = figuresOf(inference::kOwnFigures),
                        .isAdding = m_adding > 0,
                        .mayFetch = m_rooms.fetch && !m_rooms.isReadOnly && !m_rooms.ownModels.empty()};
    for (std::size_t i = 0; i < m_standings.size(); ++i) {
        auto& offer = event.offers.emplace_back(describeOffer(m_rooms.offers[i]));
        offer.state = m_standings[i].state;
        offer.received = m_standings[i].received;
        offer.problem = m_standings[i].problem;
    }
    m_told = std::chrono::steady_clock::now();
    m_rooms.emitter.emit(std::move(event));
}

} // namespace segue
