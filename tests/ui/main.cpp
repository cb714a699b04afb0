// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "engine/words/error.h"
#include "ui/kit/theme.h"
#include "ui/words/english.h"

#include <QApplication>
#include <QStandardPaths>

// Errors are told, and matched, in English.
CATCH_TRANSLATE_EXCEPTION(const segue::Error& error) { return segue::words::english(error.message()); }

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    segue::ui::applyTheme(application, false);
    return Catch::Session().run(argc, argv);
}
