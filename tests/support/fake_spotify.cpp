// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_spotify.h"

#include "engine/spotify/web/web_address.h"

#include <algorithm>
#include <array>

namespace segue::test {

using nlohmann::json;

namespace {

constexpr std::size_t kMostPerPage = 50, kUsualPerPage = 20;
const std::string kPlayer = "/me/player";

WireAnswer said(const json& what) { return {.body = what.dump(), .headers = {{"Content-Type", "application/json"}}}; }

WireAnswer refused(int status, const std::string& words) {
    return {.status = status,
            .body = json{{"error", {{"status", status}, {"message", words}}}}.dump(),
            .headers = {{"Content-Type", "application/json"}}};
}

std::optional<std::size_t> numberIn(const std::map<std::string, std::string>& fields, const std::string& name) {
    const auto found = fields.find(name);
    const bool isNumber = found != fields.end() && !found->second.empty() && found->second.size() < 7 &&
                          std::ranges::all_of(found->second, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::optional<std::size_t>(std::stoul(found->second)) : std::nullopt;
}

/// What was taken away from apps of today; asking for it is a misdeed.
bool isGone(const std::string& path, const std::string& query) {
    constexpr std::array<std::string_view, 5> kGone{"/audio-features", "/audio-analysis", "/recommendations", "/users/",
                                                    "/browse/"};
    const bool isOldItems = path.starts_with("/playlists/") && path.ends_with("/tracks");
    const bool isBatch = query.find("ids=") != std::string::npos;
    return isOldItems || isBatch || std::ranges::any_of(kGone, [&](auto gone) { return path.starts_with(gone); });
}

} // namespace

FakeUser* FakeSpotify::World::user(const std::string& id) {
    const auto found = std::ranges::find(users, id, &FakeUser::id);
    return found == users.end() ? nullptr : &*found;
}

FakeSpotify::FakeSpotify(std::uint16_t port) {
    m_world.signIn.user = "ann";
    m_world.users = {{.id = "ann", .account = "acc-ann", .name = "Ann", .likes = fakeLikes(137), .albums = fakeAlbums(3)}};
    m_world.users.front().playlists = {fakePlaylist("one", "ann", 3), fakePlaylist("two", "ann", 60),
                                       fakePlaylist("theirs", "bo", 5)};
    m_server = std::make_unique<LoopbackServer>([this](const WireRequest& request) { return answer(request); }, port);
}

FakeSpotify::~FakeSpotify() { m_server.reset(); }

SpotifyAddresses FakeSpotify::addresses() const {
    const auto here = "http://127.0.0.1:" + std::to_string(port());
    return {.api = here + "/v1", .accounts = here};
}

void FakeSpotify::change(const std::function<void(World&)>& how) {
    const std::lock_guard lock(m_mutex);
    how(m_world);
}

void FakeSpotify::meet(FakeTrouble trouble) {
    const std::lock_guard lock(m_mutex);
    m_world.troubles.push_back(std::move(trouble));
}

WireAnswer FakeSpotify::browse(const std::string& address) const {
    const auto here = "http://127.0.0.1:" + std::to_string(port());
    if (!address.starts_with(here))
        return {.status = 0};
    auto answer = askLoopback(port(), address.substr(here.size()));
    const auto to = answer.headers.find("location");
    const std::string own = "http://127.0.0.1:";
    if (answer.status != 302 || to == answer.headers.end() || !to->second.starts_with(own))
        return answer;
    const auto slash = to->second.find('/', own.size());
    return askLoopback(static_cast<std::uint16_t>(std::stoul(to->second.substr(own.size()))), to->second.substr(slash));
}

std::vector<std::string> FakeSpotify::misdeeds() const {
    const std::lock_guard lock(m_mutex);
    auto all = m_misdeeds;
    all.insert(all.end(), m_world.signIn.misdeeds.begin(), m_world.signIn.misdeeds.end());
    return all;
}

std::vector<std::string> FakeSpotify::log() const {
    const std::lock_guard lock(m_mutex);
    return m_log;
}

std::size_t FakeSpotify::asked(const std::string& part) const {
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(
        std::ranges::count_if(m_log, [&](const std::string& line) { return line.find(part) != std::string::npos; }));
}

std::size_t FakeSpotify::callsOfApi() const { return asked(" /v1/"); }

bool FakeSpotify::waitsFor(const std::string& part) {
    std::unique_lock lock(m_mutex);
    return m_logged.wait_for(lock, std::chrono::seconds(30), [&] {
        return std::ranges::any_of(m_log, [&](const std::string& line) { return line.find(part) != std::string::npos; });
    });
}

void FakeSpotify::forgetLog() {
    const std::lock_guard lock(m_mutex);
    m_log.clear();
}

WireAnswer FakeSpotify::answer(const WireRequest& request) {
    if (request.path == "/__script") {
        const auto orders = json::parse(request.body, nullptr, false);
        if (!orders.is_object())
            return {.status = 400, .body = "no JSON\n"};
        script(orders);
        return {.body = "done\n"};
    }
    const std::lock_guard lock(m_mutex);
    if (request.path == "/__log")
        return said({{"log", m_log}, {"misdeeds", m_misdeeds}, {"sign_in", m_world.signIn.misdeeds}});
    const auto target = request.path + (request.query.empty() ? "" : '?' + request.query);
    const auto met = std::ranges::find_if(m_world.troubles, [&](FakeTrouble& trouble) {
        return target.find(trouble.path) != std::string::npos && trouble.skip-- <= 0;
    });
    WireAnswer told;
    if (met == m_world.troubles.end()) {
        told = rightAnswer(request);
    } else {
        told = met->answer;
        if (told.status == 0) {
            auto right = rightAnswer(request);
            told.status = right.status;
            told.body = std::move(right.body);
            told.headers = std::move(right.headers);
        }
        if (--met->times <= 0)
            m_world.troubles.erase(met);
    }
    m_log.push_back(request.method + ' ' + target.substr(0, target.find("code=")) + ' ' + std::to_string(told.status));
    m_logged.notify_all();
    return told;
}

WireAnswer FakeSpotify::rightAnswer(const WireRequest& request) {
    if (request.path == "/authorize")
        return m_world.signIn.authorize(request);
    if (request.path == "/api/token")
        return m_world.signIn.token(request);
    if (request.path.starts_with("/v1/"))
        return ofApi(request);
    return {.status = 404, .body = "<html>", .headers = {{"Content-Type", "text/html"}}};
}

WireAnswer FakeSpotify::ofApi(const WireRequest& request) {
    const auto path = request.path.substr(3);
    if (m_world.before)
        m_world.before(m_world, request);
    const auto owner = m_world.signIn.userOf(request);
    if (!owner)
        return refused(401, "The access token expired");
    auto* const user = m_world.user(*owner);
    if (user == nullptr || !user->isRegistered)
        return {
            .status = 403, .body = "User not registered in the Developer Dashboard", .headers = {{"Content-Type", "text/plain"}}};
    if (path == kPlayer || path.starts_with(kPlayer + "/"))
        return ofPlayer(*user, path, request);
    if (isGone(path, request.query) || request.method != "GET") {
        m_misdeeds.push_back(request.method + ' ' + path);
        return refused(403, "Forbidden");
    }
    return ofUser(*user, path, request);
}

WireAnswer FakeSpotify::ofUser(FakeUser& user, const std::string& path, const WireRequest& request) {
    if (path == "/me") {
        json me{{"display_name", user.name}, {"id", user.id}, {"type", "user"}, {"uri", "spotify:user:" + user.id}};
        if (m_world.hasOldShapes)
            me["product"] = "premium";
        else
            me["account_id"] = user.account;
        return said(me);
    }
    if (path == "/me/tracks")
        return pageOf(user.likes, request);
    if (path == "/me/albums")
        return pageOf(user.albums, request);
    if (path == "/me/playlists") {
        std::vector<json> all;
        for (const auto& playlist : user.playlists)
            all.push_back(playlistJson(playlist, user));
        return pageOf(all, request);
    }
    if (path.starts_with("/playlists/") && path.ends_with("/items"))
        return ofPlaylist(user, path, request);
    m_misdeeds.push_back("unknown " + path);
    return refused(404, "Service not found");
}

WireAnswer FakeSpotify::ofPlayer(FakeUser& user, const std::string& path, const WireRequest& request) {
    const auto scope = request.method == "GET" ? "user-read-playback-state" : "user-modify-playback-state";
    if (!m_world.signIn.grants(request, scope))
        return refused(403, "Insufficient client scope");
    return user.player.answer(request, path.substr(kPlayer.size()), m_misdeeds);
}

WireAnswer FakeSpotify::ofPlaylist(FakeUser& user, const std::string& path, const WireRequest& request) {
    constexpr std::size_t kBefore = 11, kBehind = 6;
    const auto id = path.substr(kBefore, path.size() - kBefore - kBehind);
    const auto found = std::ranges::find(user.playlists, id, &FakePlaylist::id);
    if (found == user.playlists.end() || found->isGone)
        return refused(404, "Resource not found");
    if (found->isForbidden || (found->owner != user.id && !found->isCollaborative))
        return refused(403, "Forbidden");
    if (!m_world.hasOldShapes)
        return pageOf(found->items, request);
    std::vector<json> old;
    for (auto entry : found->items) {
        if (entry.is_object() && entry.contains("item")) {
            entry["track"] = entry["item"];
            entry.erase("item");
        }
        old.push_back(std::move(entry));
    }
    return pageOf(old, request);
}

WireAnswer FakeSpotify::pageOf(const std::vector<json>& all, const WireRequest& request) {
    const auto fields = spotify::fieldsIn(request.query);
    const auto limit = numberIn(fields, "limit").value_or(kUsualPerPage);
    const auto offset = numberIn(fields, "offset").value_or(0);
    if (limit == 0 || limit > kMostPerPage) {
        m_misdeeds.push_back("limit of " + std::to_string(limit));
        return refused(400, "Invalid limit");
    }
    json items = json::array();
    for (std::size_t i = offset; i < std::min(all.size(), offset + limit); ++i)
        items.push_back(all[i]);
    const auto host = m_world.nextHost.empty() ? "http://127.0.0.1:" + std::to_string(port()) : m_world.nextHost;
    const auto link = host + request.path + "?limit=" + std::to_string(limit) + "&offset=";
    json page{{"href", link + std::to_string(offset)},
              {"limit", limit},
              {"offset", offset},
              {"previous", nullptr},
              {"total", all.size()},
              {"items", items}};
    page["next"] = offset + limit < all.size() ? json(link + std::to_string(offset + limit)) : json();
    return said(page);
}

json FakeSpotify::playlistJson(const FakePlaylist& playlist, const FakeUser& user) {
    json told{{"id", playlist.id},
              {"name", playlist.name},
              {"description", nullptr},
              {"collaborative", playlist.isCollaborative},
              {"public", true},
              {"snapshot_id", playlist.snapshot},
              {"owner", {{"id", playlist.owner}, {"display_name", playlist.owner == user.id ? user.name : playlist.owner}}},
              {"images", json::array({{{"url", "https://i.scdn.co/image/none"}, {"height", nullptr}, {"width", nullptr}}})},
              {"uri", "spotify:playlist:" + playlist.id},
              {"type", "playlist"}};
    const json items{{"href", "http://127.0.0.1"}, {"total", playlist.items.size()}};
    if (m_world.hasOldShapes)
        told["tracks"] = items;
    else if (playlist.owner == user.id || playlist.isCollaborative)
        told["items"] = items;
    return told;
}

} // namespace segue::test
