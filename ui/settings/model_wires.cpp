// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/model_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/models_card.h"
#include "ui/settings/settings_page.h"

namespace segue::ui {

ModelWires::ModelWires(EngineBridge& bridge, SettingsPage& page)
    : QObject(&page)
    , m_bridge(bridge)
    , m_page(page) {
    auto& models = page.models();
    connect(&bridge, &EngineBridge::engineChanged, this, [this](bool present) {
        if (present)
            takeCard();
    });
    connect(&bridge, &EngineBridge::modelsChanged, this, &ModelWires::takeModels);
    connect(&bridge, &EngineBridge::modelChangeProgressed, &models, &ModelsCard::showProgress);
    connect(&models, &ModelsCard::useWanted, &bridge, &EngineBridge::useModel);
    connect(&models, &ModelsCard::togetherWanted, &bridge, &EngineBridge::useModelsTogether);
    connect(&models, &ModelsCard::backWanted, &bridge, &EngineBridge::keepModel);
    connect(&models, &ModelsCard::addWanted, &bridge, &EngineBridge::addModel);
    connect(&models, &ModelsCard::removeWanted, &bridge, &EngineBridge::removeModel);
    connect(&models, &ModelsCard::forgetWanted, &bridge, &EngineBridge::forgetHeard);
    connect(&page, &SettingsPage::shown, &bridge, &EngineBridge::listModels); // folders may have come and gone
}

void ModelWires::takeCard() {
    if (const auto card = m_bridge.model()) {
        m_inUse = card->id;
        Q_EMIT cardChanged(*card);
    }
}

/// Reads the description of the network in use; if it is another one than before, genres and lists of all songs have changed.
void ModelWires::takeModels(const ModelsChanged& event) {
    m_page.models().showModels(event);
    if (event.inUse == m_inUse)
        return;
    const bool wasKnown = !m_inUse.empty();
    takeCard();
    m_inUse = event.inUse;
    if (wasKnown)
        Q_EMIT heardAnew();
    m_bridge.countProblems(); // songs that the old network could not hear may be fine with the new one, and the reverse
}

} // namespace segue::ui
