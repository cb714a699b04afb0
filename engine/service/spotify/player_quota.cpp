// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/player_quota.h"

#include "engine/service/spotify/ask_quota.h"
#include "engine/words/error.h"

#include <algorithm>
#include <vector>

namespace segue {

using store::SpotifyStore;

/// What is stored of all sources with the client id of one of them.
class PlayerQuota::Asked {
public:
    Asked(SourceFiles& files, SpotifySourceId source) {
        std::string client;
        files.with(source, [&](SpotifyStore& store) {
            client = store.source().clientId;
            const auto player = store.player();
            own = player.asked;
            blockedUntil = std::max(player.blockedUntil, store.account().blockedUntil);
            others = store.account().asked;
        });
        for (const auto id : files.all()) {
            if (id == source)
                continue;
            try {
                files.with(id, [&](SpotifyStore& store) { add(store, client); });
            } catch (const Error&) { // one that is damaged is no reason that this one does not work
            }
        }
    }

    std::vector<Time> own, others;
    Time blockedUntil{};

private:
    void add(SpotifyStore& store, const std::string& client) {
        if (store.source().clientId != client)
            return;
        const auto account = store.account();
        const auto player = store.player();
        others.insert(others.end(), account.asked.begin(), account.asked.end());
        others.insert(others.end(), player.asked.begin(), player.asked.end());
        blockedUntil = std::max({blockedUntil, account.blockedUntil, player.blockedUntil});
    }
};

bool PlayerQuota::take(Time now) {
    const Asked asked(m_files, m_source);
    AskQuota quota(asked.own, asked.others, m_budget);
    if (!quota.mayAsk(now))
        return false;
    quota.note(now);
    return m_files.with(m_source, [&](SpotifyStore& store) { store.setPlayerAsked(quota.own()); });
}

bool PlayerQuota::mayLook(Time now) {
    const Asked asked(m_files, m_source);
    return AskQuota(asked.own, asked.others, m_budget / 2).mayAsk(now);
}

PlayerQuota::Time PlayerQuota::freeAt(Time now) {
    const Asked asked(m_files, m_source);
    return AskQuota(asked.own, asked.others, m_budget).freeAt(now);
}

PlayerQuota::Time PlayerQuota::blockedUntil() { return Asked(m_files, m_source).blockedUntil; }

void PlayerQuota::block(Time until) {
    m_files.with(m_source, [&](SpotifyStore& store) { store.setPlayerBlocked(until); });
}

} // namespace segue
