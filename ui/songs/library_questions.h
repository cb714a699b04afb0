// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

#include <filesystem>
#include <functional>

class QWidget;

namespace segue::ui {

class Settings;

/// Questions that are asked before something is done with a library: where its folder is, and whether the listener is sure.
/// They are shown over the window; an answer is a signal.
class LibraryQuestions final : public QObject {
    Q_OBJECT

public:
    LibraryQuestions(Settings& settings, QWidget* window);

    void askForFolder();                              ///< for a new library
    void askForLibraryFolder(const Library& library); ///< where the library's folder is now
    void askAboutFolder(const Library& library, const RelocationDoubtful& event);
    void askToForgetMissing(const Library& library);
    void askToRemove(const Library& library);

Q_SIGNALS:
    void folderChosen(const std::filesystem::path& folder);
    void relocateWanted(segue::LibraryId library, const std::filesystem::path& root, bool isSure);
    void forgetMissingWanted(segue::LibraryId library);
    void removeWanted(segue::LibraryId library);

private:
    struct Question {
        QString title, question, explanation, yes, no;
    };
    void ask(const Question& question, std::function<void()> onYes); ///< No is the default
    void chooseFolder(const QString& title, std::function<void(const std::filesystem::path&)> onChosen);

    Settings& m_settings;
    QWidget* m_window;
};

} // namespace segue::ui
