// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/health_pictures.h"

#include "tests/ui/example_health.h"
#include "ui/health/doubts_view.h"
#include "ui/health/health_page.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>

namespace segue::test {

void shootHealth(ui::MainWindow& window, ui::EngineBridge& bridge, const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    };
    window.pages().go(ui::MainPages::Place::health);
    QApplication::processEvents();
    say(GenreDoubtsLoaded{.request = bridge.lastRequest(), .tagged = 12, .genres = 3});
    shoot("health-none", nullptr);
    say(exampleDoubts(bridge.lastRequest(), 40, 6));
    auto& list = window.pages().health().doubts().list();
    for (const int row : {1, 2})
        list.selectionModel()->select(list.model()->index(row, 0), QItemSelectionModel::Select);
    shoot("health-genres", nullptr);
    window.pages().health().show(ui::HealthPage::Tab::quality);
    QApplication::processEvents();
    say(QualityMeasured{.request = bridge.lastRequest(), .quality = exampleQuality()});
    shoot("health-quality", nullptr);
    for (auto* area : window.pages().health().findChildren<QScrollArea*>())
        area->verticalScrollBar()->setValue(560);
    shoot("health-charts", nullptr);
    say(GenreDoubtsLoaded{});
}

} // namespace segue::test
