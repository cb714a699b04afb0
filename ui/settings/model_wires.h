// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

#include <string>

namespace segue::ui {

class EngineBridge;
class SettingsPage;

/// The part of the settings about networks commands the engine and shows what it says. Knows which network is in use, and
/// tells when it is another one. Belongs to the page.
class ModelWires final : public QObject {
    Q_OBJECT

public:
    ModelWires(EngineBridge& bridge, SettingsPage& page);

Q_SIGNALS:
    void cardChanged(const segue::ModelCard& card);
    void heardAnew(); ///< the songs were heard by another network: their genres and lists are others

private:
    void takeModels(const ModelsChanged& event);
    void takeCard();

    EngineBridge& m_bridge;
    SettingsPage& m_page;
    std::string m_inUse; ///< empty: not known yet
};

} // namespace segue::ui
