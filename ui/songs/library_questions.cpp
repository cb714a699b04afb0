// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/library_questions.h"

#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace segue::ui {

LibraryQuestions::LibraryQuestions(Settings& settings, QWidget* window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window) {}

void LibraryQuestions::chooseFolder(const QString& title, std::function<void(const std::filesystem::path&)> onChosen) {
    auto* dialog = new QFileDialog(m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::music);
    connect(dialog, &QFileDialog::fileSelected, this,
            [onChosen = std::move(onChosen)](const QString& folder) { onChosen(toPath(folder)); });
    dialog->open();
}

void LibraryQuestions::askForFolder() {
    chooseFolder(tr("Open a music folder"), [this](const std::filesystem::path& folder) { Q_EMIT folderChosen(folder); });
}

void LibraryQuestions::askForLibraryFolder(const Library& library) {
    chooseFolder(tr("Where is the folder of “%1” now?").arg(text(library.name)),
                 [this, id = library.id](const std::filesystem::path& folder) { Q_EMIT relocateWanted(id, folder, false); });
}

void LibraryQuestions::askAboutFolder(const Library& library, const RelocationDoubtful& event) {
    const QString held = event.there == 0
                             ? tr("%1 holds none of the %2 that were looked for.").arg(pathText(event.root), songsText(event.asked))
                             : tr("%1 holds only %2 of the %3 that were looked for.")
                                   .arg(pathText(event.root), countText(event.there), songsText(event.asked));
    ask({.title = tr("Locate folder"),
         .question = tr("Is this the folder of “%1”?").arg(text(library.name)),
         .explanation = held + QLatin1Char(' ') + tr("The others are kept as missing for 30 days."),
         .yes = tr("Use it"),
         .no = tr("Cancel")},
        [this, event] { Q_EMIT relocateWanted(event.library, event.root, true); });
}

void LibraryQuestions::askToForgetMissing(const Library& library) {
    ask({.title = tr("Forget missing songs"),
         .question = tr("Forget the missing songs of “%1”?").arg(text(library.name)),
         .explanation = tr("The files of %1 are gone. They are kept for 30 days, and come back if their files do.")
                            .arg(songsText(library.missingCount)),
         .yes = tr("Forget"),
         .no = tr("Keep")},
        [this, id = library.id] { Q_EMIT forgetMissingWanted(id); });
}

void LibraryQuestions::askToRemove(const Library& library) {
    ask({.title = tr("Remove library"),
         .question = tr("Remove “%1” from Segue?").arg(text(library.name)),
         .explanation = tr("Segue forgets its %1. The music files stay as they are.").arg(songsText(library.trackCount)),
         .yes = tr("Remove"),
         .no = tr("Keep")},
        [this, id = library.id] { Q_EMIT removeWanted(id); });
}

void LibraryQuestions::ask(const Question& question, std::function<void()> onYes) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, question.title, question.question, QMessageBox::NoButton, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.explanation);
    auto* yes = box->addButton(question.yes, QMessageBox::DestructiveRole);
    auto* no = box->addButton(question.no, QMessageBox::RejectRole);
    yes->setAccessibleName(yes->text());
    no->setAccessibleName(no->text());
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, std::move(onYes));
    box->open();
}

} // namespace segue::ui
