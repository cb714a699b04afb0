// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class Settings;

/// What the listener sets is in effect at once.
void wireSettings(EngineBridge& bridge, Settings& settings);

} // namespace segue::ui
