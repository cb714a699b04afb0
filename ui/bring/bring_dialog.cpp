// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bring/bring_dialog.h"

#include "ui/kit/theme.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/bring_text.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

struct BringDialog::Parts {
    QLabel* heading;
    QStackedWidget* pages;
    QListWidget* sources;
    QComboBox* kind;
    QCheckBox *ratings, *plays, *dates, *playlists, *theirsWin;
    QLabel* last;
    QPushButton* undoLast;
    QLabel* summary;
    QProgressBar* progress;
    QTreeWidget* changes;
    QPushButton *back, *undo, *close, *next;
};

namespace {

QLabel* mutedLabel(const QString& words, QWidget* parent) {
    auto* label = new QLabel(words, parent);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    return label;
}

QCheckBox* checkedBox(const QString& words, bool isChecked, QWidget* parent) {
    auto* box = new QCheckBox(words, parent);
    box->setChecked(isChecked);
    return box;
}

} // namespace

BringDialog::BringDialog(Settings& settings, QWidget* window)
    : QDialog(window)
    , m_settings(settings)
    , m_parts(std::make_unique<Parts>()) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Bring along from another player"));
    auto& parts = *m_parts;
    parts.heading = new QLabel(this);
    parts.heading->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    parts.heading->setWordWrap(true);
    parts.pages = new QStackedWidget(this);
    parts.pages->addWidget(makeSources());
    parts.pages->addWidget(makePlan());
    parts.back = new QPushButton(tr("Back"), this);
    parts.undo = new QPushButton(tr("Undo"), this);
    parts.close = new QPushButton(tr("Cancel"), this);
    parts.next = new QPushButton(this);
    parts.next->setProperty("primary", true);
    parts.next->setDefault(true);
    for (auto* button : {parts.back, parts.undo, parts.close})
        button->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {parts.back, parts.undo})
        buttons->addWidget(button);
    buttons->addStretch(1);
    for (auto* button : {parts.close, parts.next})
        buttons->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addWidget(parts.heading);
    column->addWidget(parts.pages, 1);
    column->addLayout(buttons);
    connect(parts.back, &QPushButton::clicked, this, [this] {
        Q_EMIT cancelWanted();
        go(Step::sources);
    });
    connect(parts.undo, &QPushButton::clicked, this, &BringDialog::undoWanted);
    connect(parts.close, &QPushButton::clicked, this, &QDialog::reject);
    connect(parts.next, &QPushButton::clicked, this, &BringDialog::goOn);
    resize(std::clamp(window->width() - 40, 340, 560), 520);
    go(Step::sources);
}

BringDialog::~BringDialog() = default;

QWidget* BringDialog::makeSources() {
    auto& parts = *m_parts;
    auto* page = new QWidget(this);
    parts.sources = new QListWidget(page);
    parts.sources->setAccessibleName(tr("From where"));
    parts.sources->setTextElideMode(Qt::ElideMiddle);
    connect(parts.sources, &QListWidget::itemSelectionChanged, this, [this] { go(m_step); });
    connect(parts.sources, &QListWidget::itemActivated, this, &BringDialog::goOn);
    parts.kind = new QComboBox(page);
    parts.kind->setAccessibleName(tr("Whose file it is"));
    for (const auto source : kBringSources)
        if (source != BringSource::tags)
            parts.kind->addItem(sourceName(source), static_cast<int>(source));
    auto* choose = new QPushButton(tr("Choose a file…"), page);
    connect(choose, &QPushButton::clicked, this, &BringDialog::askForFile);
    choose->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(parts.kind, 1);
    file->addWidget(choose);
    parts.ratings = checkedBox(tr("Ratings"), true, page);
    parts.plays = checkedBox(tr("Plays"), true, page);
    parts.dates = checkedBox(tr("When songs were added and last played"), true, page);
    parts.playlists = checkedBox(tr("Playlists"), true, page);
    parts.theirsWin = checkedBox(tr("Their ratings also replace those that I gave here"), false, page);
    parts.last = mutedLabel({}, page);
    parts.undoLast = new QPushButton(tr("Undo that"), page);
    connect(parts.undoLast, &QPushButton::clicked, this, &BringDialog::undoWanted);
    parts.undoLast->setAutoDefault(false);
    auto* last = new QHBoxLayout;
    last->addWidget(parts.last, 1);
    last->addWidget(parts.undoLast);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(mutedLabel(tr("Other players’ files and your music are only read. Nothing that you have here is lowered or "
                                    "lost, and it can be undone."),
                                 page));
    column->addWidget(parts.sources, 1);
    column->addLayout(file);
    for (auto* box : {parts.ratings, parts.plays, parts.dates, parts.playlists, parts.theirsWin})
        column->addWidget(box);
    column->addLayout(last);
    return page;
}

QWidget* BringDialog::makePlan() {
    auto& parts = *m_parts;
    auto* page = new QWidget(this);
    parts.summary = new QLabel(page);
    parts.summary->setWordWrap(true);
    parts.summary->setTextFormat(Qt::PlainText); // names come from files
    parts.progress = new QProgressBar(page);
    parts.progress->setTextVisible(false);
    parts.changes = new QTreeWidget(page);
    parts.changes->setHeaderHidden(true);
    parts.changes->setAccessibleName(tr("What changes"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts.summary);
    column->addWidget(parts.progress);
    column->addWidget(parts.changes, 1);
    return page;
}

BringOptions BringDialog::options() const {
    return {.ratings = m_parts->ratings->isChecked(),
            .plays = m_parts->plays->isChecked(),
            .dates = m_parts->dates->isChecked(),
            .playlists = m_parts->playlists->isChecked(),
            .theirsWin = m_parts->theirsWin->isChecked()};
}

void BringDialog::showSources(const SourcesFound& event) {
    const bool isFirst = m_sources.empty();
    m_last = event.last;
    if (isFirst) {
        for (const auto& source : event.sources)
            addFile(source.source, source.file);
        addFile(BringSource::tags, {});
        m_parts->sources->setCurrentRow(0);
    }
    go(m_step);
}

void BringDialog::addFile(BringSource source, const std::filesystem::path& file) {
    m_sources.push_back({.source = source, .file = file});
    const auto path = pathText(file);
    auto* item = new QListWidgetItem(path.isEmpty() ? sourceName(source) : tr("%1: %2").arg(sourceName(source), path));
    item->setToolTip(path);
    m_parts->sources->addItem(item);
    m_parts->sources->setCurrentItem(item);
}

void BringDialog::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Choose the file of the other player"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(dialog->filter() | QDir::Hidden); // players keep their files in such folders
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { addFile(static_cast<BringSource>(m_parts->kind->currentData().toInt()), toPath(file)); });
    dialog->open();
}

/// Shows the step and what can be done in it.
void BringDialog::go(Step step) {
    auto& parts = *m_parts;
    m_step = step;
    if (step == Step::sources)
        m_isWaiting = false;
    parts.heading->setText(step == Step::sources ? tr("From where?") : step == Step::plan ? tr("What it would do") : tr("Done"));
    parts.pages->setCurrentIndex(step == Step::sources ? 0 : 1);
    parts.back->setVisible(step == Step::plan);
    parts.undo->setVisible(step == Step::done && !lastBroughtText(m_last).isEmpty());
    parts.close->setText(step == Step::done ? tr("Close") : tr("Cancel"));
    parts.next->setVisible(step != Step::done);
    parts.next->setText(step == Step::sources ? tr("See what it would do") : tr("Bring along"));
    parts.next->setEnabled(!m_isWaiting && (step != Step::sources || parts.sources->currentRow() >= 0));
    parts.progress->setVisible(m_isWaiting);
    parts.changes->setVisible(!m_isWaiting);
    parts.last->setText(lastBroughtText(m_last));
    parts.undoLast->setVisible(!parts.last->text().isEmpty());
}

void BringDialog::wait(const QString& words) {
    m_isWaiting = true;
    m_parts->summary->setText(words);
    m_parts->progress->setRange(0, 0);
    m_parts->changes->clear();
}

void BringDialog::goOn() {
    const int row = m_parts->sources->currentRow();
    if (m_isWaiting || row < 0 || m_step == Step::done)
        return;
    const auto chosen = m_sources[static_cast<std::size_t>(row)];
    const bool isPlanned = m_step == Step::plan;
    wait(isPlanned ? tr("Bringing along…") : tr("Reading…"));
    go(Step::plan);
    if (isPlanned)
        Q_EMIT bringWanted(chosen.source, chosen.file, options());
    else
        Q_EMIT planWanted(chosen.source, chosen.file, options());
}

void BringDialog::showProgress(const BringProgressed& event) {
    if (event.request != m_request || !m_isWaiting)
        return;
    constexpr int kSteps = 1000;
    m_parts->progress->setRange(0, event.total > 0 ? kSteps : 0);
    m_parts->progress->setValue(event.total > 0 ? static_cast<int>(kSteps * event.done / event.total) : 0);
}

void BringDialog::tell(const BringPlan& plan, const Message& problem, bool isDone) {
    auto& parts = *m_parts;
    m_isWaiting = false;
    parts.summary->setText(problem.empty() ? bringSummary(plan, isDone) : sentence(problem));
    parts.changes->clear();
    for (const auto& chapter : problem.empty() ? bringChapters(plan) : QList<BringChapter>()) {
        auto* heading = new QTreeWidgetItem(parts.changes, {chapter.heading});
        for (const auto& example : chapter.examples)
            new QTreeWidgetItem(heading, {example});
        heading->setExpanded(true);
    }
}

void BringDialog::showPlan(const BringPlanned& event) {
    if (event.request != m_request || m_step != Step::plan)
        return;
    tell(event.plan, event.problem, false);
    go(Step::plan);
    const bool isAny = event.plan.changed > 0 || std::ranges::any_of(event.plan.playlists, [](const BringPlaylist& list) {
                           return !list.isThere && list.found > 0;
                       });
    m_parts->next->setEnabled(event.problem.empty() && isAny);
}

void BringDialog::showDone(const BringDone& event) {
    if (event.request != m_request || m_step != Step::plan)
        return;
    tell(event.plan, event.problem, true);
    if (event.problem.empty())
        m_last = {.source = event.plan.source, .file = event.plan.file, .songs = event.plan.changed, .playlists = 0};
    go(event.problem.empty() ? Step::done : Step::plan);
    m_parts->next->setEnabled(false);
    Q_EMIT findWanted(); // what can be undone now
}

void BringDialog::showUndone(const BringUndone& event) {
    m_last = event.problem.empty() ? LastBrought() : m_last;
    m_parts->changes->clear();
    m_parts->summary->setText(event.problem.empty() ? undoneText(event.was) : sentence(event.problem));
    go(m_step == Step::sources ? Step::sources : Step::done);
    if (m_step == Step::sources)
        m_parts->last->setText(m_parts->summary->text());
}

void BringDialog::done(int result) {
    if (m_isWaiting)
        Q_EMIT cancelWanted();
    QDialog::done(result);
}

} // namespace segue::ui
