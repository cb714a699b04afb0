// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/player_fixture.h"

#include "app/network/qt_http.h"
#include "app/network/redirect_port.h"
#include "app/network/secret_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>

namespace segue::test {

using namespace std::chrono_literals;

namespace {

constexpr auto kLongestWait = 60s;

} // namespace

PlayerFixture::PlayerFixture()
    : http(app::makeQtHttp(20s))
    , tokens(app::makeSecretFiles(folder / "secrets", true))
    , redirects(app::makeRedirectListener())
    , database(folder / "segue.db", store::Access::write)
    , m_emitter([this](const Event& event) { take(event); }) {
    server.change([this](auto& world) {
        world.user("ann")->player.devices = {{.id = "kitchen1", .name = "Kitchen"}, {.id = "phone2", .name = "Phone"}};
        world.before = [this](auto&, const WireRequest& request) {
            if (request.path.starts_with("/v1/me/player")) {
                const std::lock_guard lock(m_mutex);
                m_steps.push_back(request.method + request.path.substr(6));
            }
        };
    });
    begin();
}

void PlayerFixture::begin() {
    jobs = std::make_unique<SpotifyJobs>(database, SpotifyRooms{.emitter = m_emitter,
                                                                .folder = folder / "spotify",
                                                                .accounts = {.http = http.get(),
                                                                             .tokens = tokens.get(),
                                                                             .redirects = redirects.get(),
                                                                             .addresses = server.addresses(),
                                                                             .clock = &clock,
                                                                             .gap = 0ms,
                                                                             .patience = 1min,
                                                                             .budget = budget,
                                                                             .firstBudget = budget},
                                                                .quiet = 0ms,
                                                                .pauseOwn =
                                                                    [this] {
                                                                        {
                                                                            const std::lock_guard lock(m_mutex);
                                                                            m_steps.emplace_back("own paused");
                                                                        }
                                                                        if (ownObeys)
                                                                            jobs->noteOwnPlayer(false);
                                                                    },
                                                                .playerTimes = times});
    jobs->begin();
}

void PlayerFixture::end() {
    if (jobs)
        jobs->stop();
    jobs.reset();
    m_browsers.clear();
    server.change([](auto& world) { world.before = {}; });
}

void PlayerFixture::take(const Event& event) {
    const std::lock_guard lock(m_mutex);
    if (const auto* told = std::get_if<SpotifyPlayerChanged>(&event))
        m_told.push_back(told->player);
    else if (const auto* changed = std::get_if<SpotifyChanged>(&event))
        m_sources = changed->sources;
    else if (const auto* wanted = std::get_if<SpotifySignInWanted>(&event))
        m_browsers.push_back(
            std::async(std::launch::async, [this, address = wanted->address] { static_cast<void>(server.browse(address)); }));
    else if (const auto* notice = std::get_if<Notice>(&event))
        notices.push_back(notice->message);
    m_changed.notify_all();
}

void PlayerFixture::connect() {
    jobs->connect({.clientId = "client"});
    REQUIRE(becomes([](const auto& source) { return source.state == SpotifyState::upToDate; }));
    server.forgetLog();
}

void PlayerFixture::allow() {
    jobs->allow(1, true);
    const auto isGranted = [this](const auto&) {
        store::SpotifyStore store(folder / "spotify", 1, store::Access::read);
        return store.player().granted.find("user-modify-playback-state") != std::string::npos;
    };
    REQUIRE(becomes(isGranted));
    {
        const std::lock_guard lock(m_mutex);
        m_sources.clear(); // what was told before it was granted
        m_steps.clear();
    }
    jobs->list();
    REQUIRE(becomes([](const auto& source) { return source.state == SpotifyState::upToDate; }));
}

void PlayerFixture::ann(const std::function<void(FakeUser&)>& how) {
    server.change([&](auto& world) { how(*world.user("ann")); });
}

void PlayerFixture::useKitchen(bool plays) {
    ann([&](auto& user) {
        user.player.active = "kitchen1";
        user.player.isPlaying = plays;
    });
}

void PlayerFixture::playOwn(bool plays) { jobs->noteOwnPlayer(plays); }

SpotifyPlayer PlayerFixture::until(const std::function<bool(const SpotifyPlayer&)>& wanted) {
    std::unique_lock lock(m_mutex);
    SpotifyPlayer found;
    const auto isThere = [&] {
        while (m_seen < m_told.size())
            if (found = m_told[m_seen++]; wanted(found))
                return true;
        return false;
    };
    if (m_changed.wait_for(lock, kLongestWait, isThere))
        return found;
    lock.unlock();
    throw std::runtime_error("the player was not told so: " + wordsOfTold());
}

/// For whoever reads a failure.
std::string PlayerFixture::wordsOfTold() {
    std::string words;
    for (const auto& line : server.log())
        words += line + "; ";
    const std::lock_guard lock(m_mutex);
    for (const auto& player : m_told)
        words += std::to_string(static_cast<int>(player.state)) + (player.isAsking ? "? " : " ");
    return words;
}

SpotifyPlayer PlayerFixture::until(SpotifyPlayerState state) {
    return until([=](const auto& player) { return player.state == state && !player.isAsking; });
}

SpotifySource PlayerFixture::source() {
    const std::lock_guard lock(m_mutex);
    return m_sources.empty() ? SpotifySource() : m_sources.front();
}

bool PlayerFixture::becomes(const std::function<bool(const SpotifySource&)>& wanted, std::chrono::milliseconds within) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, within, [&] { return !m_sources.empty() && wanted(m_sources.front()); });
}

std::vector<std::string> PlayerFixture::steps() {
    const std::lock_guard lock(m_mutex);
    return m_steps;
}

} // namespace segue::test
