// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace segue::app {

/// Whether a bus at this address (as in DBUS_SESSION_BUS_ADDRESS) says anything when it is spoken to. True for kinds of address
/// that are not known here, and where there is no bus at all: that costs no time.
/// @param patience at most so long
[[nodiscard]] bool mayAnswer(std::string_view address, std::chrono::milliseconds patience);

/// The session bus's address as the environment has it; empty: none.
[[nodiscard]] std::string sessionBusAddress();

/// Call before Qt connects to the session bus, which waits for a bus that hangs for half a minute, the window with it. This run
/// then does without a bus, as where there is none.
void doWithoutSilentBus();

} // namespace segue::app
