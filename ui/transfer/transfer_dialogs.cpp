// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_dialogs.h"

#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"

#include <QDate>
#include <QFileDialog>
#include <QRegularExpression>

#include <utility>

namespace segue::ui {

namespace {

/// Shown without waiting for it, as every dialog of the window.
QFileDialog* makeDialog(QWidget* window, const QString& title, const QString& filter) {
    auto* dialog = new QFileDialog(window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(filter);
    return dialog;
}

void proposeFile(QFileDialog& dialog, const QString& name, const QString& suffix) {
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(name + QLatin1Char('.') + suffix);
}

/// What a file may be called.
QString fileName(const QString& title) {
    static const QRegularExpression unsuitable(QStringLiteral("[\\x00-\\x1f/\\\\:*?\"<>|]"));
    return QString(title).replace(unsuitable, QStringLiteral(" ")).simplified().left(100);
}

} // namespace

TransferDialogs::TransferDialogs(Settings& settings, QWidget* window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window) {}

void TransferDialogs::exportLibraries() {
    auto* dialog = makeDialog(m_window, tr("Export library"), tr("Exports of Segue (*.segue)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    proposeFile(*dialog, tr("Segue library %1").arg(QDate::currentDate().toString(Qt::ISODate)), QStringLiteral("segue"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT exportWanted(toPath(file)); });
    dialog->open();
}

void TransferDialogs::importLibraries() {
    auto* dialog = makeDialog(m_window, tr("Import library"), tr("Exports of Segue (*.segue);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT importWanted(toPath(file)); });
    dialog->open();
}

void TransferDialogs::exportDoubts() {
    auto* dialog = makeDialog(m_window, tr("Export songs whose tag and sound disagree"), tr("Tables (*.csv)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    proposeFile(*dialog, tr("Genre tags to look at"), QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT doubtsWanted(toPath(file)); });
    dialog->open();
}

/// The songs that are listed now, whatever the list holds when the dialog closes.
void TransferDialogs::savePlaylist(const QString& title, std::vector<Track> songs) {
    if (songs.empty())
        return;
    auto* dialog = makeDialog(m_window, tr("Save as playlist"), tr("Playlists (*.m3u8)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::music);
    proposeFile(*dialog, fileName(title), QStringLiteral("m3u8"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, songs = std::move(songs)](const QString& file) { Q_EMIT playlistWanted(toPath(file), songs); });
    dialog->open();
}

} // namespace segue::ui
