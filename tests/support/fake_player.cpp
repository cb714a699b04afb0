// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_player.h"

#include "engine/spotify/web/web_address.h"

#include <algorithm>

namespace segue::test {

using nlohmann::json;

namespace {

constexpr std::size_t kMostUris = 100, kLengthMs = 200'000;

WireAnswer playerRefusal(int status, const std::string& words, const std::string& reason = {}) {
    json error{{"status", status}, {"message", words}};
    if (!reason.empty())
        error["reason"] = reason;
    return {.status = status, .body = json{{"error", error}}.dump(), .headers = {{"Content-Type", "application/json"}}};
}

WireAnswer noDevice() { return playerRefusal(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE"); }
WireAnswer done() { return {.status = 204}; }

std::string fieldOf(const WireRequest& request, const std::string& name) {
    const auto fields = spotify::fieldsIn(request.query);
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

bool isNumber(const std::string& text) {
    return !text.empty() && text.size() < 9 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

json deviceJson(const FakeDevice& device, bool isActive) {
    return {{"id", device.id.empty() ? json() : json(device.id)},
            {"is_active", isActive},
            {"is_private_session", false},
            {"is_restricted", device.isRestricted},
            {"name", device.name},
            {"type", device.type},
            {"volume_percent", device.hasVolume ? json(device.volume) : json()},
            {"supports_volume", device.hasVolume}};
}

} // namespace

FakeDevice* FakePlayer::find(const std::string& id) {
    const auto found = std::ranges::find_if(devices, [&](const auto& one) { return one.id == id && !one.isGone && !id.empty(); });
    return found == devices.end() ? nullptr : &*found;
}

json FakePlayer::now() const {
    const auto device = std::ranges::find(devices, active, &FakeDevice::id);
    const auto& uri = uris.empty() ? std::string() : uris[std::min(at, uris.size() - 1)];
    const auto title = "Playing " + uri.substr(uri.rfind(':') + 1);
    const json image{{"url", "https://i.scdn.co/image/ab67616d"}, {"height", 64}, {"width", 64}};
    const json item{{"id", "x"},
                    {"uri", uri},
                    {"type", "track"},
                    {"name", title},
                    {"duration_ms", kLengthMs},
                    {"artists", json::array({{{"name", "The Fakes"}}})},
                    {"album", {{"name", "Faking"}, {"images", json::array({image})}}}};
    return {{"device", device == devices.end() ? json() : deviceJson(*device, true)},
            {"is_playing", isPlaying},
            {"progress_ms", positionMs},
            {"timestamp", 1},
            {"item", item},
            {"currently_playing_type", "track"},
            {"context", context.empty() ? json() : json{{"uri", context}}},
            {"repeat_state", "off"},
            {"shuffle_state", false},
            {"actions", {{"disallows", json::object()}}}};
}

WireAnswer FakePlayer::answer(const WireRequest& request, const std::string& path, std::vector<std::string>& misdeeds) {
    const std::vector<std::pair<std::string, std::string>> kKnown{{"GET", ""},           {"PUT", ""},       {"GET", "/devices"},
                                                                  {"PUT", "/play"},      {"PUT", "/pause"}, {"POST", "/next"},
                                                                  {"POST", "/previous"}, {"PUT", "/seek"},  {"PUT", "/volume"}};
    if (std::ranges::find(kKnown, std::pair(request.method, path)) == kKnown.end()) {
        misdeeds.push_back(request.method + " /me/player" + path);
        return playerRefusal(405, "Method not allowed");
    }
    if (request.method != "GET")
        return order(request, path, misdeeds);
    if (path == "/devices") {
        json all = json::array();
        for (const auto& device : devices)
            all.push_back(deviceJson(device, device.id == active));
        return {.body = json{{"devices", all}}.dump(), .headers = {{"Content-Type", "application/json"}}};
    }
    if (!m_coming.empty())
        active = std::exchange(m_coming, {});
    if (active.empty() && told.is_null())
        return done();
    return {.body = (told.is_null() ? now() : told).dump(), .headers = {{"Content-Type", "application/json"}}};
}

WireAnswer FakePlayer::order(const WireRequest& request, const std::string& path, std::vector<std::string>& misdeeds) {
    const auto type = request.headers.find("content-type");
    const auto body = request.body.empty() ? json() : json::parse(request.body, nullptr, false);
    if (!request.headers.contains("content-length"))
        return playerRefusal(411, "Length required");
    if (body.is_discarded() || (!body.is_null() && (type == request.headers.end() || type->second != "application/json")))
        return playerRefusal(400, "Malformed json");
    if (!isPremium)
        return playerRefusal(403, "Player command failed: Premium required", "PREMIUM_REQUIRED");
    if (path.empty())
        return transfer(body);
    const auto named = fieldOf(request, "device_id");
    if (!named.empty() && find(named) == nullptr)
        return playerRefusal(404, "Device not found");
    auto* const device = find(named.empty() ? active : named);
    if (device == nullptr)
        return noDevice();
    if (device->isRestricted)
        return playerRefusal(403, "Player command failed: Cannot control device", "DEVICE_NOT_CONTROLLABLE");
    if (path == "/play")
        return play(body, device->id, misdeeds);
    if (path == "/pause")
        return pause();
    if (path == "/next" || path == "/previous")
        return skip(path == "/next" ? 1 : -1);
    const bool isSeek = path == "/seek";
    const auto value = fieldOf(request, isSeek ? "position_ms" : "volume_percent");
    if (!isNumber(value) || (!isSeek && std::stoi(value) > 100))
        return playerRefusal(400, "Invalid value");
    if (!isSeek && !device->hasVolume)
        return playerRefusal(403, "Player command failed: Cannot control device volume", "VOLUME_CONTROL_DISALLOW");
    if (isSeek)
        positionMs = std::min<std::size_t>(std::stoul(value), kLengthMs);
    else
        device->volume = std::stoi(value);
    return done();
}

WireAnswer FakePlayer::transfer(const json& body) {
    const auto ids = body.is_object() && body.contains("device_ids") ? body["device_ids"] : json();
    if (!ids.is_array() || ids.size() != 1 || !ids[0].is_string())
        return playerRefusal(400, "device_ids should contain one element");
    const auto* const device = find(ids[0].get<std::string>());
    if (device == nullptr)
        return playerRefusal(404, "Device not found");
    if (device->isRestricted)
        return playerRefusal(403, "Player command failed: Cannot control device", "DEVICE_NOT_CONTROLLABLE");
    m_coming = device->id;
    if (body.value("play", false))
        isPlaying = true;
    return done();
}

WireAnswer FakePlayer::play(const json& body, const std::string& device, std::vector<std::string>& misdeeds) {
    if (!m_coming.empty())
        misdeeds.emplace_back("played before it was seen that the device is in use");
    if (body.is_null()) {
        if (isPlaying)
            return playerRefusal(403, "Player command failed: Restriction violated", "UNKNOWN");
    } else if (body.contains("context_uri")) {
        context = body["context_uri"].get<std::string>();
        const auto offset = body.value("offset", json::object());
        uris = {offset.value("uri", "spotify:track:first")};
        at = 0;
    } else {
        const auto named = body.value("uris", json::array());
        if (named.empty() || named.size() > kMostUris)
            return playerRefusal(400, "Invalid uris");
        uris = named.get<std::vector<std::string>>();
        context.clear();
        at = 0;
    }
    active = device;
    isPlaying = true;
    positionMs = body.is_null() ? positionMs : 0;
    return done();
}

WireAnswer FakePlayer::pause() {
    if (!isPlaying)
        return playerRefusal(403, "Player command failed: Already paused", "ALREADY_PAUSED");
    isPlaying = false;
    return done();
}

WireAnswer FakePlayer::skip(int by) {
    if (by < 0 && at == 0)
        return playerRefusal(403, "Player command failed: Restriction violated", "UNKNOWN");
    at += static_cast<std::size_t>(by);
    positionMs = 0;
    isPlaying = true;
    return done();
}

} // namespace segue::test
