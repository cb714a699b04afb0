// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class Settings;
class SettingsPage;

/// Connects the scrobbling card with the engine. The server's address is sent to the engine before the first token.
void wireScrobbling(EngineBridge& bridge, Settings& settings, SettingsPage& page);

} // namespace segue::ui
