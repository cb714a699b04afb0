// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/start_folders.h"

#include "ui/settings/settings.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

#include <algorithm>

namespace segue::ui {

namespace {

using Purpose = StartFolders::Purpose;

QString nameOf(Purpose purpose) {
    const QString names[] = {QStringLiteral("music"), QStringLiteral("document"), QStringLiteral("spectrogram"),
                             QStringLiteral("network")};
    return names[static_cast<int>(purpose)];
}

QStandardPaths::StandardLocation usual(Purpose purpose) {
    switch (purpose) {
    case Purpose::music:
        return QStandardPaths::MusicLocation;
    case Purpose::spectrogram:
        return QStandardPaths::PicturesLocation;
    case Purpose::document:
        return QStandardPaths::DocumentsLocation;
    case Purpose::network:
        break;
    }
    return QStandardPaths::HomeLocation;
}

/// Decided from the path alone, without asking the disk.
QString around(const QString& path) {
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    return slash > 0 ? path.left(slash) : QStringLiteral("/");
}

} // namespace

StartFolders::StartFolders(Settings& settings)
    : QObject(&settings)
    , m_settings(settings) {}

QStringList StartFolders::candidates(Purpose purpose) const {
    QStringList folders{m_settings.lastFolder(nameOf(purpose)), QStandardPaths::writableLocation(usual(purpose))};
    folders.removeAll(QString());
    return folders;
}

QStringList StartFolders::toLookFor() const {
    QStringList folders;
    for (const auto purpose : {Purpose::music, Purpose::document, Purpose::spectrogram, Purpose::network})
        folders += candidates(purpose);
    folders.removeDuplicates();
    return folders;
}

QString StartFolders::folder(Purpose purpose) const {
    const auto folders = candidates(purpose);
    const auto found = std::ranges::find_if(folders, [this](const QString& one) { return m_there.contains(one); });
    return found == folders.end() ? QDir::homePath() : *found;
}

/// The next dialog begins in the folder that contains what was chosen. That holds for a chosen music folder too, because other
/// music folders usually lie beside it.
void StartFolders::follow(QFileDialog& dialog, Purpose purpose) {
    dialog.setDirectory(folder(purpose));
    connect(&dialog, &QFileDialog::fileSelected, this, [this, purpose](const QString& chosen) {
        const QString folder = around(chosen);
        m_settings.setLastFolder(nameOf(purpose), folder);
        m_there << folder;
    });
}

} // namespace segue::ui
