// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/correct/correction_dialog.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/bring_text.h"
#include "ui/words/format.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

bool isOfDigits(TagField field) {
    return field == TagField::trackNumber || field == TagField::discNumber || field == TagField::year;
}

/// The first correction of the field whose file has a new value; null: there is none.
const Correction* offerOf(const std::vector<CorrectedSong>& songs, TagField field) {
    for (const auto& song : songs)
        for (const auto& one : song.corrections)
            if (one.field == field && one.isOffered())
                return &one;
    return nullptr;
}

} // namespace

CorrectionDialog::CorrectionDialog(Settings& settings, QWidget* window)
    : QDialog(window)
    , m_settings(settings)
    , m_heading(new QLabel(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Correct"));
    m_heading->setFont(scaledFont(font(), 1.3, QFont::DemiBold));
    m_heading->setWordWrap(true);
    m_heading->setTextFormat(Qt::PlainText);
    auto* notice = new QLabel(tr("Corrections are kept in Segue’s library. Your music files stay as they are."), this);
    notice->setWordWrap(true);
    notice->setProperty("muted", true);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    for (const auto field : kTagFields)
        if (field != TagField::cover)
            addRow(*grid, field);
    addCover(*grid);
    auto* table = new QPushButton(tr("Save as a table…"), this);
    table->setToolTip(tr("All corrections, also of other songs"));
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* correct = new QPushButton(tr("Correct"), this);
    correct->setProperty("primary", true);
    correct->setDefault(true);
    for (auto* button : {table, cancel})
        button->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(table);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(correct);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(notice);
    column->addLayout(grid);
    column->addStretch(1);
    column->addLayout(buttons);
    connect(table, &QPushButton::clicked, this, &CorrectionDialog::askForTable);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(correct, &QPushButton::clicked, this, &CorrectionDialog::accept);
    showSongs({}); // hides what is not for all
    resize(std::clamp(window->width() - 40, 340, 520), sizeHint().height());
}

void CorrectionDialog::addRow(QGridLayout& grid, TagField field) {
    auto& row = m_rows[field];
    row.line = new QLineEdit(this);
    row.line->setAccessibleName(fieldName(field));
    if (isOfDigits(field))
        row.line->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{0,4}")), row.line));
    if (field == TagField::artist)
        row.line->setToolTip(tr("Several artists with a semicolon between them"));
    row.revert = new QToolButton(this);
    row.revert->setIcon(lineIcon(QStringLiteral("undo")));
    row.revert->setAccessibleName(tr("Revert: %1").arg(fieldName(field)));
    row.offer = new QLabel(this);
    row.offer->setWordWrap(true);
    row.offer->setTextFormat(Qt::PlainText);
    row.offer->setProperty("muted", true);
    row.take = new QPushButton(tr("Take it"), this);
    row.leave = new QPushButton(tr("Leave it"), this);
    for (auto* button : {row.take, row.leave})
        button->setAutoDefault(false);
    connect(row.revert, &QToolButton::clicked, this, [this, field] {
        m_rows[field].line->setModified(false);
        Q_EMIT revertWanted(m_ids, bitOf(field));
    });
    connect(row.take, &QPushButton::clicked, row.revert, &QToolButton::click);
    connect(row.leave, &QPushButton::clicked, this, [this, field] { Q_EMIT keepWanted(m_ids, bitOf(field)); });
    auto* label = new QLabel(fieldName(field), this);
    label->setBuddy(row.line);
    const int at = grid.rowCount();
    grid.addWidget(label, at, 0);
    grid.addWidget(row.line, at, 1, 1, 2);
    grid.addWidget(row.revert, at, 3);
    grid.addWidget(row.offer, at + 1, 1);
    auto* answers = new QHBoxLayout;
    answers->addWidget(row.take);
    answers->addWidget(row.leave);
    grid.addLayout(answers, at + 1, 2, 1, 2);
}

void CorrectionDialog::addCover(QGridLayout& grid) {
    auto& row = m_rows[TagField::cover];
    row.revert = new QToolButton(this);
    row.revert->setIcon(lineIcon(QStringLiteral("undo")));
    row.revert->setAccessibleName(tr("Revert: %1").arg(fieldName(TagField::cover)));
    connect(row.revert, &QToolButton::clicked, this, [this] { Q_EMIT revertWanted(m_ids, bitOf(TagField::cover)); });
    auto* choose = new QPushButton(tr("Choose an image…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &CorrectionDialog::askForImage);
    const int at = grid.rowCount();
    grid.addWidget(new QLabel(fieldName(TagField::cover), this), at, 0);
    grid.addWidget(choose, at, 1, Qt::AlignLeft);
    grid.addWidget(row.revert, at, 3);
}

QLineEdit* CorrectionDialog::line(TagField field) const { return m_rows.at(field).line; }

QToolButton* CorrectionDialog::revertButton(TagField field) const { return m_rows.at(field).revert; }

void CorrectionDialog::showSongs(const std::vector<CorrectedSong>& songs) {
    m_ids.clear();
    for (const auto& song : songs)
        m_ids.push_back(song.track.id);
    m_heading->setText(songs.size() == 1 ? text(songs.front().track.title) : songsText(songs.size()));
    for (const auto field : kTagFields)
        showField(field, songs);
}

void CorrectionDialog::showField(TagField field, const std::vector<CorrectedSong>& songs) {
    const auto& row = m_rows.at(field);
    const bool isCorrected =
        std::ranges::any_of(songs, [field](const CorrectedSong& song) { return has(song.track.corrected, field); });
    row.revert->setVisible(isCorrected);
    const Correction* original = nullptr;
    for (const auto& song : songs)
        for (const auto& one : song.corrections)
            if (one.field == field && original == nullptr)
                original = &one;
    row.revert->setToolTip(original == nullptr || field == TagField::cover || songs.size() > 1
                               ? tr("Show what the file says")
                               : tr("Show what the file says: “%1”").arg(editedText(field, original->file)));
    if (row.line == nullptr)
        return;
    if (!row.line->isModified() && !songs.empty()) {
        const auto first = editedValue(songs.front().track, field);
        const bool isMixed =
            std::ranges::any_of(songs, [&](const CorrectedSong& song) { return editedValue(song.track, field) != first; });
        row.line->setText(isMixed ? QString() : first);
        row.line->setPlaceholderText(isMixed ? tr("several values") : QString());
        row.line->setCursorPosition(0);
    }
    const auto* offer = offerOf(songs, field);
    for (QWidget* part : std::initializer_list<QWidget*>{row.offer, row.take, row.leave})
        part->setVisible(offer != nullptr);
    if (offer != nullptr)
        row.offer->setText(tr("The file says now: “%1”").arg(editedText(field, offer->file)));
}

void CorrectionDialog::askForImage() {
    auto* dialog = new QFileDialog(this, tr("Choose the cover"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Images (*.jpg *.jpeg *.png *.webp *.gif *.bmp)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::music);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT coverWanted(m_ids, toPath(file)); });
    dialog->open();
}

void CorrectionDialog::askForTable() {
    auto* dialog = new QFileDialog(this, tr("Save all corrections as a table"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::document);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(tr("Corrections") + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { Q_EMIT exportWanted(toPath(file)); });
    dialog->open();
}

void CorrectionDialog::accept() {
    std::vector<FieldValue> values;
    for (const auto& [field, row] : m_rows)
        if (row.line != nullptr && row.line->isModified())
            values.push_back({.field = field, .value = valueOfEdited(field, row.line->text())});
    if (!values.empty() && !m_ids.empty())
        Q_EMIT correctWanted(m_ids, values);
    QDialog::accept();
}

} // namespace segue::ui
