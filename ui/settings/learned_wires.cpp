// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/learned_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/learned_card.h"

namespace segue::ui {

void wireLearned(EngineBridge& bridge, LearnedCard& card) {
    QObject::connect(&bridge, &EngineBridge::engineChanged, &card, [&bridge](bool present) {
        if (present)
            bridge.tellFeedback();
    });
    QObject::connect(&bridge, &EngineBridge::feedbackChanged, &card, &LearnedCard::showFeedback);
    QObject::connect(&card, &LearnedCard::takeBackWanted, &bridge, &EngineBridge::takeBackFeedback);
    QObject::connect(&card, &LearnedCard::forgetAllWanted, &bridge, &EngineBridge::forgetFeedback);
}

} // namespace segue::ui
