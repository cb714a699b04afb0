// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/example_songs.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/sidebar/sidebar.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/window/main_pages.h"
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QContextMenuEvent>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace segue::test {

/// Runs the event loop until something is true; false when it was not within ten seconds.
inline bool waitUntil(const std::function<bool()>& isTrue) { return QTest::qWaitFor(isTrue, 10'000); }

/// The menu of a row of a list, as the right button opens it.
inline void openRowMenu(QAbstractItemView& list, int row) {
    const QPoint place = list.visualRect(list.model()->index(row, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, list.viewport()->mapToGlobal(place));
    QApplication::sendEvent(list.viewport(), &event);
}

/// A shown window without an engine, fed with events made by hand.
struct WindowFixture {
    explicit WindowFixture(QSize size = {1100, 700}, const QString& settingsFile = {})
        : settings(settingsFile.isEmpty() ? folder.filePath(QStringLiteral("settings.ini")) : settingsFile)
        , window(bridge, settings, {.version = QStringLiteral("1.2.3"), .cores = 4, .demoFolder = "/nowhere/demo"}) {
        window.resize(size);
        window.show();
        QApplication::processEvents();
    }

    void say(Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    }

    void open(const std::vector<Track>& songs) {
        say(LibrariesChanged{exampleLibraries()});
        say(TracksLoaded{bridge.lastRequest(), 1, songs});
    }

    void click(int row) {
        auto& songs = view();
        const QRect place = songs.visualRect(songs.model()->index(row, 1));
        QTest::mouseClick(songs.viewport(), Qt::LeftButton, {}, place.center());
    }

    ui::LibraryPage& library() { return window.pages().library(); }
    ui::SongPane& pane() { return library().pane(); }
    ui::SongTableView& view() { return pane().view(); }
    ui::RecommendationPanel& panel() { return library().panel(); }

    QTemporaryDir folder;
    ui::Settings settings;
    ui::EngineBridge bridge;
    ui::MainWindow window;
};

} // namespace segue::test
