// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/account_ends.h"

namespace segue {

using spotify::WebOutcome;

AccountEnd endOf(const spotify::WebReply& reply) {
    const auto said = reply.words.empty() ? Message() : Message(MessageId::spotifyRefused, {reply.words});
    switch (reply.outcome) {
    case WebOutcome::answered:
    case WebOutcome::stopped:
        return {};
    case WebOutcome::signInAgain:
        return {.state = SpotifyState::signInAgain};
    case WebOutcome::clientRefused:
        return {.state = SpotifyState::clientRefused, .problem = said};
    case WebOutcome::notOnUserList:
        return {.state = SpotifyState::notOnUserList, .problem = said};
    case WebOutcome::appDisabled:
        return {.state = SpotifyState::appDisabled, .problem = said};
    case WebOutcome::blocked:
    case WebOutcome::budgetSpent:
        return {.state = SpotifyState::quotaUsed};
    case WebOutcome::unreachable:
        return {.state = SpotifyState::offline, .problem = Message(MessageId::spotifyUnreachable, {reply.words})};
    case WebOutcome::forbidden:
    case WebOutcome::notFound:
    case WebOutcome::unusable:
        break;
    }
    return {.state = SpotifyState::offline, .problem = Message(MessageId::spotifyUnusable, {reply.words})};
}

} // namespace segue
