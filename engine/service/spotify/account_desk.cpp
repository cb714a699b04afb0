// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/account_desk.h"

#include "engine/service/spotify/account_run.h"
#include "engine/store/spotify_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace segue {

using store::SpotifyStore;

namespace {

/// Where a program has no place for secrets, nothing is ever asked.
class NoTokens final : public TokenStore {
public:
    std::optional<Secret> read(const std::string&) override { return std::nullopt; }
    Kept write(const std::string&, const std::string&) override { return {}; }
    Kept writeKeyring(const std::string&, const std::string&) override { return {}; }
    Kept writeFile(const std::string&, const std::string&) override { return {}; }
    void remove(const std::string&) override {}
};

/// Opening a store makes it: what is gone must stay so.
bool isThere(const std::filesystem::path& folder, SpotifySourceId source) {
    const auto all = SpotifyStore::sources(folder);
    return std::ranges::find(all, source) != all.end();
}

} // namespace

AccountDesk::AccountDesk(AccountRooms rooms)
    : m_rooms(std::move(rooms))
    , m_ownClock(m_rooms.clock == nullptr ? spotify::makeWebClock() : nullptr)
    , m_noTokens(m_rooms.tokens == nullptr ? std::make_unique<NoTokens>() : nullptr)
    , m_secrets(m_noTokens ? *m_noTokens : *m_rooms.tokens) {}

AccountDesk::~AccountDesk() { stop(); }

void AccountDesk::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        for (auto& [id, account] : m_accounts)
            account.stop.request_stop();
    }
    m_lanes.stop();
}

AccountDesk::Account& AccountDesk::account(SpotifySourceId source) { return m_accounts[source]; }

void AccountDesk::begin() {
    for (const auto id : SpotifyStore::sources(m_rooms.folder))
        post(id, [](AccountRun& run, const std::stop_token& stop) {
            run.begin(stop);
            return true;
        });
}

void AccountDesk::connect(SpotifyConnection connection) {
    const auto source = connection.source;
    cancel(source);
    {
        const std::lock_guard lock(m_mutex);
        account(source).isLeft = false;
    }
    post(source, [connection = std::move(connection)](AccountRun& run, const std::stop_token& stop) {
        return run.connect(connection, stop);
    });
}

void AccountDesk::sync(SpotifySourceId source) {
    if (!isBusy(source))
        post(source, [](AccountRun& run, const std::stop_token& stop) {
            run.sync(stop);
            return true;
        });
}

void AccountDesk::cancel(SpotifySourceId source) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_accounts.find(source);
    if (found == m_accounts.end())
        return;
    found->second.stop.request_stop();
    found->second.stop = {};
}

void AccountDesk::keepSecretInFile(SpotifySourceId source) {
    post(source, [](AccountRun& run, const std::stop_token&) {
        run.keepSecretInFile();
        return true;
    });
}

void AccountDesk::noteSignInEnded(SpotifySourceId source, std::chrono::sys_seconds authorized) {
    post(source, [authorized](AccountRun& run, const std::stop_token&) {
        run.noteSignInEnded(authorized);
        return true;
    });
}

void AccountDesk::leave(SpotifySourceId source, std::function<void()> then) {
    cancel(source);
    {
        const std::lock_guard lock(m_mutex);
        account(source).isLeft = true;
    }
    m_lanes.post(std::to_string(source), [this, source, then = std::move(then)](const std::stop_token&) {
        if (forgetSecret(source))
            return then();
        {
            const std::lock_guard lock(m_mutex);
            account(source).isLeft = false;
        }
        if (m_rooms.fail)
            m_rooms.fail({MessageId::spotifyNoNetwork});
    });
}

/// @return false: it lies where this program does not reach, and would stay for ever
bool AccountDesk::forgetSecret(SpotifySourceId source) {
    try {
        if (!isThere(m_rooms.folder, source))
            return true;
        SpotifyStore store(m_rooms.folder, source, store::Access::read);
        const auto place = store.source().secret;
        if (m_rooms.tokens == nullptr && (place == SpotifySecret::keyring || place == SpotifySecret::file))
            return false;
        m_secrets.forget(store.account().accountId);
    } catch (const std::exception&) { // it is damaged, or of another time: its secret's name is not known
    }
    return true;
}

bool AccountDesk::isBusy(SpotifySourceId source) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_accounts.find(source);
    return found != m_accounts.end() && found->second.jobs > 0;
}

void AccountDesk::overlay(SpotifySource& source) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_accounts.find(source.id);
    if (found == m_accounts.end() || !found->second.now)
        return;
    const auto& now = *found->second.now;
    source.state = now.state;
    source.problem = now.problem;
    source.done = now.done;
    source.total = now.total;
    source.until = now.until;
    source.address = now.address;
    source.redirect = now.redirect;
    source.account = now.account;
    source.secret = now.secret;
    source.signInEnds = now.signInEnds;
}

void AccountDesk::post(SpotifySourceId source, Job job) {
    std::stop_token stop;
    {
        const std::lock_guard lock(m_mutex);
        auto& mine = account(source);
        if (m_isStopped || mine.isLeft)
            return;
        ++mine.jobs;
        stop = mine.stop.get_token();
    }
    m_lanes.post(std::to_string(source), [this, source, stop, job = std::move(job)](const std::stop_token& ending) {
        std::stop_source either;
        const auto request = [&either] { either.request_stop(); };
        const std::stop_callback cancelled(stop, request), ended(ending, request);
        Account* mine = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            mine = &account(source); // nodes of a map stay where they are
        }
        carryOut(source, *mine, job, either.get_token());
        {
            const std::lock_guard lock(m_mutex);
            mine->now.reset();
            --mine->jobs;
        }
        if (m_rooms.changed)
            m_rooms.changed(source);
    });
}

/// The boundary of the thread.
void AccountDesk::carryOut(SpotifySourceId source, Account& mine, const Job& job, const std::stop_token& stop) {
    bool isVain = false;
    try {
        if (!isThere(m_rooms.folder, source))
            return;
        const AccountRun::Rooms rooms{.account = m_rooms,
                                      .secrets = m_secrets,
                                      .clock = clock(),
                                      .claiming = m_claiming,
                                      .blindBlocks = mine.blindBlocks,
                                      .tell = [this, source, &mine](const SpotifySource& now) {
                                          {
                                              const std::lock_guard lock(m_mutex);
                                              mine.now = now;
                                          }
                                          if (m_rooms.changed)
                                              m_rooms.changed(source);
                                      }};
        AccountRun run(rooms, source);
        isVain = !job(run, stop);
    } catch (const std::exception& problem) {
        fail(source, messageOf(problem));
    }
    if (isVain && m_rooms.vain)
        m_rooms.vain(source);
}

void AccountDesk::fail(SpotifySourceId source, const Message& problem) noexcept {
    try {
        SpotifyStore store(m_rooms.folder, source);
        auto now = store.source();
        now.problem = problem;
        store.setSource(now);
    } catch (const std::exception&) { // the disk does not even take that
        if (m_rooms.inform)
            m_rooms.inform(problem);
    }
}

} // namespace segue
