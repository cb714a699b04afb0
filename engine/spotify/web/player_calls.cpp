// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_calls.h"

#include "engine/spotify/web/account_json.h"
#include "engine/spotify/web/web_address.h"
#include "engine/words/plain_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace segue::spotify {

using nlohmann::json;
using Method = HttpRequest::Method;

namespace {

std::string playerPath(std::string_view path, const Fields& fields = {}) {
    auto address = std::string(kPlayerPath) + std::string(path);
    return fields.empty() ? address : address + '?' + formOf(fields);
}

std::string onDevice(std::string_view path, const std::string& device) {
    return device.empty() ? playerPath(path) : playerPath(path, {{"device_id", device}});
}

/// "spotify:KIND:" and letters and digits.
bool isUri(std::string_view uri, std::initializer_list<std::string_view> kinds) {
    constexpr std::size_t kMost = 64;
    for (const auto kind : kinds) {
        const auto start = "spotify:" + std::string(kind) + ':';
        if (uri.starts_with(start) && uri.size() > start.size() && uri.size() < kMost)
            return std::all_of(uri.begin() + static_cast<std::ptrdiff_t>(start.size()), uri.end(),
                               [](char c) { return (c >= '0' && c <= '9') || (lowered(c) >= 'a' && lowered(c) <= 'z'); });
    }
    return false;
}

bool isPlayable(std::string_view uri) { return isUri(uri, {"track", "episode"}); }

bool says(std::string_view text, std::string_view part) { return lowered(text).find(part) != std::string::npos; }

} // namespace

WebOrder transferOrder(const std::string& device) {
    return {.method = Method::put, .path = playerPath({}), .body = json{{"device_ids", json::array({device})}}.dump()};
}

std::optional<WebOrder> playOrder(const SpotifyPlay& play, const std::string& device) {
    json body;
    if (isUri(play.context, {"playlist", "album"})) {
        body["context_uri"] = play.context;
        if (!play.uris.empty() && isPlayable(play.uris.front()))
            body["offset"] = {{"uri", play.uris.front()}};
    } else {
        auto uris = json::array();
        for (const auto& uri : play.uris)
            if (isPlayable(uri) && uris.size() < kMostPlayed)
                uris.push_back(uri);
        if (uris.empty())
            return std::nullopt;
        body["uris"] = std::move(uris);
    }
    return WebOrder{.method = Method::put, .path = onDevice("/play", device), .body = body.dump()};
}

WebOrder resumeOrder(const std::string& device) { return {.method = Method::put, .path = onDevice("/play", device)}; }
WebOrder pauseOrder() { return {.method = Method::put, .path = playerPath("/pause")}; }
WebOrder nextOrder() { return {.method = Method::post, .path = playerPath("/next")}; }
WebOrder previousOrder() { return {.method = Method::post, .path = playerPath("/previous")}; }

WebOrder seekOrder(std::chrono::milliseconds position) {
    const auto place = std::max<std::int64_t>(0, position.count());
    return {.method = Method::put, .path = playerPath("/seek", {{"position_ms", std::to_string(place)}})};
}

WebOrder volumeOrder(int percent) {
    return {.method = Method::put,
            .path = playerPath("/volume", {{"volume_percent", std::to_string(std::clamp(percent, 0, 100))}})};
}

/// Reasons are words for programs; where there is none, what is said to people has to do.
std::optional<PlayerRefusal> refusalOf(const WebReply& reply) {
    if (reply.outcome == WebOutcome::notFound)
        return PlayerRefusal::noDevice;
    if (reply.outcome != WebOutcome::forbidden)
        return std::nullopt;
    const auto& reason = reply.reason;
    if (reason == "ALREADY_PAUSED" || reason == "NOT_PAUSED")
        return PlayerRefusal::already;
    if (reason == "PREMIUM_REQUIRED" || says(reply.words, "premium required"))
        return PlayerRefusal::premium;
    if (reason == "NO_ACTIVE_DEVICE")
        return PlayerRefusal::noDevice;
    if (reason == "DEVICE_NOT_CONTROLLABLE" || reason == "VOLUME_CONTROL_DISALLOW")
        return PlayerRefusal::noControl;
    if (says(reply.words, "insufficient client scope") || says(reply.words, "permissions missing"))
        return PlayerRefusal::notGranted;
    return PlayerRefusal::other;
}

bool grantsPlayer(std::string_view scope) { return !scope.empty() && grants(scope, kPlayerScopes); }

} // namespace segue::spotify
