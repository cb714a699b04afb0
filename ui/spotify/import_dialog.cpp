// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/import_dialog.h"

#include "ui/kit/theme.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/spotify_text.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

#include <utility>

namespace segue::ui {

namespace {

const QString kPrivacyPage = QStringLiteral("https://www.spotify.com/account/privacy/");

QLabel* importProse(const QString& words, QWidget* parent) {
    auto* label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    return label;
}

} // namespace

ImportDialog::ImportDialog(Settings& settings, SpotifySourceId source, const std::vector<SpotifySource>& now, QWidget* window)
    : QDialog(window)
    , m_settings(settings)
    , m_now(now)
    , m_of(source)
    , m_pages(new QStackedWidget(this))
    , m_heading(new QLabel(this))
    , m_back(new QPushButton(tr("Choose another file"), this))
    , m_close(new QPushButton(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("spotifyImport"));
    setWindowTitle(tr("Import from Spotify"));
    m_heading->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    m_heading->setWordWrap(true);
    m_pages->addWidget(makeChoice());
    m_pages->addWidget(makeReport());
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    m_back->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_pages, 1);
    column->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this, [this] { go(Step::choose); });
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::stop);
    resize(std::clamp(window->width() - 40, 340, 560), 440);
    go(Step::choose);
}

QWidget* ImportDialog::makeChoice() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    const QString steps[] = {tr("1. Sign in at Spotify’s privacy page."),
                             tr("2. Under “Download your data” ask for your account data. The streaming history is not needed."),
                             tr("3. After about 5 days Spotify sends you an e-mail with a link to an archive."),
                             tr("4. Choose that archive here, or the folder it was unpacked to, or one of its JSON files.")};
    for (const QString& step : steps)
        column->addWidget(importProse(step, page));
    auto* open = new QPushButton(tr("Open the privacy page"), page);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT addressWanted(kPrivacyPage); });
    column->addWidget(open, 0, Qt::AlignLeft);
    auto* quiet =
        importProse(tr("Only YourLibrary.json and Playlist*.json are read. What else is in the archive, such as your address or "
                       "payments, is not opened, and nothing is sent anywhere."),
                    page);
    quiet->setProperty("muted", true);
    column->addWidget(quiet);
    column->addStretch(1);
    auto* choose = new QPushButton(tr("Choose the archive or a file…"), page);
    choose->setProperty("primary", true);
    choose->setDefault(true);
    connect(choose, &QPushButton::clicked, this, [this] { ask(false); });
    auto* folder = new QPushButton(tr("Choose a folder…"), page);
    folder->setAutoDefault(false);
    connect(folder, &QPushButton::clicked, this, [this] { ask(true); });
    column->addWidget(choose);
    column->addWidget(folder);
    return page;
}

QWidget* ImportDialog::makeReport() {
    auto* page = new QWidget(this);
    m_words = importProse({}, page);
    m_more = importProse({}, page);
    m_more->setProperty("muted", true);
    m_progress = new QProgressBar(page);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far it has come"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_words);
    column->addWidget(m_progress);
    column->addWidget(m_more);
    column->addStretch(1);
    return page;
}

void ImportDialog::ask(bool isFolder) {
    auto* dialog =
        new QFileDialog(this, isFolder ? tr("The folder that the archive was unpacked to") : tr("What Spotify sent you"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!isFolder)
        dialog->setNameFilter(tr("Archives and JSON files (*.zip *.json *.ZIP *.JSON);;All files (*)"));
    dialog->setFileMode(isFolder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { begin(toPath(file)); });
    dialog->open();
}

void ImportDialog::begin(const std::filesystem::path& file) {
    m_awaited.begin(m_of, m_now);
    m_before = m_now;
    m_hasBegun = false;
    m_words->setText(tr("Reading “%1”…").arg(pathText(file.filename())));
    m_more->clear();
    m_progress->setRange(0, 0);
    go(Step::run);
    Q_EMIT importWanted(file, m_of);
}

void ImportDialog::takeSources(const std::vector<SpotifySource>& sources) {
    m_now = sources;
    if (m_step == Step::choose)
        return;
    const SpotifySource* source = m_awaited.find(sources);
    if (!source)
        return m_awaited.id() != 0 ? reject() : void(); // it came to nothing, which a notice tells
    if (m_step == Step::done) {
        if (source->state == SpotifyState::imported)
            report(*source); // which songs are the listener's own is known only later
    } else if (source->state == SpotifyState::importing) {
        m_hasBegun = true;
        m_progress->setRange(0, static_cast<int>(source->total));
        m_progress->setValue(static_cast<int>(source->done));
        m_words->setText(spotifyStateText(*source, {}));
    } else if (source->state == SpotifyState::importFailed && source->problem.empty()) {
        return;                                  // a new one is kept like that until it is read
    } else if (m_hasBegun || isOther(*source)) { // what is short may not have been told of
        m_of = source->id;                       // another file is for the same one
        tell(*source);
    }
}

bool ImportDialog::isOther(const SpotifySource& source) const {
    const auto before = std::ranges::find(m_before, source.id, &SpotifySource::id);
    return before == m_before.end() || before->state != source.state || before->at != source.at || before->file != source.file ||
           before->problem != source.problem;
}

void ImportDialog::tell(const SpotifySource& source) {
    const bool isDone = source.state == SpotifyState::imported;
    go(Step::done);
    m_heading->setText(isDone ? tr("It is “%1” now").arg(spotifyName(source)) : tr("Nothing was imported"));
    if (!isDone) {
        m_words->setText(source.problem.empty() ? tr("The import was stopped.") : sentence(source.problem));
        m_more->setText(source.songs > 0 ? tr("What was there before is still there.") : QString());
        return;
    }
    m_back->hide();
    report(source);
    Q_EMIT arrived(source.id);
}

void ImportDialog::report(const SpotifySource& source) {
    std::size_t playlists = 0;
    std::size_t albums = 0;
    for (const SpotifyList& list : source.lists) {
        playlists += list.kind == SpotifyListKind::playlist ? 1 : 0;
        albums += list.kind == SpotifyListKind::albums ? list.count.value_or(0) : 0;
    }
    QStringList parts{songsText(source.songs)};
    if (albums > 0)
        parts << (albums == 1 ? tr("1 album") : tr("%1 albums").arg(countText(albums)));
    if (playlists > 0)
        parts << (playlists == 1 ? tr("1 playlist") : tr("%1 playlists").arg(countText(playlists)));
    m_words->setText(
        tr("%1 came. %2 of the songs are in your music.").arg(parts.join(QStringLiteral(", ")), countText(source.here)));
    m_more->setText(spotifySkippedText(source.skipped));
}

void ImportDialog::go(Step step) {
    m_step = step;
    m_pages->setCurrentIndex(step == Step::choose ? 0 : 1);
    m_heading->setText(step == Step::choose ? tr("Import what you have on Spotify") : tr("Importing…"));
    m_progress->setVisible(step == Step::run);
    m_back->setVisible(step == Step::done);
    m_close->setText(step == Step::choose ? tr("Close") : step == Step::run ? tr("Cancel") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
}

/// What runs is stopped by its button; Escape leaves it running.
void ImportDialog::stop() {
    if (m_step == Step::run && m_awaited.id() != 0)
        Q_EMIT cancelWanted(m_awaited.id());
    reject();
}

} // namespace segue::ui
