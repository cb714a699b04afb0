// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/web_address.h"

#include "engine/spotify/web/pkce.h"
#include "engine/words/error.h"
#include "engine/words/loopback_address.h"

#include <algorithm>

namespace segue::spotify {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int hexValue(char c) {
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string accepted(std::string address, const std::string& own) {
    while (address.ends_with('/'))
        address.pop_back();
    if (address.empty() || address == own)
        return own;
    if (!isOnThisComputer(address))
        throw Error{ErrorKind::usage, Message(MessageId::spotifyAddressRefused, {address})};
    return address;
}

} // namespace

SpotifyAddresses addressesFrom(const std::string& api, const std::string& accounts) {
    const SpotifyAddresses own;
    return {.api = accepted(api, own.api), .accounts = accepted(accounts, own.accounts)};
}

std::string percentEncoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (isPlain(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kHex[byte >> 4U];
        encoded += kHex[byte & 15U];
    }
    return encoded;
}

std::string percentDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low >= 0)
            i += 2;
        decoded += low >= 0 ? static_cast<char>(high * 16 + low) : text[i] == '+' ? ' ' : text[i];
    }
    return decoded;
}

std::string formOf(const Fields& fields) {
    std::string form;
    for (const auto& [name, value] : fields)
        form += (form.empty() ? "" : "&") + percentEncoded(name) + '=' + percentEncoded(value);
    return form;
}

std::map<std::string, std::string> fieldsIn(std::string_view query) {
    std::map<std::string, std::string> fields;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto field = query.substr(0, end);
        const auto equals = std::min(field.find('='), field.size());
        if (!field.empty())
            fields.emplace(percentDecoded(field.substr(0, equals)),
                           percentDecoded(field.substr(std::min(equals + 1, field.size()))));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return fields;
}

std::string scopesWith(bool player) {
    std::string scopes(kScopes);
    if (player)
        scopes.append(" ").append(kPlayerScopes);
    return scopes;
}

std::string redirectAddress(std::uint16_t port) {
    return "http://127.0.0.1" + (port == 0 ? std::string() : ':' + std::to_string(port)) + std::string(kRedirectPath);
}

/// The dialog is asked for: without it a browser that is signed in as one account agrees for it again, and never for a second one.
std::string authorizeAddress(const SpotifyAddresses& addresses, const SignIn& signIn) {
    return addresses.accounts + "/authorize?" +
           formOf({{"client_id", signIn.clientId},
                   {"response_type", "code"},
                   {"redirect_uri", signIn.redirect},
                   {"state", signIn.state},
                   {"scope", signIn.scope},
                   {"code_challenge_method", "S256"},
                   {"code_challenge", challengeOf(signIn.verifier)},
                   {"show_dialog", "true"}});
}

} // namespace segue::spotify
