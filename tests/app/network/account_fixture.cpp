// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/account_fixture.h"

#include "app/network/qt_http.h"
#include "app/network/redirect_port.h"
#include "app/network/secret_file.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace segue::test {

using namespace std::chrono_literals;
using store::SpotifyStore;

namespace {

constexpr auto kLongest = 60s;

} // namespace

std::chrono::sys_seconds AccountClock::wall() const {
    const std::lock_guard lock(m_mutex);
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + m_ahead;
}

void AccountClock::wait(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_waits.push_back(time);
    if (!m_isPatient)
        return;
    std::condition_variable_any stopped;
    stopped.wait(lock, stop, [] { return false; });
}

void AccountClock::advance(std::chrono::seconds time) {
    const std::lock_guard lock(m_mutex);
    m_ahead += time;
}

void AccountClock::setPatient(bool isPatient) {
    const std::lock_guard lock(m_mutex);
    m_isPatient = isPatient;
}

std::vector<std::chrono::milliseconds> AccountClock::waits() const {
    const std::lock_guard lock(m_mutex);
    return m_waits;
}

AccountFixture::AccountFixture()
    : http(app::makeQtHttp(20s))
    , tokens(app::makeSecretFiles(folder / "secrets", true))
    , redirects(app::makeRedirectListener())
    , m_folder(folder / "spotify") {
    begin();
}

AccountFixture::~AccountFixture() { end(); }

void AccountFixture::begin() {
    desk.emplace(AccountRooms{.folder = m_folder,
                              .http = http.get(),
                              .tokens = tokens.get(),
                              .redirects = redirects.get(),
                              .addresses = server.addresses(),
                              .clock = &clock,
                              .gap = 0ms,
                              .patience = patience,
                              .budget = budget,
                              .firstBudget = budget,
                              .changed = [this](SpotifySourceId source) { take(source); },
                              .rowsChanged =
                                  [this](SpotifySourceId) {
                                      const std::lock_guard lock(m_mutex);
                                      ++rowsChanged;
                                  },
                              .signInWanted =
                                  [this](SpotifySourceId, const std::string& address) {
                                      const std::lock_guard lock(m_mutex);
                                      if (sentTo)
                                          sentTo(address);
                                      else if (hasBrowser)
                                          m_browsers.push_back(std::async(
                                              std::launch::async, [this, address] { static_cast<void>(server.browse(address)); }));
                                  },
                              .inform =
                                  [this](const Message& message) {
                                      const std::lock_guard lock(m_mutex);
                                      notices.push_back(message);
                                  },
                              .fail =
                                  [this](const Message& message) {
                                      const std::lock_guard lock(m_mutex);
                                      notices.push_back(message);
                                  },
                              .vain =
                                  [this](SpotifySourceId source) {
                                      SpotifyStore::remove(m_folder, source);
                                      const std::lock_guard lock(m_mutex);
                                      vain.push_back(source);
                                  }});
}

void AccountFixture::end() {
    if (desk)
        desk->stop();
    desk.reset();
    const std::lock_guard lock(m_mutex);
    m_browsers.clear();
}

void AccountFixture::restart() {
    end();
    begin();
}

void AccountFixture::take(SpotifySourceId source) {
    if (isThere(source)) {
        auto standing = now(source);
        const std::lock_guard lock(m_mutex);
        told.push_back(std::move(standing));
    }
    const std::lock_guard lock(m_mutex);
    m_changed.notify_all();
}

bool AccountFixture::isThere(SpotifySourceId source) const {
    const auto all = SpotifyStore::sources(m_folder);
    return std::ranges::find(all, source) != all.end();
}

SpotifySourceId AccountFixture::connect(SpotifySourceId source, const std::string& clientId, std::uint16_t port) {
    if (source == 0) {
        while (isThere(++source)) {
        }
        SpotifyStore store(m_folder, source);
        store.setSource({.id = source, .kind = SpotifyKind::account, .clientId = clientId, .state = SpotifyState::signedOut});
    }
    desk->connect({.source = source, .clientId = clientId, .port = port});
    return source;
}

void AccountFixture::sync(SpotifySourceId source) {
    desk->sync(source);
    rest(source);
}

void AccountFixture::rest(SpotifySourceId source) {
    std::unique_lock lock(m_mutex);
    REQUIRE(m_changed.wait_for(lock, kLongest, [&] { return !desk->isBusy(source); }));
}

SpotifySource AccountFixture::now(SpotifySourceId source) {
    auto standing = SpotifyStore(m_folder, source, store::Access::read).source();
    if (desk)
        desk->overlay(standing);
    return standing;
}

bool AccountFixture::becomes(SpotifySourceId source, const std::function<bool(const SpotifySource&)>& wanted) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, kLongest, [&] { return isThere(source) && wanted(now(source)); });
}

std::optional<store::SpotifyListFacts> AccountFixture::list(SpotifySourceId source, const std::string& key) {
    for (auto& facts : SpotifyStore(m_folder, source, store::Access::read).lists())
        if (facts.key == key)
            return std::move(facts);
    return std::nullopt;
}

std::vector<std::string> AccountFixture::titles(SpotifySourceId source, const std::string& key) {
    std::vector<std::string> all;
    if (const auto facts = list(source, key))
        for (auto& row : SpotifyStore(m_folder, source, store::Access::read).rows(facts->list.id))
            all.push_back(std::move(row.title));
    return all;
}

std::vector<SpotifyState> AccountFixture::states() {
    const std::lock_guard lock(m_mutex);
    std::vector<SpotifyState> all;
    for (const auto& standing : told)
        if (all.empty() || all.back() != standing.state)
            all.push_back(standing.state);
    return all;
}

} // namespace segue::test
