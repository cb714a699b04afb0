// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/redirect_request.h"

#include "engine/words/plain_text.h"

#include <algorithm>
#include <cctype>

namespace segue::app {

namespace {

constexpr std::size_t kLongestLine = 8192;
constexpr std::size_t kLongestHead = 32768;

constexpr std::string_view kPage = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Segue</title><meta name="viewport" content="width=device-width">
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;
margin:0 1.5rem;text-align:center}h1{font-size:1.5rem;margin:0 0 .3em}p{margin:0;opacity:.75}</style></head>
<body><div><h1>Segue has Spotify’s answer.</h1><p>You can close this window.</p></div></body></html>
)";
constexpr std::string_view kNothingHere = "There is nothing here.\n";

bool isSame(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Whether the lines name this port of 127.0.0.1 as the host, once.
bool isForHere(std::string_view lines, std::uint16_t port) {
    const auto here = "127.0.0.1:" + std::to_string(port);
    int hosts = 0;
    bool isHere = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !isSame(line.substr(0, colon), "host"))
            continue;
        ++hosts;
        isHere = trimmed(line.substr(colon + 1)) == here;
    }
    return hosts == 1 && isHere;
}

} // namespace

RedirectRequest readRedirect(std::string_view bytes, std::string_view path, std::uint16_t port) {
    using Standing = RedirectRequest::Standing;
    const auto lineEnd = bytes.find('\n');
    if (std::min(lineEnd, bytes.size()) > kLongestLine)
        return {.standing = Standing::tooLong, .query = {}};
    const auto headEnd = bytes.find("\r\n\r\n");
    if (headEnd == std::string_view::npos)
        return {.standing = bytes.size() > kLongestHead ? Standing::tooLong : Standing::incomplete, .query = {}};
    const auto line = trimmed(bytes.substr(0, lineEnd));
    const auto start = "GET " + std::string(path) + '?';
    const auto query = line.substr(std::min(start.size(), line.size()));
    const auto end = query.find(' ');
    const bool isHttp = end != std::string_view::npos && query.substr(end + 1).starts_with("HTTP/1.");
    const bool isWanted = line.starts_with(start) && isHttp && isForHere(bytes.substr(lineEnd + 1, headEnd - lineEnd + 1), port);
    return isWanted ? RedirectRequest{.standing = Standing::wanted, .query = std::string(query.substr(0, end))}
                    : RedirectRequest{.standing = Standing::notFound, .query = {}};
}

std::string redirectAnswer(bool isTaken) {
    const auto body = isTaken ? kPage : kNothingHere;
    return std::string(isTaken ? "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                               : "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n") +
           "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: "
           "nosniff\r\n\r\n" +
           std::string(body);
}

} // namespace segue::app
