// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/fetch_address.h"

#include <algorithm>
#include <array>

namespace segue::inference {

namespace {

constexpr std::string_view kSafe = "https://";
constexpr unsigned kLastPort = 65535;

/// What stands between the scheme and the path.
std::string_view authorityOf(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return {};
    address.remove_prefix(scheme + 3);
    return address.substr(0, address.find_first_of("/?#"));
}

bool isPathSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~' || c == '/';
}

} // namespace

bool isOnThisComputer(std::string_view address) {
    constexpr std::array<std::string_view, 2> kHosts{"http://127.0.0.1:", "http://[::1]:"};
    const auto* const host = std::ranges::find_if(kHosts, [&](auto start) { return address.starts_with(start); });
    if (host == kHosts.end())
        return false;
    address.remove_prefix(host->size());
    unsigned port = 0;
    std::size_t digits = 0;
    for (; digits < address.size() && digits < 5 && address[digits] >= '0' && address[digits] <= '9'; ++digits)
        port = port * 10 + static_cast<unsigned>(address[digits] - '0');
    const auto path = address.substr(digits);
    return port > 0 && port <= kLastPort && (path.empty() || path.front() == '/') && std::ranges::all_of(path, isPathSign);
}

std::string hostOf(std::string_view address) {
    auto host = authorityOf(address);
    if (host.find('@') != std::string_view::npos)
        return {};
    if (host.starts_with('['))
        return std::string(host.substr(0, host.find(']') == std::string_view::npos ? 0 : host.find(']') + 1));
    return std::string(host.substr(0, host.find(':')));
}

std::string addressAt(std::string_view address, std::string_view base) {
    if (base.empty())
        return std::string(address);
    while (base.ends_with('/'))
        base.remove_suffix(1);
    const auto authority = authorityOf(address);
    const auto path = address.substr(address.find(authority) + authority.size());
    return std::string(base) + std::string(path);
}

bool mayBeFetched(std::string_view address) {
    return (address.starts_with(kSafe) && !hostOf(address).empty()) || isOnThisComputer(address);
}

bool mayBeFollowed(std::string_view from, std::string_view to) {
    return from.starts_with(kSafe) ? to.starts_with(kSafe) && !hostOf(to).empty() : isOnThisComputer(from) && isOnThisComputer(to);
}

} // namespace segue::inference
