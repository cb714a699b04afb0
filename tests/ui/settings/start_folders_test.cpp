// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/settings/start_folders.h"

#include <QFileDialog>

using namespace segue;
using namespace segue::ui;
using Purpose = StartFolders::Purpose;

TEST_CASE("a file dialog begins in no folder that is not there, and next time where the last one ended") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    const QString music = folder.filePath("music");
    {
        Settings settings(file);
        auto& folders = settings.startFolders();
        CHECK(folders.folder(Purpose::music) == QDir::homePath()); // nobody has looked
        folders.setThere(folders.toLookFor());
        CHECK(folders.toLookFor().contains(folders.folder(Purpose::music)));
        QFileDialog dialog;
        folders.follow(dialog, Purpose::music);
        emit dialog.fileSelected(music + "/Björk");
        CHECK(folders.folder(Purpose::music) == music);
    }
    Settings next(file);
    auto& folders = next.startFolders();
    CHECK(folders.toLookFor().contains(music));
    CHECK(folders.folder(Purpose::music) == QDir::homePath());
    folders.setThere({music});
    CHECK(folders.folder(Purpose::music) == music);
    CHECK(folders.folder(Purpose::document) == QDir::homePath());
}
