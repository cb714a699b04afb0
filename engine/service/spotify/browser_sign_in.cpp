// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/browser_sign_in.h"

#include "engine/spotify/web/pkce.h"
#include "engine/spotify/web/web_address.h"

#include <algorithm>
#include <cctype>

namespace segue {

using How = BrowserAnswer::How;

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kVerifierSize = 64, kStateSize = 32, kMostWords = 100;

std::string at(const std::map<std::string, std::string>& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

/// What Spotify calls its errors, if it is that.
std::string errorWords(const std::string& error) {
    const bool isWord = error.size() <= kMostWords &&
                        std::ranges::all_of(error, [](unsigned char c) { return c == '_' || (c < 0x80 && std::isalnum(c) != 0); });
    return isWord ? error : std::string("error");
}

} // namespace

BrowserAnswer askInBrowser(RedirectListener& redirects, const BrowserQuestion& question, const std::stop_token& stop) {
    if (stop.stop_requested())
        return {.how = How::stopped};
    const auto port = redirects.open(question.port, std::string(spotify::kRedirectPath));
    const spotify::SignIn signIn{.clientId = question.clientId,
                                 .redirect = spotify::redirectAddress(port->port()),
                                 .state = spotify::unguessable(kStateSize),
                                 .verifier = spotify::unguessable(kVerifierSize),
                                 .scope = question.scope};
    question.opened(spotify::authorizeAddress(question.addresses, signIn));
    const auto end = Clock::now() + question.patience;
    while (!stop.stop_requested()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        const auto query = left.count() > 0 ? port->wait(stop, left) : std::nullopt;
        if (!query)
            return {.how = stop.stop_requested() ? How::stopped : How::nobody};
        const auto fields = spotify::fieldsIn(*query);
        const auto code = at(fields, "code"), error = at(fields, "error");
        const bool isOurs = at(fields, "state") == signIn.state && code.empty() != error.empty();
        port->answer(isOurs);
        if (!isOurs)
            continue;
        if (!code.empty())
            return {.how = How::agreed, .code = code, .redirect = signIn.redirect, .verifier = signIn.verifier, .words = {}};
        return {.how = error == "access_denied" ? How::denied : How::failed, .words = errorWords(error)};
    }
    return {.how = How::stopped};
}

} // namespace segue
