// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class SettingsPage;

/// Get more: commands the engine and shows what it says. Showing asks no server anything.
void wireOffers(EngineBridge& bridge, SettingsPage& page);

} // namespace segue::ui
