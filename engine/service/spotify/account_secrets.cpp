// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/account_secrets.h"

#include "engine/spotify/web/web_address.h"

namespace segue {

namespace {

std::string nameOf(const std::string& account) { return "spotify-" + spotify::percentEncoded(account); }

SpotifySecret placeOf(TokenStore::Place place) {
    switch (place) {
    case TokenStore::Place::keyring:
        return SpotifySecret::keyring;
    case TokenStore::Place::file:
        return SpotifySecret::file;
    case TokenStore::Place::nowhere:
        break;
    }
    return SpotifySecret::sessionOnly;
}

} // namespace

std::optional<AccountSecrets::Found> AccountSecrets::read(const std::string& account) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_session.find(account); found != m_session.end())
            return Found{.secret = found->second, .place = SpotifySecret::sessionOnly};
    }
    auto kept = m_store.read(nameOf(account));
    if (!kept || kept->words.empty())
        return std::nullopt;
    return Found{.secret = std::move(kept->words), .place = placeOf(kept->place)};
}

AccountSecrets::Kept AccountSecrets::keep(const std::string& account, const std::string& secret) {
    const auto before = m_store.read(nameOf(account));
    const bool isInFile = before && before->place == TokenStore::Place::file;
    auto kept = isInFile ? m_store.writeFile(nameOf(account), secret) : m_store.writeKeyring(nameOf(account), secret);
    const auto place = placeOf(kept.place);
    const std::lock_guard lock(m_mutex);
    if (place == SpotifySecret::sessionOnly)
        m_session[account] = secret;
    else
        m_session.erase(account);
    return {.place = place, .why = std::move(kept.why)};
}

AccountSecrets::Kept AccountSecrets::keepInFile(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_session.find(account);
    if (found == m_session.end())
        return {};
    auto kept = m_store.writeFile(nameOf(account), found->second);
    if (kept.place == TokenStore::Place::file)
        m_session.erase(found);
    return {.place = placeOf(kept.place), .why = std::move(kept.why)};
}

std::timed_mutex& AccountSecrets::renewing(const std::string& account) {
    const std::lock_guard lock(m_mutex);
    return m_renewing[account]; // nodes of a map stay where they are
}

void AccountSecrets::forget(const std::string& account) {
    {
        const std::lock_guard lock(m_mutex);
        m_session.erase(account);
    }
    if (!account.empty())
        m_store.remove(nameOf(account));
}

} // namespace segue
