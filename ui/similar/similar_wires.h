// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class RecommendationPanel;

/// Connects the Recommendation list with the engine: requests and answers.
void wireSimilar(EngineBridge& bridge, RecommendationPanel& panel);

} // namespace segue::ui
