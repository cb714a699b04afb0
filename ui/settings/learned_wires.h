// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class LearnedCard;

/// Connects what Segue learned of the listener with the engine.
void wireLearned(EngineBridge& bridge, LearnedCard& card);

} // namespace segue::ui
