// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/library_text.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace segue::ui {

namespace {

QString tr(const char* words) { return QCoreApplication::translate("segue::ui::LibraryText", words); }

} // namespace

QString absenceTitle(const Library& library) {
    switch (library.absence) {
    case Absence::emptied:
        return tr("The folder of “%1” is suddenly empty").arg(text(library.name));
    case Absence::unmounted:
        return tr("The folder of “%1” is not mounted").arg(text(library.name));
    case Absence::gone:
    case Absence::none:
        break;
    }
    return library.offline ? tr("The folder of “%1” is not there now").arg(text(library.name)) : QString();
}

QString absenceText(const Library& library) {
    const QString folder = pathText(library.root);
    const QString songs = songsText(library.trackCount);
    switch (library.absence) {
    case Absence::emptied:
        return tr("%1 held %2. If a drive or a share is not mounted there, they come back with it. If you emptied it, they "
                  "are kept as missing for 30 days.")
            .arg(folder, songs);
    case Absence::unmounted:
        return tr("%1 is empty; its %2 come back by themselves when the drive or the share is mounted.").arg(folder, songs);
    case Absence::gone:
    case Absence::none:
        break;
    }
    return library.offline ? tr("%1 cannot be reached; its %2 are kept and can be played again when it is back. Connect the "
                                "drive, or say where the folder is now.")
                                 .arg(folder, songs)
                           : QString();
}

QString initialsOf(const QString& name) {
    QStringList words;
    QString word;
    for (const char32_t letter : name.toUcs4()) { // whole letters, of any script
        if (QChar::isLetterOrNumber(letter))
            word += QString::fromUcs4(&letter, 1);
        else if (!word.isEmpty())
            words << std::exchange(word, {});
    }
    if (!word.isEmpty())
        words << word;
    const auto firstOf = [](const QString& text) {
        const auto letters = text.toUcs4();
        return letters.isEmpty() ? QString() : QString::fromUcs4(reinterpret_cast<const char32_t*>(letters.constData()), 1);
    };
    if (words.isEmpty())
        return firstOf(name);
    return firstOf(words.first()).toUpper() + (words.size() > 1 ? firstOf(words.last()) : QString());
}

QString watchingText(Watching watching) {
    switch (watching) {
    case Watching::atOnce:
        return tr("Changes are noticed at once.");
    case Watching::periodicNetwork:
        return tr("Looked through every 5 minutes: it is a network folder.");
    case Watching::periodicFolders:
        return tr("Looked through every 5 minutes: it has more folders than the system watches.");
    case Watching::none:
        break;
    }
    return tr("Changes are found when Segue starts or looks for them.");
}

QString missingText(std::size_t missing) { return missing == 0 ? QString() : tr("%1 missing").arg(countText(missing)); }

QString absentSongText(const Track& track, const Library& library) {
    if (library.offline && track.library == library.id)
        return tr("“%1” cannot be played: its folder, %2, is not there now.").arg(text(track.title), pathText(library.root));
    if (track.isMissing && track.id == 0)
        return tr("“%1” cannot be played: no library has it now.").arg(text(track.title));
    if (track.isMissing)
        return tr("“%1” cannot be played: its file, %2, is gone. It is kept for 30 days and comes back with its file.")
            .arg(text(track.title), pathText(track.path));
    return {};
}

} // namespace segue::ui
