// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/account_desk.h"
#include "engine/store/spotify_store.h"
#include "tests/support/fake_spotify.h"
#include "tests/support/temporary_folder.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

namespace segue::test {

/// A clock that can be set, and on which waiting takes no time unless it is told to.
class AccountClock final : public spotify::WebClock {
public:
    std::chrono::sys_seconds wall() const override;
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
    void wait(std::chrono::milliseconds time, const std::stop_token& stop) override;

    void advance(std::chrono::seconds time);
    void setPatient(bool isPatient); ///< waits until it is stopped
    [[nodiscard]] std::vector<std::chrono::milliseconds> waits() const;

private:
    mutable std::mutex m_mutex;
    std::chrono::seconds m_ahead{0};
    bool m_isPatient = false;
    std::vector<std::chrono::milliseconds> m_waits;
};

/// Segue's accounts from the desk to the wire, with a browser that agrees, against a strict Spotify; it can end and begin anew.
struct AccountFixture {
    TemporaryFolder folder;
    FakeSpotify server;
    AccountClock clock;
    std::shared_ptr<Http> http;
    std::shared_ptr<TokenStore> tokens;
    std::shared_ptr<RedirectListener> redirects;
    std::size_t budget = 100'000;
    std::chrono::milliseconds patience = std::chrono::minutes(1); ///< with the browser
    bool hasBrowser = true;                                       ///< it goes wherever it is sent
    std::function<void(const std::string&)> sentTo = {};          ///< instead

    AccountFixture();
    ~AccountFixture();
    void begin();
    void end();
    void restart();

    /// A new source, as SpotifyCommands::connect() makes it, and the sign-in.
    SpotifySourceId connect(SpotifySourceId source = 0, const std::string& clientId = "client", std::uint16_t port = 0);
    void sync(SpotifySourceId source); ///< and waits for its end
    void rest(SpotifySourceId source); ///< waits until nothing runs for it
    [[nodiscard]] SpotifySource now(SpotifySourceId source);
    [[nodiscard]] bool isThere(SpotifySourceId source) const;
    [[nodiscard]] bool becomes(SpotifySourceId source, const std::function<bool(const SpotifySource&)>& wanted);
    [[nodiscard]] std::vector<std::string> titles(SpotifySourceId source, const std::string& key = "liked");
    [[nodiscard]] std::optional<store::SpotifyListFacts> list(SpotifySourceId source, const std::string& key);
    [[nodiscard]] std::vector<SpotifyState> states(); ///< that were told, each once in a row

    std::optional<AccountDesk> desk;
    std::vector<Message> notices;
    std::vector<SpotifySourceId> vain;
    std::vector<SpotifySource> told;
    std::size_t rowsChanged = 0;

private:
    void take(SpotifySourceId source);
    std::filesystem::path m_folder;
    std::recursive_mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<std::future<void>> m_browsers;
};

} // namespace segue::test
