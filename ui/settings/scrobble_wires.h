// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class Settings;
class SettingsPage;

/// Connects the card about listens with the engine; says which server is meant before it is told of anything.
void wireScrobbling(EngineBridge& bridge, Settings& settings, SettingsPage& page);

} // namespace segue::ui
