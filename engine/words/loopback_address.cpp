// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/loopback_address.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace segue {

namespace {

bool isPortSign(char c) { return c >= '0' && c <= '9'; }

bool isPathSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isPortSign(c) || c == '-' || c == '.' || c == '_' || c == '~' ||
           c == '/';
}

} // namespace

bool isOnThisComputer(std::string_view address) {
    constexpr unsigned kLastPort = 65535;
    constexpr std::array<std::string_view, 2> kHosts{"http://127.0.0.1:", "http://[::1]:"};
    const auto* const host = std::ranges::find_if(kHosts, [&](auto start) { return address.starts_with(start); });
    if (host == kHosts.end())
        return false;
    address.remove_prefix(host->size());
    unsigned port = 0;
    std::size_t digits = 0;
    for (; digits < address.size() && digits < 5 && isPortSign(address[digits]); ++digits)
        port = port * 10 + static_cast<unsigned>(address[digits] - '0');
    const auto path = address.substr(digits);
    return port > 0 && port <= kLastPort && (path.empty() || path.front() == '/') && std::ranges::all_of(path, isPathSign);
}

} // namespace segue
