// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class Settings;

/// Tells the engine of every setting that concerns it, once at the start and again with each change.
void wireSettings(EngineBridge& bridge, Settings& settings);

} // namespace segue::ui
