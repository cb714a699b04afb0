// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Whether listens reach the server that the listener named.

#include "engine/words/message.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace segue {

struct ScrobblingChanged {
    enum class State : std::uint8_t {
        off,      ///< there is no token: nothing is recorded or sent
        keyring,  ///< the desktop's keyring is asked, which may show a dialog; nothing else waits for it
        checking, ///< the server is asked whose token it is
        on,
        waiting, ///< the server cannot be reached, or wants to be left alone; what is heard is kept meanwhile
        refused, ///< the server does not take the token; likewise
    };
    enum class Token : std::uint8_t {
        none,
        inKeyring,
        inFile,   ///< that the user alone can read
        unstored, ///< it is forgotten when Segue ends: the keyring did not take it
    };
    State state = State::off;
    Token token = Token::none; ///< where it is
    std::string user;          ///< whose listens they are; empty: not known
    std::size_t waiting = 0;   ///< listens and loved songs that the server does not know yet
    Message problem;           ///< what went wrong last; empty: all is well
};

} // namespace segue
