// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/fake_listens.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace segue::test {

using nlohmann::json;

namespace {

constexpr std::chrono::seconds kLongest{10};

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string headerIn(const std::string& head, const std::string& name) {
    const auto at = lowered(head).find("\r\n" + name + ": ");
    if (at == std::string::npos)
        return {};
    const auto first = at + name.size() + 4;
    return head.substr(first, head.find("\r\n", first) - first);
}

/// Head and body of one request.
std::pair<std::string, std::string> received(int client) {
    std::string bytes;
    std::array<char, 4096> room{};
    std::size_t headEnd = std::string::npos;
    for (;;) {
        if (headEnd == std::string::npos)
            headEnd = bytes.find("\r\n\r\n");
        if (headEnd != std::string::npos) {
            const auto length = headerIn(bytes.substr(0, headEnd + 2), "content-length");
            if (bytes.size() >= headEnd + 4 + (length.empty() ? 0 : std::stoul(length)))
                break;
        }
        const auto count = ::recv(client, room.data(), room.size(), 0);
        if (count <= 0)
            return {};
        bytes.append(room.data(), static_cast<std::size_t>(count));
    }
    return {bytes.substr(0, headEnd + 2), bytes.substr(headEnd + 4)};
}

/// What is wrong with one listen; empty: nothing.
std::string faultIn(const json& listen, bool isPlaying) {
    if (isPlaying == listen.contains("listened_at"))
        return "listened_at";
    if (!isPlaying && (!listen["listened_at"].is_number_integer() || listen["listened_at"].get<std::int64_t>() < 1'033'430'400))
        return "listened_at is no time";
    for (const auto& [name, value] : listen.items())
        if (name != "listened_at" && name != "track_metadata")
            return "unknown " + name;
    const auto& track = listen.at("track_metadata");
    for (const auto& [name, value] : track.items()) {
        if (name == "additional_info")
            continue;
        if (name != "artist_name" && name != "track_name" && name != "release_name")
            return "unknown " + name;
        if (!value.is_string() || value.get<std::string>().empty())
            return name + " is empty";
    }
    if (!track.contains("artist_name") || !track.contains("track_name"))
        return "no name";
    const auto& more = track.at("additional_info");
    if (more.contains("duration_ms") && (!more["duration_ms"].is_number_integer() || more["duration_ms"].get<std::int64_t>() <= 0))
        return "duration_ms";
    return more.at("submission_client") == "Segue" ? "" : "submission_client";
}

} // namespace

FakeListens::FakeListens(std::uint16_t port) {
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_socket, plain, size) != 0 || ::listen(m_socket, 8) != 0 || ::getsockname(m_socket, plain, &size) != 0)
        throw std::runtime_error("no socket on loopback");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

FakeListens::~FakeListens() {
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
}

void FakeListens::answerOnce(Answer answer) {
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(std::move(answer));
}

void FakeListens::answerLoveOnce(Answer answer) {
    const std::lock_guard lock(m_mutex);
    m_loveAnswers.push_back(std::move(answer));
}

void FakeListens::refuseTitle(const std::string& title) {
    const std::lock_guard lock(m_mutex);
    m_refused = title;
}

bool FakeListens::comesTrue(const std::function<bool(const FakeListens&)>& wanted) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, kLongest, [&] { return wanted(*this); });
}

void FakeListens::serve() {
    for (;;) {
        const int client = ::accept(m_socket, nullptr, nullptr);
        if (client < 0)
            return;
        answer(client);
        ::close(client);
    }
}

void FakeListens::answer(int client) {
    const auto [head, body] = received(client);
    if (head.empty())
        return;
    Answer told;
    {
        const std::lock_guard lock(m_mutex);
        requests.push_back(std::chrono::steady_clock::now());
        told = answerTo(head, body);
        m_changed.notify_all();
    }
    if (told.hangsUp)
        return;
    const auto text = "HTTP/1.1 " + std::to_string(told.status) +
                      " Said\r\nConnection: close\r\nContent-Type: application/json\r\n" + told.headers +
                      "Content-Length: " + std::to_string(told.body.size()) + "\r\n\r\n" + told.body;
    ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
    ::shutdown(client, SHUT_WR);
}

FakeListens::Answer FakeListens::answerTo(const std::string& head, const std::string& body) {
    const bool isListen = head.starts_with("POST /1/submit-listens HTTP/1.1\r\n");
    const bool isLove = head.starts_with("POST /1/feedback/recording-feedback HTTP/1.1\r\n");
    const bool isGet = head.starts_with("GET /1/validate-token HTTP/1.1\r\n");
    if (!isListen && !isLove && !isGet) {
        faults.push_back(head.substr(0, head.find('\r')));
        return {.status = 404};
    }
    if (!isGet && !headerIn(head, "content-type").starts_with("application/json"))
        faults.push_back("no JSON");
    const auto taken = [&] { return isLove ? takeLove(body) : take(body, true); };
    auto& answers = isLove ? m_loveAnswers : m_answers;
    if (!isGet && !answers.empty() && body.find("\"playing_now\"") == std::string::npos) {
        const auto next = answers.front();
        answers.pop_front();
        if (next.status == 429)
            throttled = requests.size() - 1;
        if (next.isTaken)
            static_cast<void>(taken());
        return next;
    }
    if (headerIn(head, "authorization") != "Token good")
        return isGet ? Answer{.body = R"({"code": 200, "message": "Token invalid.", "valid": false})"}
                     : Answer{.status = 401, .body = R"({"code": 401, "error": "Invalid authorization token."})"};
    return isGet ? Answer{.body = R"({"code": 200, "valid": true, "user_name": "me"})"} : taken();
}

FakeListens::Answer FakeListens::takeLove(const std::string& body) {
    const auto sent = json::parse(body, nullptr, false);
    const auto isId = [](const json& id) { return id.is_string() && id.get<std::string>().size() == 36; };
    if (!sent.is_object() || sent.size() != 2 || !isId(sent.value("recording_mbid", json())) ||
        !sent.value("score", json()).is_number_integer()) {
        faults.push_back("feedback " + body);
        return {.status = 400, .body = R"({"code": 400, "error": "Invalid feedback."})"};
    }
    loves.emplace_back(sent["recording_mbid"].get<std::string>(), sent["score"].get<int>());
    return {.body = R"({"status": "ok"})"};
}

FakeListens::Answer FakeListens::take(const std::string& body, bool isKept) {
    const auto refuse = [&](const std::string& why) {
        return Answer{.status = 400, .body = json{{"code", 400}, {"error", why}}.dump()};
    };
    const auto sent = json::parse(body, nullptr, false);
    if (!sent.is_object() || !sent.contains("payload") || sent["payload"].empty()) {
        faults.push_back("no payload");
        return refuse("no payload");
    }
    const auto kind = sent.value("listen_type", "");
    if ((kind != "import" && sent["payload"].size() != 1) || (kind != "import" && kind != "single" && kind != "playing_now")) {
        faults.push_back("listen_type " + kind);
        return refuse("listen_type");
    }
    for (const auto& listen : sent["payload"]) {
        if (auto fault = faultIn(listen, kind == "playing_now"); !fault.empty()) {
            faults.push_back(fault);
            return refuse(fault);
        }
        if (!m_refused.empty() && listen["track_metadata"]["track_name"] == m_refused)
            return refuse("I do not like it.");
    }
    for (const auto& listen : sent["payload"]) {
        const auto& track = listen["track_metadata"];
        const auto title = track["track_name"].get<std::string>();
        if (kind == "playing_now") {
            playing.push_back(title);
        } else if (isKept) {
            const auto id = track["additional_info"].value("submission_id", "");
            const auto [known, isNew] = listens.emplace(id, listen["listened_at"].get<std::int64_t>());
            if (isNew)
                titles.push_back(title);
            else
                ++repeated;
            if (!isNew && known->second != listen["listened_at"].get<std::int64_t>())
                faults.push_back("another time for the same listen");
        }
    }
    return {.body = R"({"status": "ok"})"};
}

} // namespace segue::test
