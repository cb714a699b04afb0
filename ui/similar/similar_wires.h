// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class RecommendationPanel;

/// The Recommendation list asks the engine for its songs and takes what comes.
void wireSimilar(EngineBridge& bridge, RecommendationPanel& panel);

} // namespace segue::ui
