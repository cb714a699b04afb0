// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/account_run.h"

#include "engine/service/spotify/account_ends.h"
#include "engine/service/spotify/account_sync.h"
#include "engine/service/spotify/sync_note.h"
#include "engine/spotify/web/web_address.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace segue {

using namespace std::chrono_literals;
using spotify::WebClient;
using spotify::WebOutcome;
using spotify::WebReply;
using store::SpotifyStore;
using How = BrowserAnswer::How;

namespace {

constexpr auto kRowsKept = std::chrono::days(30); ///< without a sync
constexpr int kRowsKeptDays = 30;
constexpr auto kLongestBlock = std::chrono::days(8); ///< what is further ahead was written by a clock that was wrong
constexpr auto kFirstBlindBlock = 60s;
constexpr int kMostDoublings = 10;

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool isClientId(const std::string& text) {
    constexpr std::size_t kMost = 128;
    return !text.empty() && text.size() <= kMost &&
           std::ranges::all_of(text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
}

/// Spotify ends each sign-in six months after it.
std::chrono::sys_seconds endOfSignIn(std::chrono::sys_seconds authorized) {
    const auto day = std::chrono::floor<std::chrono::days>(authorized);
    auto date = std::chrono::year_month_day(day) + std::chrono::months(6);
    if (!date.ok())
        date = date.year() / date.month() / std::chrono::last;
    return std::chrono::sys_days(date) + (authorized - day);
}

std::string calledOf(const SpotifySource& source) {
    return source.name.empty() ? "Spotify #" + std::to_string(source.id) : source.name;
}

} // namespace

AccountRun::AccountRun(Rooms rooms, SpotifySourceId source)
    : m_rooms(std::move(rooms))
    , m_store(m_rooms.account.folder, source)
    , m_source(m_store.source())
    , m_now(m_source)
    , m_facts(m_store.account()) {}

// What is told and stored.

void AccountRun::tell(SpotifyState state) {
    m_now.state = state;
    m_rooms.tell(m_now);
}

void AccountRun::become(SpotifyState state, Message problem) {
    m_source.name = m_store.source().name; // it may have been renamed meanwhile
    m_source.state = state;
    m_source.problem = std::move(problem);
    m_store.setSource(m_source);
}

void AccountRun::setPlace(const AccountSecrets::Kept& kept) {
    m_source.secret = m_now.secret = kept.place;
    if (kept.place == SpotifySecret::sessionOnly && !kept.why.empty() && m_rooms.account.inform)
        m_rooms.account.inform({MessageId::spotifySecretNotKept, {kept.why}});
}

bool AccountRun::hasNetwork() const {
    const auto& rooms = m_rooms.account;
    return rooms.http != nullptr && rooms.tokens != nullptr && rooms.redirects != nullptr;
}

/// Spotify counts what all of a developer's apps ask; as far as Segue knows that is one client id.
void AccountRun::readQuota(const std::string& clientId) {
    const auto mine = m_store.player();
    auto others = mine.asked;
    if (clientId != m_source.clientId) { // another app has a quota of its own
        m_facts.asked.clear();
        m_facts.blockedUntil = {};
    }
    lookAtOthers([&](SpotifyStore& other) {
        if (other.source().clientId != clientId)
            return;
        const auto facts = other.account();
        const auto player = other.player();
        others.insert(others.end(), facts.asked.begin(), facts.asked.end());
        others.insert(others.end(), player.asked.begin(), player.asked.end());
        m_facts.blockedUntil = std::max({m_facts.blockedUntil, facts.blockedUntil, player.blockedUntil});
    });
    if (clientId == m_source.clientId)
        m_facts.blockedUntil = std::max(m_facts.blockedUntil, mine.blockedUntil);
    const bool sawAll = m_source.at != std::chrono::sys_seconds();
    m_quota = AskQuota(m_facts.asked, std::move(others), sawAll ? m_rooms.account.budget : m_rooms.account.firstBudget);
}

bool AccountRun::isBlocked() {
    const auto now = m_rooms.clock.wall();
    const bool isBlockedNow = m_facts.blockedUntil > now && m_facts.blockedUntil < now + kLongestBlock;
    if (!isBlockedNow)
        return false;
    m_source.until = m_facts.blockedUntil;
    become(SpotifyState::quotaUsed);
    return true;
}

WebClient AccountRun::client(const std::string& clientId, const std::string& refresh) {
    const auto& rooms = m_rooms.account;
    return {{.http = *rooms.http,
             .clock = m_rooms.clock,
             .addresses = rooms.addresses,
             .gap = rooms.gap,
             .renewing = isNew() ? nullptr : &m_rooms.secrets.renewing(m_facts.accountId)},
            {.mayAsk =
                 [this] {
                     const auto now = m_rooms.clock.wall();
                     if (!m_quota.mayAsk(now))
                         return false;
                     m_quota.note(now);
                     m_facts.asked = m_quota.own();
                     m_store.setAccount(m_facts); // before it is asked: a crash must not make it free
                     return true;
                 },
             .refreshed =
                 [this](const std::string& token) {
                     if (m_isClaimed)
                         setPlace(m_rooms.secrets.keep(m_facts.accountId, token));
                 },
             .kept = [this]() -> std::optional<std::string> {
                 const auto kept = m_isClaimed && !isNew() ? m_rooms.secrets.read(m_facts.accountId) : std::nullopt;
                 return kept ? std::optional(kept->secret) : std::nullopt;
             },
             .waits =
                 [this](std::chrono::seconds wait) {
                     m_now.until = wait > 0s ? m_rooms.clock.wall() + wait : std::chrono::sys_seconds();
                     tell(wait > 0s ? SpotifyState::rateLimited : SpotifyState::syncing);
                 }},
            clientId,
            refresh};
}

void AccountRun::block(const WebReply& reply) {
    const auto now = m_rooms.clock.wall();
    if (reply.outcome == WebOutcome::budgetSpent) {
        m_facts.blockedUntil = m_quota.freeAt(now);
    } else if (reply.wait) {
        m_facts.blockedUntil = now + std::max(*reply.wait, 1s);
    } else {
        m_facts.blockedUntil = now + kFirstBlindBlock * (1 << std::min(m_rooms.blindBlocks, kMostDoublings));
        ++m_rooms.blindBlocks;
    }
    m_source.until = m_facts.blockedUntil;
    m_store.setAccount(m_facts);
}

void AccountRun::end(const WebReply& reply) {
    if (reply.outcome == WebOutcome::stopped) { // as it was; a source that was never whole is as if Spotify were not there
        const bool isWhole = m_source.at != std::chrono::sys_seconds();
        return become(isWhole ? m_source.state : SpotifyState::offline, isWhole ? m_source.problem : Message());
    }
    if (reply.outcome == WebOutcome::blocked || reply.outcome == WebOutcome::budgetSpent)
        block(reply);
    if (reply.outcome == WebOutcome::signInAgain) {
        m_rooms.secrets.forget(m_facts.accountId);
        m_source.secret = SpotifySecret::none;
    }
    auto ended = endOf(reply);
    become(ended.state, std::move(ended.problem));
}

// Signing in.

/// @return nothing: nobody can sign in with that, or now; said so
std::optional<SpotifyConnection> AccountRun::prepare(SpotifyConnection connection) {
    connection.clientId = trimmed(connection.clientId);
    if (connection.clientId.empty())
        connection.clientId = m_source.clientId;
    if (connection.port == 0 && connection.clientId == m_source.clientId)
        connection.port = m_facts.port; // it was registered with that one
    if (!isClientId(connection.clientId)) {
        become(isNew() ? SpotifyState::signedOut : m_source.state, {MessageId::spotifyNoClientId});
        return std::nullopt;
    }
    if (isNew()) {
        m_source.clientId = m_now.clientId = connection.clientId;
        m_facts.port = connection.port;
        m_store.setAccount(m_facts);
        become(SpotifyState::signedOut); // should the program end now
    }
    readQuota(connection.clientId);
    return isBlocked() ? std::nullopt : std::optional(std::move(connection));
}

bool AccountRun::connect(const SpotifyConnection& given, const std::stop_token& stop) {
    if (!hasNetwork()) {
        if (m_rooms.account.fail)
            m_rooms.account.fail({MessageId::spotifyNoNetwork});
        return !isNew();
    }
    const auto connection = prepare(given);
    if (!connection)
        return true;
    m_now.redirect = spotify::redirectAddress(connection->port);
    m_now.problem = {};
    const auto opened = [this](const std::string& address) {
        m_now.address = address;
        tell(SpotifyState::waitingForBrowser);
        if (m_rooms.account.signInWanted)
            m_rooms.account.signInWanted(m_source.id, address);
    };
    const auto answer = askInBrowser(*m_rooms.account.redirects,
                                     {.addresses = m_rooms.account.addresses,
                                      .clientId = connection->clientId,
                                      .port = connection->port,
                                      .scope = wantedScope(),
                                      .patience = m_rooms.account.patience,
                                      .opened = opened},
                                     stop);
    m_now.address.clear();
    m_now.redirect.clear();
    return answer.how == How::agreed ? takeCode(answer, *connection, stop) : endSignIn(answer);
}

std::string AccountRun::wantedScope() { return spotify::scopesWith(m_store.player().isWanted); }

/// @param told empty: Spotify grants what it was asked for, and says so only where it does not
void AccountRun::noteGranted(const std::string& told) {
    const auto granted = told.empty() ? wantedScope() : told;
    m_store.setPlayerGranted(granted);
    if (m_store.player().isWanted && !spotify::grants(granted, spotify::kPlayerScopes) && m_rooms.account.inform)
        m_rooms.account.inform({MessageId::spotifyPlayerNotGranted});
}

void AccountRun::noteSignInEnded(std::chrono::sys_seconds authorized) {
    if (m_source.kind == SpotifyKind::account && !isNew() && m_facts.authorized == authorized)
        end({.outcome = WebOutcome::signInAgain});
}

/// Without a code. One that was connected before stays as it was.
bool AccountRun::endSignIn(const BrowserAnswer& answer) {
    switch (answer.how) {
    case How::agreed:
        break;
    case How::stopped:
        return !isNew();
    case How::nobody:
        become(m_source.state, {MessageId::spotifyNobodyCame});
        break;
    case How::denied:
        if (isNew())
            become(SpotifyState::denied);
        else
            become(m_source.state, Message(MessageId::spotifySignInFailed, {answer.words}));
        break;
    case How::failed:
        become(isNew() ? SpotifyState::denied : m_source.state, Message(MessageId::spotifySignInFailed, {answer.words}));
        break;
    }
    return true;
}

bool AccountRun::takeCode(const BrowserAnswer& answer, const SpotifyConnection& connection, const std::stop_token& stop) {
    tell(SpotifyState::connecting);
    const auto before = m_source;
    m_source.clientId = connection.clientId;
    m_isClaimed = false;
    auto web = client(connection.clientId, {});
    auto reply = web.exchange(answer.code, answer.redirect, answer.verifier, stop);
    const bool isGranted = reply.outcome != WebOutcome::answered || spotify::grantsAll(web.scope());
    if (reply.outcome == WebOutcome::answered && isGranted)
        reply = web.get("/me", WebClient::About::account, stop);
    const auto user = reply.outcome == WebOutcome::answered && isGranted ? spotify::userIn(reply.body) : std::nullopt;
    if (user) {
        if (!claim(*user, web.refreshToken(), connection)) {
            m_source.clientId = before.clientId;
            return !isNew();
        }
        noteGranted(web.scope());
        runSync(web, *user, stop);
        return true;
    }
    if (isNew() && reply.outcome == WebOutcome::stopped)
        return false;
    m_source.clientId = isNew() ? connection.clientId : before.clientId;
    if (!isGranted)
        become(isNew() ? SpotifyState::denied : m_source.state, {MessageId::spotifyNotAllGranted});
    else if (isNew())
        end(reply.outcome == WebOutcome::answered ? WebReply{.outcome = WebOutcome::unusable, .words = "/me"} : reply);
    else // what it was signed in with may be good
        become(m_source.state, Message(MessageId::spotifySignInFailed, {reply.words.empty() ? "/me" : reply.words}));
    return true;
}

/// @return false: it is not this source's account; said so
bool AccountRun::claim(const spotify::WebUser& user, const std::string& refresh, const SpotifyConnection& connection) {
    const std::lock_guard lock(m_rooms.claiming);
    const auto called = user.name.empty() ? user.id : user.name;
    if (!isNew() && user.account != m_facts.accountId) {
        m_source.clientId = m_store.source().clientId;
        become(m_source.state,
               Message(MessageId::spotifyOtherAccount, {called, m_source.account.empty() ? m_facts.accountId : m_source.account}));
        return false;
    }
    if (const auto other = isNew() ? sourceOf(user.account) : SpotifySourceId{0}; other != 0) {
        SpotifyStore known(m_rooms.account.folder, other, store::Access::read);
        if (m_rooms.account.inform)
            m_rooms.account.inform(Message(MessageId::spotifyAlreadyConnected, {calledOf(known.source())}));
        return false;
    }
    const auto now = m_rooms.clock.wall();
    m_facts.accountId = user.account;
    m_facts.authorized = now;
    m_facts.port = connection.port;
    m_store.setAccount(m_facts);
    m_source.account = m_now.account = called;
    m_source.clientId = m_now.clientId = connection.clientId;
    m_source.signInEnds = m_now.signInEnds = endOfSignIn(now);
    m_isClaimed = true;
    setPlace(m_rooms.secrets.keep(user.account, refresh));
    become(m_source.at == std::chrono::sys_seconds() ? SpotifyState::offline : SpotifyState::upToDate);
    return true;
}

SpotifySourceId AccountRun::sourceOf(const std::string& account) const {
    SpotifySourceId found = 0;
    lookAtOthers([&](SpotifyStore& other) {
        const auto source = other.source();
        if (source.kind == SpotifyKind::account && other.account().accountId == account)
            found = source.id;
    });
    return found;
}

/// One that is damaged, or is just being made, is no reason that this one does not work.
void AccountRun::lookAtOthers(const std::function<void(SpotifyStore&)>& look) const {
    for (const auto id : SpotifyStore::sources(m_rooms.account.folder)) {
        if (id == m_source.id)
            continue;
        try {
            SpotifyStore other(m_rooms.account.folder, id, store::Access::read);
            look(other);
        } catch (const Error&) {
            continue;
        }
    }
}

// Syncing.

void AccountRun::sync(const std::stop_token& stop) {
    if (stop.stop_requested() || m_source.kind != SpotifyKind::account || isNew())
        return;
    if (!hasNetwork()) {
        if (m_rooms.account.fail)
            m_rooms.account.fail({MessageId::spotifyNoNetwork});
        return;
    }
    readQuota(m_source.clientId);
    if (isBlocked())
        return;
    const auto found = m_rooms.secrets.read(m_facts.accountId);
    m_source.secret = m_now.secret = found ? found->place : SpotifySecret::none;
    if (!found)
        return become(m_source.state == SpotifyState::signInAgain ? m_source.state : SpotifyState::signedOut);
    m_now.problem = {};
    m_now.until = {};
    tell(SpotifyState::syncing);
    auto web = client(m_source.clientId, found->secret);
    const auto reply = web.get("/me", WebClient::About::account, stop);
    if (reply.outcome != WebOutcome::answered)
        return end(reply);
    const auto user = spotify::userIn(reply.body);
    if (!user)
        return end({.outcome = WebOutcome::unusable, .words = "/me"});
    if (user->account != m_facts.accountId) // the secret was somebody else's
        return end({.outcome = WebOutcome::signInAgain});
    runSync(web, *user, stop);
}

void AccountRun::runSync(WebClient& web, const spotify::WebUser& user, const std::stop_token& stop) {
    tell(SpotifyState::syncing);
    AccountSync lists({.store = m_store,
                       .client = web,
                       .clock = m_rooms.clock,
                       .progress =
                           [this](std::size_t done, std::size_t total) {
                               m_now.done = done;
                               m_now.total = total;
                               tell(SpotifyState::syncing);
                           }},
                      user);
    const auto reply = lists.run(m_source, stop);
    if (reply.outcome != WebOutcome::answered)
        return end(reply);
    m_rooms.blindBlocks = 0;
    m_facts.blockedUntil = {};
    m_store.setAccount(m_facts);
    if (m_rooms.account.rowsChanged)
        m_rooms.account.rowsChanged(m_source.id);
}

bool AccountRun::isTooOld() const {
    return m_source.at != std::chrono::sys_seconds() && m_source.at + kRowsKept < m_rooms.clock.wall();
}

/// Nothing is asked without need: a keyring may want to be unlocked for it.
void AccountRun::begin(const std::stop_token& stop) {
    if (stop.stop_requested() || m_source.kind != SpotifyKind::account || !hasNetwork())
        return;
    if (isNew() && m_source.state == SpotifyState::connecting) // the program ended before somebody signed in
        return become(SpotifyState::signedOut);
    if (m_source.secret == SpotifySecret::sessionOnly && !m_rooms.secrets.read(m_facts.accountId)) {
        m_source.secret = SpotifySecret::none;
        become(m_source.state == SpotifyState::signInAgain ? m_source.state : SpotifyState::signedOut);
    }
    const bool isUnfinished = SyncNote::from(m_store.stageNote()).has_value();
    const bool maySync = m_source.secret != SpotifySecret::none && m_source.state != SpotifyState::signInAgain;
    if (maySync && (isUnfinished || isTooOld()))
        sync(stop);
    if (!stop.stop_requested() && isTooOld())
        dropOldRows();
}

/// As Spotify's rules want it. What the listener said of songs stays.
void AccountRun::dropOldRows() {
    m_store.dropStage();
    m_source.at = {};
    m_source.name = m_store.source().name;
    m_source.problem = Message(MessageId::spotifyRowsTooOld, {std::to_string(kRowsKeptDays)});
    m_store.swap(&m_source);
    if (m_rooms.account.rowsChanged)
        m_rooms.account.rowsChanged(m_source.id);
}

void AccountRun::keepSecretInFile() {
    if (isNew())
        return;
    const auto kept = m_rooms.secrets.keepInFile(m_facts.accountId);
    if (kept.place == SpotifySecret::none)
        return;
    setPlace(kept);
    become(m_source.state, m_source.problem);
}

} // namespace segue
