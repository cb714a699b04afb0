// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/player_run.h"

#include "engine/spotify/web/player_calls.h"

#include <algorithm>
#include <utility>

namespace segue {

using namespace std::chrono_literals;
using spotify::WebClient;
using spotify::WebOrder;
using spotify::WebOutcome;
using spotify::WebReply;
using PlayerState = SpotifyPlayerState;
using OrderKind = SpotifyOrder::Kind;
using PlayerNext = spotify::PlayerStanding::Next;
using store::SpotifyStore;

namespace {

constexpr auto kBlindPause = 60s;                          ///< where Spotify does not say how long
constexpr auto kShortPause = 30s;                          ///< after which it is looked at by itself again
constexpr auto kLongestPlayerBlock = std::chrono::days(8); ///< what is further ahead was written by a clock that was wrong
constexpr int kLooksAtDevice = 3;                          ///< until it is taken for gone

} // namespace

PlayerRun::PlayerRun(const PlayerRooms& rooms, SpotifySourceId source, std::function<bool(const std::stop_token&)> silenceOwn)
    : m_rooms(rooms)
    , m_source(source)
    , m_silenceOwn(std::move(silenceOwn))
    , m_quota(rooms.files, source, rooms.budget)
    , m_standing(source) {}

void PlayerRun::tell() {
    if (m_rooms.changed)
        m_rooms.changed(m_standing.now());
}

void PlayerRun::forgetAccount() {
    m_client.reset();
    m_waiting.reset();
    m_lookedAt.reset();
    m_isOurs = m_wantsLook = false;
    m_isSignedOut = true;
    m_standing = spotify::PlayerStanding(m_source);
}

bool PlayerRun::readAccount() {
    SpotifySource source;
    store::SpotifyAccountFacts account;
    store::SpotifyPlayerFacts player;
    m_rooms.files.with(m_source, [&](SpotifyStore& store) {
        source = store.source();
        account = store.account();
        player = store.player();
    });
    const bool isAccount = source.kind == SpotifyKind::account && !account.accountId.empty() && m_rooms.http != nullptr;
    if (!isAccount || !player.isWanted) {
        forgetAccount();
        return false;
    }
    if (account.authorized != m_authorized || account.accountId != m_accountId || source.clientId != m_clientId) {
        forgetAccount();
        m_authorized = account.authorized;
        m_accountId = account.accountId;
        m_clientId = source.clientId;
    }
    const auto now = m_rooms.clock.wall();
    const auto blockedUntil = m_quota.blockedUntil();
    const bool isGranted = spotify::grantsPlayer(player.granted);
    const bool isSignedOut = source.secret == SpotifySecret::none || source.state == SpotifyState::signInAgain;
    if (!isGranted || isSignedOut) {
        m_client.reset();
        m_isSignedOut = true;
        m_standing.become(isGranted ? PlayerState::signInAgain : PlayerState::notGranted);
    } else if (blockedUntil > now && blockedUntil < now + kLongestPlayerBlock) {
        m_standing.block(blockedUntil);
    } else {
        if (std::exchange(m_isSignedOut, false))
            m_standing.become(PlayerState::unknown);
        return true;
    }
    return false;
}

WebClient& PlayerRun::client() {
    if (!m_client)
        m_client.emplace(
            spotify::WebRooms{.http = *m_rooms.http,
                              .clock = m_rooms.clock,
                              .addresses = m_rooms.addresses,
                              .gap = m_rooms.gap,
                              .renewing = &m_rooms.secrets.renewing(m_accountId)},
            spotify::WebEvents{
                .mayAsk = [this] { return m_quota.take(m_rooms.clock.wall()); },
                .refreshed = [this](const std::string& token) { static_cast<void>(m_rooms.secrets.keep(m_accountId, token)); },
                .kept =
                    [this] {
                        const auto kept = m_rooms.secrets.read(m_accountId);
                        return std::optional(kept ? kept->secret : std::string());
                    }},
            m_clientId, std::string());
    return *m_client;
}

WebReply PlayerRun::ask(const WebOrder& order, const std::stop_token& stop) {
    auto reply = client().send(order, WebClient::About::player, stop);
    if (reply.outcome == WebOutcome::blocked || reply.outcome == WebOutcome::budgetSpent) {
        const auto now = m_rooms.clock.wall();
        const bool isSpotifys = reply.outcome == WebOutcome::blocked;
        m_pause = isSpotifys ? std::max(reply.wait.value_or(kBlindPause), 1s) : m_quota.freeAt(now) - now;
        if (isSpotifys)
            m_quota.block(now + m_pause);
        m_standing.block(now + m_pause);
    }
    if (reply.outcome == WebOutcome::signInAgain && client().refreshToken().empty() && m_rooms.signInEnded)
        m_rooms.signInEnded(m_source, m_authorized);
    return reply;
}

WebReply PlayerRun::askNow(const std::stop_token& stop) {
    m_lookedAt = std::chrono::steady_clock::now();
    auto reply = ask({.path = std::string(spotify::kPlayerPath)}, stop);
    if (reply.outcome != WebOutcome::stopped)
        m_standing.takeNow(reply);
    m_isOurs = m_isOurs && (m_standing.isPlaying() || reply.outcome != WebOutcome::answered);
    return reply;
}

bool PlayerRun::isFresh() const {
    return m_lookedAt && std::chrono::steady_clock::now() - *m_lookedAt < m_rooms.times.lookEvery &&
           m_standing.now().state != PlayerState::unknown;
}

void PlayerRun::look(const std::stop_token& stop) {
    m_wantsLook = false;
    const auto before = m_standing.now().state;
    static_cast<void>(askNow(stop));
    if (m_standing.now().state == PlayerState::nothing && before != PlayerState::playing && !m_standing.now().areDevicesKnown)
        listDevices(stop); // whether there is anything to play on
    tell();
    fetchCover(stop);
}

/// What plays is shown with its cover, as Spotify's rules want. It comes from a server of Spotify's that needs no sign-in and gets
/// none; where another server stands for Spotify, nothing goes out.
void PlayerRun::fetchCover(const std::stop_token& stop) {
    const auto& heard = m_standing.now().heard;
    const bool isSpotify = m_rooms.addresses.api == SpotifyAddresses().api;
    if (heard.cover.empty() || !heard.image.empty() || !isSpotify || stop.stop_requested())
        return;
    constexpr int kOk = 200;
    const auto answer = m_rooms.http->ask({.url = heard.cover}, stop);
    if (answer.status != kOk || !answer.problem.empty() || answer.body.empty())
        return;
    m_standing.showImage(answer.body);
    tell();
}

void PlayerRun::listDevices(const std::stop_token& stop) {
    const auto reply = ask({.path = std::string(spotify::kDevicesPath)}, stop);
    if (reply.outcome != WebOutcome::stopped)
        m_standing.takeDevices(reply);
}

/// @return whether it was carried out
bool PlayerRun::give(const WebOrder& order, const std::stop_token& stop) {
    const auto reply = ask(order, stop);
    if (reply.outcome == WebOutcome::stopped) {
        m_standing.become(m_standing.now().state);
        return false;
    }
    const auto next = m_standing.takeOrder(reply);
    m_wantsLook = next == PlayerNext::look;
    if (next == PlayerNext::listDevices)
        listDevices(stop);
    return reply.outcome == WebOutcome::answered;
}

/// The order of Spotify's answers is not that of the questions: whether it is in use by now has to be looked at.
bool PlayerRun::isUsable(const std::string& device, const std::stop_token& stop) {
    for (int i = 0; i < kLooksAtDevice; ++i) {
        if (i > 0)
            m_rooms.clock.wait(m_rooms.times.settles, stop);
        if (askNow(stop).outcome != WebOutcome::answered)
            return false;
        if (m_standing.hasDevice() && m_standing.now().device.id == device)
            return true;
    }
    return false;
}

void PlayerRun::start(const SpotifyOrder& order, const std::string& device, const std::stop_token& stop) {
    const auto what = order.kind == OrderKind::play ? spotify::playOrder(order.play, device) : spotify::resumeOrder(device);
    if (!what)
        return m_standing.become(m_standing.now().state);
    if (!m_silenceOwn(stop))
        return m_standing.holdBack();
    m_waiting.reset();
    if (give(*what, stop))
        m_isOurs = true;
    else if (m_standing.now().state == PlayerState::pickDevice || m_standing.now().state == PlayerState::noDevice)
        m_waiting = order;
}

void PlayerRun::choose(const std::string& device, const std::stop_token& stop) {
    const auto waiting = std::exchange(m_waiting, std::nullopt);
    const bool isHeard = waiting || m_standing.isPlaying();
    if (isHeard && !m_silenceOwn(stop))
        return m_standing.holdBack();
    if (!give(spotify::transferOrder(device), stop)) {
        m_waiting = waiting;
        return;
    }
    m_wantsLook = true;
    if (!waiting)
        return;
    static_cast<void>(isUsable(device, stop)); // if it is not, the answer to the order says so
    if (!stop.stop_requested())
        start(*waiting, device, stop);
}

/// What is skipped to is heard.
void PlayerRun::skip(const WebOrder& order, const std::stop_token& stop) {
    if (!m_silenceOwn(stop))
        return m_standing.holdBack();
    if (give(order, stop))
        m_isOurs = true;
}

void PlayerRun::carryOut(const SpotifyOrder& order, const std::stop_token& stop) {
    m_standing.begin();
    tell();
    switch (order.kind) {
    case OrderKind::look:
        static_cast<void>(askNow(stop));
        [[fallthrough]];
    case OrderKind::listDevices:
        if (order.kind == OrderKind::listDevices || !m_standing.hasDevice())
            listDevices(stop);
        break;
    case OrderKind::choose:
        choose(order.device, stop);
        break;
    case OrderKind::play:
    case OrderKind::resume:
        start(order, {}, stop);
        break;
    case OrderKind::pause:
        m_waiting.reset();
        if (give(spotify::pauseOrder(), stop))
            m_isOurs = false;
        break;
    case OrderKind::next:
        skip(spotify::nextOrder(), stop);
        break;
    case OrderKind::previous:
        skip(spotify::previousOrder(), stop);
        break;
    case OrderKind::seek:
        give(spotify::seekOrder(order.position), stop);
        break;
    case OrderKind::volume:
        give(spotify::volumeOrder(order.volume), stop);
        break;
    }
    m_standing.waitForDevice(m_waiting.has_value());
    tell();
}

void PlayerRun::pauseOurs(const std::stop_token& stop) {
    if (!std::exchange(m_isOurs, false) || !readAccount())
        return;
    give(spotify::pauseOrder(), stop);
    tell();
}

std::optional<std::chrono::milliseconds> PlayerRun::lookIn() {
    if (std::exchange(m_wantsLook, false))
        return m_rooms.times.settles;
    const auto pause = std::exchange(m_pause, 0s);
    if (pause > 0s && pause <= kShortPause && !m_standing.now().heard.title.empty())
        return pause + 1s; // whole seconds are counted
    if (!m_standing.isPlaying())
        return std::nullopt;
    const bool mayLook = m_quota.mayLook(m_rooms.clock.wall());
    if (mayLook != m_standing.now().looksByItself) {
        m_standing.lookByItself(mayLook);
        tell();
    }
    return mayLook ? std::optional(m_rooms.times.lookEvery) : std::nullopt;
}

} // namespace segue
