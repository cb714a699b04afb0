// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace segue {

/// Telling a server of one's choice (ListenBrainz's language) what one listens to. Off until a token is given.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: what goes wrong is in ScrobblingChanged.
class ScrobbleCommands {
public:
    virtual ~ScrobbleCommands() = default;

    /// @param server its address; empty: ListenBrainz's own. To be said before the first token.
    virtual void setServer(std::string server) = 0;
    /// Begins to tell, with this token, which is kept where the desktop keeps secrets. Empty: ends; the token and what waits to be
    /// sent are forgotten.
    virtual void setToken(std::string token) = 0;
    /// Whether songs that get five stars from now on are told to be loved, and no longer when they lose one; of those whose tags
    /// hold MusicBrainz's id of the recording. False, as at first: what waits to be told of that is forgotten.
    virtual void setLoves(bool loves) = 0;
    virtual void keepTokenInFile() = 0; ///< one that the keyring did not take
    virtual void tryNow() = 0;          ///< does not wait for the next attempt
    virtual void tell() = 0;            ///< sends ScrobblingChanged as it is now
};

} // namespace segue
