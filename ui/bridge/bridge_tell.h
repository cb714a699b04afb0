// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine_bridge.h"

#include <utility>

namespace segue::ui {

/// For the bridge's own sources.
template <typename Room, typename... Wanted, typename... Values>
void EngineBridge::tell(Room& (Engine::*room)(), void (Room::*command)(Wanted...), Values... values) {
    if (m_engine)
        ((m_engine->*room)().*command)(std::move(values)...);
    else if (m_keepsCommands)
        m_commands.push_back([room, command, values...](Engine& engine) { ((engine.*room)().*command)(values...); });
}

} // namespace segue::ui
