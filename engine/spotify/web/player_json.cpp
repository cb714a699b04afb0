// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/player_json.h"

#include "engine/spotify/web/json_words.h"

#include <algorithm>
#include <cctype>

namespace segue::spotify {

using nlohmann::json;

namespace {

constexpr std::size_t kMostDevices = 50;
constexpr std::size_t kFullVolume = 100;
constexpr std::size_t kLeastCover = 64; ///< px

/// What goes into an address is letters and digits: it came from elsewhere.
bool isPlainId(std::string_view id) {
    constexpr std::size_t kMost = 200;
    return !id.empty() && id.size() <= kMost &&
           std::ranges::all_of(id, [](unsigned char c) { return c < 0x80 && (std::isalnum(c) != 0 || c == '-' || c == '_'); });
}

SpotifyDevice deviceOf(const json& told) {
    SpotifyDevice device{.id = words(told, "id"),
                         .name = words(told, "name"),
                         .type = words(told, "type"),
                         .isActive = isTrue(told, "is_active"),
                         .isRestricted = isTrue(told, "is_restricted")};
    if (!isPlainId(device.id)) // it cannot be named in an order
        device.id.clear();
    if (const auto volume = number(told, "volume_percent"))
        device.volume = static_cast<int>(std::min(*volume, kFullVolume));
    const auto& supports = member(told, "supports_volume"); // older answers do not tell
    device.hasVolume = supports.is_boolean() ? supports.get<bool>() : device.volume >= 0;
    return device;
}

std::string namesIn(const json& artists) {
    std::string names;
    if (artists.is_array())
        for (const auto& artist : artists)
            if (const auto name = words(artist, "name"); !name.empty())
                names += (names.empty() ? "" : ", ") + name;
    return names;
}

/// Spotify's own servers only, since Segue goes there by itself.
bool isCover(std::string_view address) {
    constexpr std::string_view kHere = "https://i.scdn.co/image/";
    return address.starts_with(kHere) && isPlainId(address.substr(kHere.size()));
}

/// The smallest that is large enough.
std::string coverIn(const json& images) {
    std::string best;
    std::size_t bestSize = 0;
    if (!images.is_array())
        return best;
    for (const auto& image : images) {
        const auto address = words(image, "url");
        const auto size = number(image, "height").value_or(0);
        const bool isBetter = best.empty() || (bestSize < kLeastCover ? size > bestSize : size >= kLeastCover && size < bestSize);
        if (isCover(address) && isBetter) {
            best = address;
            bestSize = size;
        }
    }
    return best;
}

/// Of "advertisement" and what is not known nothing is told but that.
SpotifyHeard heardIn(const json& told) {
    using Kind = SpotifyHeard::Kind;
    const auto& item = member(told, "item");
    auto type = words(told, "currently_playing_type");
    if (type.empty() || type == "unknown")
        type = words(item, "type");
    SpotifyHeard heard{.uri = words(item, "uri"),
                       .title = words(item, "name"),
                       .duration = std::chrono::milliseconds(number(item, "duration_ms").value_or(0))};
    if (type == "episode") {
        const auto& show = member(item, "show");
        heard.kind = Kind::episode;
        heard.artist = words(show, "name");
        heard.cover = coverIn(member(item, "images"));
        if (heard.cover.empty())
            heard.cover = coverIn(member(show, "images"));
    } else if (type == "track") {
        const auto& album = member(item, "album");
        heard.kind = Kind::song;
        heard.artist = namesIn(member(item, "artists"));
        heard.album = words(album, "name");
        heard.cover = coverIn(member(album, "images"));
    } else {
        heard.kind = type == "ad" ? Kind::advertisement : Kind::other;
    }
    if (heard.kind == Kind::other && heard.title.empty() && heard.uri.empty())
        heard.kind = type.empty() && item.is_null() ? Kind::nothing : Kind::other;
    return heard;
}

} // namespace

std::optional<std::vector<SpotifyDevice>> devicesIn(std::string_view body) {
    const auto told = parsed(body);
    const auto& all = member(told, "devices");
    if (!all.is_array())
        return std::nullopt;
    std::vector<SpotifyDevice> devices;
    for (const auto& one : all) {
        auto device = deviceOf(one);
        if (devices.size() < kMostDevices && one.is_object() && (!device.id.empty() || !device.name.empty()))
            devices.push_back(std::move(device));
    }
    return devices;
}

std::optional<PlayerNow> playerIn(std::string_view body) {
    const auto told = parsed(body);
    if (!told.is_object())
        return std::nullopt;
    const bool isPlayer = told.contains("device") || told.contains("item") || told.contains("is_playing");
    if (!isPlayer)
        return std::nullopt;
    const auto& disallows = member(member(told, "actions"), "disallows");
    PlayerNow now{.isPlaying = isTrue(told, "is_playing"),
                  .device = deviceOf(member(told, "device")),
                  .heard = heardIn(told),
                  .position = std::chrono::milliseconds(number(told, "progress_ms").value_or(0)),
                  .mayPause = !isTrue(disallows, "pausing"),
                  .maySkip = !isTrue(disallows, "skipping_next"),
                  .mayGoBack = !isTrue(disallows, "skipping_prev"),
                  .maySeek = !isTrue(disallows, "seeking")};
    if (now.heard.duration.count() > 0)
        now.position = std::min(now.position, now.heard.duration);
    return now;
}

} // namespace segue::spotify
