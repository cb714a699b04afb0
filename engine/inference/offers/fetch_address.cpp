// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/fetch_address.h"

#include "engine/words/loopback_address.h"

namespace segue::inference {

namespace {

constexpr std::string_view kSafe = "https://";

/// What stands between the scheme and the path.
std::string_view authorityOf(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return {};
    address.remove_prefix(scheme + 3);
    return address.substr(0, address.find_first_of("/?#"));
}

} // namespace

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
