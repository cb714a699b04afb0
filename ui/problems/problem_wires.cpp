// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problem_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/problems/problems_page.h"

namespace segue::ui {

void wireProblems(EngineBridge& bridge, ProblemsPage& page) {
    QObject::connect(&bridge, &EngineBridge::problemsChanged, &page,
                     [&page](const ProblemsChanged& event) { page.takeChange(event.count); });
    QObject::connect(&bridge, &EngineBridge::problemsLoaded, &page, &ProblemsPage::takeProblems);
    QObject::connect(&bridge, &EngineBridge::engineChanged, &bridge, &EngineBridge::countProblems);
    QObject::connect(&page, &ProblemsPage::problemsWanted, &bridge, &EngineBridge::listProblems);
    QObject::connect(&page, &ProblemsPage::tryAgainWanted, &bridge, &EngineBridge::tryAgain);
    QObject::connect(&page, &ProblemsPage::rescanWanted, &bridge, &EngineBridge::rescan);
}

} // namespace segue::ui
