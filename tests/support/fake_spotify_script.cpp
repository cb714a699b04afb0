// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_spotify.h"

#include <algorithm>

namespace segue::test {

using nlohmann::json;

namespace {

FakePlaylist playlistOf(const json& order, const std::string& owner) {
    auto playlist = fakePlaylist(order.value("id", "list"), order.value("owner", owner), order.value("songs", std::size_t{3}));
    playlist.name = order.value("name", playlist.name);
    playlist.snapshot = order.value("snapshot", playlist.snapshot);
    playlist.isForbidden = order.value("forbidden", false);
    playlist.isGone = order.value("gone", false);
    playlist.isCollaborative = order.value("collaborative", false);
    for (std::size_t n = 0; n < order.value("episodes", std::size_t{0}); ++n)
        playlist.items.push_back(fakeEntry(fakeEpisode(n), "item"));
    for (std::size_t n = 0; n < order.value("nulls", std::size_t{0}); ++n)
        playlist.items.push_back(fakeEntry(nullptr, "item"));
    for (std::size_t n = 0; n < order.value("locals", std::size_t{0}); ++n)
        playlist.items.push_back(fakeEntry(fakeLocal("Local", "File " + std::to_string(n)), "item"));
    return playlist;
}

/// {"id", "account", "name", "registered", "likes": COUNT, or tracks as Spotify has them, "word", "albums": COUNT, "playlists":
/// [...]}
FakeUser userOf(const json& order) {
    FakeUser user{.id = order.value("id", "ann")};
    user.account = order.value("account", "acc-" + user.id);
    user.name = order.value("name", user.id);
    user.isRegistered = order.value("registered", true);
    const auto likes = order.value("likes", json(0));
    if (likes.is_number_unsigned())
        user.likes = fakeLikes(likes.get<std::size_t>(), order.value("word", "Song"));
    else
        for (const auto& track : likes)
            user.likes.push_back(fakeEntry(track));
    user.albums = fakeAlbums(order.value("albums", std::size_t{0}));
    for (const auto& playlist : order.value("playlists", json::array()))
        user.playlists.push_back(playlistOf(playlist, user.id));
    return user;
}

/// {"path", "skip", "times", "status", "body", "headers": {...}, "cut": BYTES, "hang_up", "silent"}
FakeTrouble troubleOf(const json& order) {
    FakeTrouble trouble{.path = order.value("path", "/v1/"), .skip = order.value("skip", 0), .times = order.value("times", 1)};
    trouble.answer.status = order.value("status", 0);
    trouble.answer.body = order.value("body", "");
    trouble.answer.headers = order.value("headers", std::map<std::string, std::string>());
    trouble.answer.hangsUp = order.value("hang_up", false);
    trouble.answer.isSilent = order.value("silent", false);
    if (order.contains("cut"))
        trouble.answer.cutAfter = order["cut"].get<std::size_t>();
    return trouble;
}

/// {"user", "premium", "active": ID, "playing", "devices": [{"id", "name", "restricted", "volume": bool}]}
void orderPlayer(FakePlayer& player, const json& order) {
    player.isPremium = order.value("premium", player.isPremium);
    player.active = order.value("active", player.active);
    player.isPlaying = order.value("playing", player.isPlaying);
    if (!order.contains("devices"))
        return;
    player.devices.clear();
    for (const auto& device : order["devices"])
        player.devices.push_back({.id = device.value("id", "device1"),
                                  .name = device.value("name", "Kitchen"),
                                  .isRestricted = device.value("restricted", false),
                                  .hasVolume = device.value("volume", true)});
}

void orderSignIn(FakeSignIn& signIn, const json& orders) {
    signIn.user = orders.value("who", signIn.user);
    signIn.agrees = orders.value("agrees", signIn.agrees);
    signIn.registered = orders.value("redirect", signIn.registered);
    signIn.scope = orders.value("scope", signIn.scope);
    if (orders.contains("client"))
        signIn.clients = {orders["client"].get<std::string>()};
    if (orders.contains("expires_in"))
        signIn.lifetime = std::chrono::seconds(orders["expires_in"].get<int>());
    const auto secrets = orders.value("secrets", "");
    if (!secrets.empty())
        signIn.secrets = secrets == "rotate" ? FakeSignIn::Secrets::rotate
                         : secrets == "keep" ? FakeSignIn::Secrets::keep
                                             : FakeSignIn::Secrets::omit;
    if (orders.value("revoke", false))
        signIn.revokeAll();
    if (orders.value("expire", false))
        signIn.expireAll();
}

} // namespace

/// {"user": {...}} adds or replaces one, {"player": {...}} changes one's player, {"trouble": {...}} adds one, {"no_trouble": true};
/// {"who": ID} signs in and {"agrees": false} does not; "client", "redirect", "scope", "expires_in", "secrets":
/// "rotate"|"keep"|"omit", "revoke", "expire"; "old_shapes", "next_host", "forget_log".
void FakeSpotify::script(const json& orders) {
    if (orders.value("forget_log", false))
        forgetLog();
    const std::lock_guard lock(m_mutex);
    if (orders.contains("user")) {
        auto user = userOf(orders["user"]);
        if (auto* const known = m_world.user(user.id))
            *known = std::move(user);
        else
            m_world.users.push_back(std::move(user));
    }
    if (orders.contains("player"))
        if (auto* const owner = m_world.user(orders["player"].value("user", "ann")))
            orderPlayer(owner->player, orders["player"]);
    if (orders.value("no_trouble", false))
        m_world.troubles.clear();
    if (orders.contains("trouble"))
        m_world.troubles.push_back(troubleOf(orders["trouble"]));
    m_world.hasOldShapes = orders.value("old_shapes", m_world.hasOldShapes);
    m_world.nextHost = orders.value("next_host", m_world.nextHost);
    orderSignIn(m_world.signIn, orders);
}

} // namespace segue::test
