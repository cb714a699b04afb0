// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scrobble/listenbrainz.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace segue::scrobble {

using nlohmann::json;
using std::chrono::seconds;

namespace {

constexpr std::int64_t kLongestWait = 3600;
constexpr std::size_t kMostWords = 300;

HttpRequest requestTo(const Account& account, const char* place) {
    return {.url = account.server + place,
            .headers = {{"Authorization", "Token " + account.token}, {"Content-Type", "application/json"}}};
}

json metadataOf(const Listen& listen, const std::string& version) {
    json more{{"media_player", "Segue"}, {"submission_client", "Segue"}, {"submission_client_version", version}};
    if (listen.duration.count() > 0)
        more["duration_ms"] = listen.duration.count();
    if (listen.trackNumber > 0)
        more["tracknumber"] = listen.trackNumber;
    if (!listen.submission.empty())
        more["submission_id"] = listen.submission;
    if (!listen.albumArtist.empty())
        more["release_artist_name"] = listen.albumArtist;
    json metadata{{"artist_name", listen.artist}, {"track_name", listen.title}, {"additional_info", std::move(more)}};
    if (!listen.album.empty())
        metadata["release_name"] = listen.album;
    return metadata;
}

HttpRequest post(const Account& account, const char* place, const json& body) {
    auto request = requestTo(account, place);
    request.method = HttpRequest::Method::post;
    request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return request;
}

HttpRequest submit(const Account& account, const char* kind, json payload) {
    return post(account, "/1/submit-listens", {{"listen_type", kind}, {"payload", std::move(payload)}});
}

std::optional<seconds> secondsIn(const HttpAnswer& answer, const char* header) {
    const auto found = answer.headers.find(header);
    if (found == answer.headers.end())
        return std::nullopt;
    std::int64_t number = 0;
    const auto& text = found->second;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || number < 0)
        return std::nullopt;
    return seconds(std::min(number, kLongestWait));
}

std::optional<seconds> waitIn(const HttpAnswer& answer) {
    if (const auto wait = secondsIn(answer, "retry-after"))
        return wait;
    const auto left = secondsIn(answer, "x-ratelimit-remaining");
    const bool isUsedUp = answer.status == 429 || (left && left->count() == 0);
    return isUsedUp ? secondsIn(answer, "x-ratelimit-reset-in") : std::nullopt;
}

/// The server's own words, or its number.
std::string wordsOf(const HttpAnswer& answer) {
    if (answer.status == 0)
        return answer.problem;
    const auto body = json::parse(answer.body, nullptr, false);
    if (body.is_object())
        if (const auto words = body.find("error"); words != body.end() && words->is_string())
            return words->get<std::string>().substr(0, kMostWords);
    return "HTTP " + std::to_string(answer.status);
}

Judgement::Verdict verdictOn(int status) {
    if (status >= 200 && status < 300)
        return Judgement::Verdict::accepted;
    if (status == 401 || status == 403)
        return Judgement::Verdict::badToken;
    const bool isRefused = status == 400 || status == 413 || status == 422;
    return isRefused ? Judgement::Verdict::refused : Judgement::Verdict::later;
}

/// Of an address with "://" in it: without port and path.
std::string_view hostOf(std::string_view address) {
    address.remove_prefix(address.find("://") + 3);
    address = address.substr(0, address.find_first_of("/?#"));
    if (address.starts_with('['))
        return address.substr(0, address.find(']') + 1);
    return address.substr(0, address.find(':'));
}

bool isOwnComputer(std::string_view host) {
    const bool isNumber = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || host == "[::1]" || (isNumber && host.starts_with("127."));
}

} // namespace

std::string tidied(std::string_view server) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = server.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    server = server.substr(first, server.find_last_not_of(kBlank) - first + 1);
    std::string address(server);
    if (address.find("://") == std::string::npos)
        address.insert(0, "https://");
    while (address.ends_with('/') && !address.ends_with("://"))
        address.pop_back();
    const bool isWeb = address.starts_with("https://") || (address.starts_with("http://") && isOwnComputer(hostOf(address)));
    const bool hasHost = address.find("://") + 3 < address.size();
    const bool isPlain = address.find_first_of(" \t\r\n@?#") == std::string::npos;
    return isWeb && hasHost && isPlain ? address : std::string();
}

HttpRequest submission(const Account& account, std::span<const Listen> listens, const std::string& version) {
    json payload = json::array();
    for (const auto& listen : listens)
        payload.push_back({{"listened_at", listen.at.time_since_epoch().count()}, {"track_metadata", metadataOf(listen, version)}});
    return submit(account, listens.size() == 1 ? "single" : "import", std::move(payload));
}

HttpRequest playingNow(const Account& account, const Listen& listen, const std::string& version) {
    return submit(account, "playing_now", json::array({{{"track_metadata", metadataOf(listen, version)}}}));
}

HttpRequest feedback(const Account& account, const std::string& recording, bool isLoved) {
    return post(account, "/1/feedback/recording-feedback", {{"recording_mbid", recording}, {"score", isLoved ? 1 : 0}});
}

HttpRequest whoseToken(const Account& account) { return requestTo(account, "/1/validate-token"); }

Judgement judge(const HttpAnswer& answer) {
    Judgement judgement{.verdict = verdictOn(answer.status), .wait = waitIn(answer), .words = {}};
    if (judgement.verdict != Judgement::Verdict::accepted)
        judgement.words = wordsOf(answer);
    return judgement;
}

Judgement judgeFeedback(const HttpAnswer& answer) {
    auto judgement = judge(answer);
    const bool isUnknown = answer.status == 404 || answer.status == 405 || answer.status == 410 || answer.status == 501;
    if (isUnknown)
        judgement.verdict = Judgement::Verdict::refused;
    return judgement;
}

std::optional<std::string> userIn(const HttpAnswer& answer) {
    const auto body = json::parse(answer.body, nullptr, false);
    if (!body.is_object() || !body.value("valid", json(false)).is_boolean() || !body.value("valid", json(false)).get<bool>())
        return std::nullopt;
    const auto user = body.find("user_name");
    return user != body.end() && user->is_string() ? user->get<std::string>() : std::string();
}

} // namespace segue::scrobble
