// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/similar_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/similar/recommendation_panel.h"

namespace segue::ui {

void wireSimilar(EngineBridge& bridge, RecommendationPanel& panel) {
    QObject::connect(&panel, &RecommendationPanel::queryWanted, &bridge, &EngineBridge::recommend);
    QObject::connect(&panel, &RecommendationPanel::toggleWanted, &bridge, &EngineBridge::togglePlay);
    QObject::connect(&bridge, &EngineBridge::libraryRemoved, &panel,
                     [&panel](const LibraryRemoved& event) { panel.dropLibrary(event.library); });
    QObject::connect(&bridge, &EngineBridge::recommendationsReady, &panel, &RecommendationPanel::showAnswer);
}

} // namespace segue::ui
