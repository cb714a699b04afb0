// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_standing.h"

#include "engine/spotify/web/player_json.h"

#include <algorithm>
#include <utility>

namespace segue::spotify {

using State = SpotifyPlayerState;

namespace {

constexpr int kMostUnreached = 3; ///< looks: a network that stumbles is no news

Message refusedWith(const WebReply& reply) {
    const auto& words = reply.message.empty() ? reply.words : reply.message;
    return Message(MessageId::spotifyPlayerRefused, {words});
}

/// Before something is asked anew, what was in the way is forgotten.
bool isInTheWay(State state) {
    return state == State::offline || state == State::blocked || state == State::premium || state == State::signInAgain;
}

} // namespace

void PlayerStanding::begin() {
    m_now.isAsking = true;
    m_now.problem = {};
    m_now.isOwnHeard = false;
}

void PlayerStanding::become(State state) {
    m_now.state = state;
    m_now.isAsking = false;
}

void PlayerStanding::holdBack() {
    m_now.isOwnHeard = true;
    m_now.isAsking = false;
}

void PlayerStanding::block(std::chrono::sys_seconds until) {
    become(State::blocked);
    m_now.until = until;
}

void PlayerStanding::showNothing() {
    m_now.heard = {};
    m_now.device = {};
    m_now.position = {};
}

void PlayerStanding::takeNow(const WebReply& reply) {
    m_now.isAsking = false;
    if (reply.outcome == WebOutcome::unreachable && hasDevice() && ++m_unreached < kMostUnreached)
        return;
    if (reply.outcome != WebOutcome::answered)
        return failLook(reply);
    m_unreached = 0;
    if (reply.body.empty()) { // 204: nothing plays, and nothing is in use
        showNothing();
        if (m_now.state != State::noDevice && m_now.state != State::pickDevice)
            m_now.state = State::nothing;
        return;
    }
    auto now = playerIn(reply.body);
    if (!now)
        return failLook({.outcome = WebOutcome::unusable, .words = std::string(kPlayerPath)});
    m_now.state = now->isPlaying ? State::playing : State::paused;
    m_now.device = std::move(now->device);
    if (now->heard.cover == m_now.heard.cover)
        now->heard.image = std::move(m_now.heard.image);
    m_now.heard = std::move(now->heard);
    m_now.position = now->position;
    m_now.mayPause = now->mayPause;
    m_now.maySkip = now->maySkip;
    m_now.mayGoBack = now->mayGoBack;
    m_now.maySeek = now->maySeek;
    for (auto& device : m_now.devices)
        device.isActive = device.id == m_now.device.id && !device.id.empty();
}

void PlayerStanding::takeDevices(const WebReply& reply) {
    m_now.isAsking = false;
    if (reply.outcome != WebOutcome::answered)
        return failLook(reply);
    auto devices = devicesIn(reply.body);
    if (!devices)
        return failLook({.outcome = WebOutcome::unusable, .words = std::string(kDevicesPath)});
    m_now.devices = std::move(*devices);
    m_now.areDevicesKnown = true;
    const bool isInUse = hasDevice() && std::ranges::any_of(m_now.devices, &SpotifyDevice::isActive);
    if (!isInUse) {
        showNothing();
        m_now.state = m_now.devices.empty() ? State::noDevice : State::pickDevice;
    }
}

/// What cannot be looked at is not looked at again by itself.
void PlayerStanding::failLook(const WebReply& reply) {
    m_unreached = 0;
    const auto before = m_now.state;
    static_cast<void>(fail(reply));
    if (m_now.state == before && reply.outcome != WebOutcome::stopped && !isInTheWay(before))
        m_now.state = State::offline;
}

PlayerStanding::Next PlayerStanding::takeOrder(const WebReply& reply) {
    m_now.isAsking = false;
    if (reply.outcome != WebOutcome::answered)
        return fail(reply);
    m_unreached = 0;
    if (isInTheWay(m_now.state))
        m_now.state = State::unknown;
    return Next::look;
}

PlayerStanding::Next PlayerStanding::fail(const WebReply& reply) {
    const auto refusal = refusalOf(reply);
    switch (refusal.value_or(PlayerRefusal::other)) {
    case PlayerRefusal::already:
        return Next::look;
    case PlayerRefusal::premium:
        m_now.problem = Message(MessageId::spotifyPlayerPremium);
        m_now.state = State::premium;
        return Next::nothing;
    case PlayerRefusal::noDevice:
        m_now.problem = Message(MessageId::spotifyPlayerNoDevice);
        showNothing();
        m_now.state = State::pickDevice; // until they are listed
        return Next::listDevices;
    case PlayerRefusal::noControl:
        m_now.problem =
            m_now.device.name.empty() ? refusedWith(reply) : Message(MessageId::spotifyPlayerNoControl, {m_now.device.name});
        return Next::look;
    case PlayerRefusal::notGranted:
        m_now.state = State::notGranted;
        return Next::nothing;
    case PlayerRefusal::other:
        break;
    }
    switch (reply.outcome) {
    case WebOutcome::answered:
    case WebOutcome::stopped:
        return Next::nothing;
    case WebOutcome::signInAgain:
        m_now.state = State::signInAgain;
        return Next::nothing;
    case WebOutcome::blocked:
    case WebOutcome::budgetSpent:
        m_now.state = State::blocked;
        return Next::nothing;
    case WebOutcome::unreachable:
        m_now.problem = Message(MessageId::spotifyUnreachable, {reply.words});
        m_now.state = State::offline;
        return Next::nothing;
    case WebOutcome::unusable:
        m_now.problem = Message(MessageId::spotifyUnusable, {reply.words});
        m_now.state = State::offline;
        return Next::nothing;
    default:
        m_now.problem = refusedWith(reply);
        return Next::look;
    }
}

} // namespace segue::spotify
