// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playlists/playlist_dialogs.h"

#include "ui/playlists/import_report.h"
#include "ui/playlists/rules_dialog.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/songs/all_music.h"
#include "ui/words/format.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

PlaylistFormat formatOf(const QString& file) {
    const QString lower = file.toLower();
    return lower.endsWith(QLatin1String(".xspf"))  ? PlaylistFormat::xspf
           : lower.endsWith(QLatin1String(".pls")) ? PlaylistFormat::pls
           : lower.endsWith(QLatin1String(".m3u")) ? PlaylistFormat::m3u
                                                   : PlaylistFormat::m3u8;
}

QString suffixOf(const QString& filter) {
    static const QRegularExpression first(QStringLiteral("\\*\\.(\\w+)"));
    return first.match(filter).captured(1);
}

QString nameForFile(const QString& title) {
    static const QRegularExpression unsuitable(QStringLiteral("[\\x00-\\x1f/\\\\:*?\"<>|]"));
    const QString name = QString(title).replace(unsuitable, QStringLiteral(" ")).simplified().left(100);
    return name.isEmpty() ? PlaylistDialogs::tr("Playlist") : name;
}

} // namespace

PlaylistDialogs::PlaylistDialogs(Settings& settings, AllMusic& allMusic, QWidget* window)
    : QObject(window)
    , m_settings(settings)
    , m_allMusic(allMusic)
    , m_window(window) {}

void PlaylistDialogs::askForFile(PlaylistId folder) {
    auto* dialog = new QFileDialog(m_window, tr("Import a playlist file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Playlists (*.m3u *.m3u8 *.xspf *.pls *.M3U *.M3U8 *.XSPF *.PLS);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::music);
    connect(dialog, &QFileDialog::filesSelected, this, [this, folder](const QStringList& files) {
        for (const QString& file : files)
            Q_EMIT importWanted(toPath(file), folder);
    });
    dialog->open();
}

void PlaylistDialogs::askWhereTo(const Playlist& playlist) {
    auto* dialog = new QFileDialog(m_window, tr("Export “%1”").arg(text(playlist.name)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog); // which has no room for the question
    dialog->setNameFilters({tr("M3U8 (*.m3u8)"), tr("M3U, for old players (*.m3u)"), tr("XSPF (*.xspf)"), tr("PLS (*.pls)")});
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("m3u8"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::music);
    dialog->selectFile(nameForFile(text(playlist.name)) + QStringLiteral(".m3u8"));
    auto* relative = new QCheckBox(tr("Paths relative to the file, where they can be"), dialog);
    relative->setChecked(true);
    if (auto* grid = qobject_cast<QGridLayout*>(dialog->layout()))
        grid->addWidget(relative, grid->rowCount(), 0, 1, -1);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const QString suffix = suffixOf(filter);
        dialog->setDefaultSuffix(suffix);
        if (const QStringList files = dialog->selectedFiles(); !files.isEmpty()) {
            static const QRegularExpression last(QStringLiteral("\\.(m3u8?|xspf|pls)$"));
            dialog->selectFile(QString(files.front().section(QLatin1Char('/'), -1)).remove(last) + QLatin1Char('.') + suffix);
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = playlist.id, relative](const QString& file) {
        Q_EMIT exportWanted(id, toPath(file), formatOf(file), relative->isChecked());
    });
    dialog->open();
}

void PlaylistDialogs::openRules(PlaylistId playlist, PlaylistId folder, const QString& name, const PlaylistRules& rules,
                                const QString& likeTitle) {
    auto* dialog = new RulesDialog(m_allMusic, m_window);
    dialog->setRules(name, rules, likeTitle);
    connect(dialog, &QDialog::accepted, this,
            [=, this] { Q_EMIT rulesWritten(playlist, folder, dialog->name(), dialog->rules()); });
    dialog->open();
}

void PlaylistDialogs::writeRules(PlaylistId folder) { openRules(0, folder, {}, {}, {}); }

void PlaylistDialogs::writeRulesLike(const Track& track) {
    PlaylistRules rules;
    rules.soundsLike = track.id;
    rules.most = 100;
    openRules(0, 0, tr("Sounds like %1").arg(text(track.title)), rules, text(track.title));
}

void PlaylistDialogs::changeRules(const Playlist& playlist) {
    const auto& songs = m_allMusic.songs();
    const auto index = songs.indexOf(playlist.rules.soundsLike);
    const QString like = playlist.rules.soundsLike == 0 ? QString()
                         : index                        ? text(songs.songs()[*index].title)
                                                        : tr("the song that it was made from");
    openRules(playlist.id, playlist.folder, text(playlist.name), playlist.rules, like);
}

void PlaylistDialogs::writeNotes(const Playlist& playlist) {
    auto* dialog = new QDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Notes on “%1”").arg(text(playlist.name)));
    auto* field = new QPlainTextEdit(text(playlist.notes), dialog);
    field->setAccessibleName(tr("Notes"));
    field->setPlaceholderText(tr("What it is for, who it is from, …"));
    field->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
            [this, id = playlist.id, field] { Q_EMIT notesWritten(id, field->toPlainText().left(10'000)); });
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(field);
    column->addWidget(buttons);
    dialog->resize(420, 260);
    dialog->open();
}

void PlaylistDialogs::showReport(const PlaylistImported& event) {
    auto* report = new ImportReport(event, m_window);
    report->open();
}

} // namespace segue::ui
