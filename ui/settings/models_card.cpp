// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/models_card.h"

#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/settings/together_dialog.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/network_text.h"

#include <QApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

QString measuredText(const InstalledModel& model) {
    if (!model.validationAccuracy || !model.validationPrecisionAt10)
        return ModelsCard::tr("Names no genres");
    return ModelsCard::tr("Of half-minute clips: names the right genre of %1, %2 of the ten nearest are of one genre")
        .arg(percentText(static_cast<float>(*model.validationAccuracy)),
             percentText(static_cast<float>(*model.validationPrecisionAt10)));
}

/// "Genre right: 58 % · of the ten nearest, same genre: 42 % · 2.9 MB · came with Segue"
QString figuresText(const InstalledModel& model, const ModelsChanged& models) {
    if (!model.problem.empty())
        return sentence(model.problem);
    QStringList parts{model.together.empty() ? measuredText(model)
                                             : ModelsCard::tr("Together: %1").arg(sharesText(model.together, models.installed))};
    if (model.heardArtistsBefore)
        parts << ModelsCard::tr("measured with artists it was trained on");
    if (model.folder.empty())
        return (parts << ModelsCard::tr("no longer installed")).join(QStringLiteral(" · "));
    if (model.bytes > 0 && model.together.empty())
        parts << sizeText(model.bytes);
    if (const auto songs = songsToHear(model, models); songs > 0 && model.together.empty() && model.secondsPerSong)
        parts << costText(model, songs);
    parts << (model.isOwn ? ModelsCard::tr("added by you") : ModelsCard::tr("came with Segue"));
    return parts.join(QStringLiteral(" · "));
}

QPushButton* button(const QString& word, const QString& name, QHBoxLayout& row) {
    auto* made = new QPushButton(word);
    made->setAccessibleName(name);
    made->setToolTip(tipText(name));
    row.addWidget(made);
    return made;
}

/// A row's buttons, side by side.
std::pair<QWidget*, QHBoxLayout*> buttonRow() {
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return {buttons, row};
}

} // namespace

ModelsCard::ModelsCard(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_rows(nullptr)
    , m_change(new QWidget(this))
    , m_changeText(new QLabel(m_change))
    , m_parts(new QLabel(m_change))
    , m_back(new QPushButton(m_change))
    , m_add(new QPushButton(tr("Add a network…"), this))
    , m_together(new QPushButton(tr("Use together…"), this))
    , m_column(new QVBoxLayout(this)) {
    auto* what =
        new QLabel(tr("What listens to your songs. Another network hears all of them again in the background; until it has, "
                      "they are compared by what the one before heard."),
                   this);
    what->setProperty("muted", true);
    what->setWordWrap(true);
    what->setMinimumWidth(80);
    for (auto* label : {m_changeText, m_parts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setMinimumWidth(80);
    }
    m_parts->setProperty("muted", true);
    auto* change = new QVBoxLayout(m_change);
    change->setContentsMargins(0, 0, 0, 0);
    change->setSpacing(8);
    change->addWidget(m_changeText);
    change->addWidget(m_parts);
    change->addWidget(m_back, 0, Qt::AlignLeft);
    m_back->setAccessibleName(tr("Stay with the network in use"));
    m_change->hide();
    m_add->setAccessibleName(tr("Add a network"));
    m_add->setAccessibleDescription(tr("Choose a folder with model.json, weights.safetensors and MODEL_CARD.md"));
    m_add->setToolTip(m_add->accessibleDescription());
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    m_column->addWidget(what);
    m_column->addWidget(m_change);
    m_together->setAccessibleName(tr("Use networks together"));
    m_together->setToolTip(tipText(tr("Choose several networks, of which each counts for what you like")));
    auto* more = new QHBoxLayout;
    more->setSpacing(8);
    more->addWidget(m_add);
    more->addWidget(m_together);
    more->addStretch(1);
    m_column->addLayout(more);
    connect(m_back, &QPushButton::clicked, this, &ModelsCard::backWanted);
    connect(m_add, &QPushButton::clicked, this, &ModelsCard::askForFolder);
    connect(m_together, &QPushButton::clicked, this, &ModelsCard::askForTogether);
}

void ModelsCard::showModels(const ModelsChanged& event) {
    m_models = event;
    const QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = focused && m_rows && m_rows->isAncestorOf(focused);
    const QString name = hadFocus ? focused->accessibleName() : QString();
    fill();
    showChange();
    m_add->setEnabled(!event.isChecking);
    m_add->setText(event.isChecking ? tr("Trying the network…") : tr("Add a network…"));
    if (!hadFocus)
        return;
    const auto buttons = m_rows->findChildren<QPushButton*>();
    const auto same = std::ranges::find(buttons, name, &QPushButton::accessibleName);
    (same != buttons.end() ? *same : m_add)->setFocus();
}

void ModelsCard::fill() {
    delete m_rows;
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_column->insertWidget(2, m_rows); // below the change
    for (const auto& model : m_models.installed)
        addModel(model);
    if (!m_models.kept.empty()) {
        auto* heading = new QLabel(tr("Kept from other networks"));
        heading->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
        column->addWidget(heading);
    }
    for (const auto& kept : m_models.kept)
        addKept(kept);
    m_rows->show();
    QWidget* before = m_back;
    for (auto* each : m_rows->findChildren<QPushButton*>()) {
        QWidget::setTabOrder(before, each);
        before = each;
    }
    QWidget::setTabOrder(before, m_add);
    QWidget::setTabOrder(m_add, m_together);
}

void ModelsCard::addModel(const InstalledModel& model) {
    const auto [buttons, row] = buttonRow();
    const bool isInUse = model.id == m_models.inUse && !model.id.empty();
    const bool listens = model.id == m_models.listening && !model.id.empty();
    const bool isPart = isPartOf(m_models.inUse, model.id) || isPartOf(m_models.listening, model.id);
    const QString title = networkTitle(model);
    if (!isInUse && !listens && model.problem.empty()) {
        auto* use = button(tr("Use"), tr("Use %1").arg(title), *row);
        connect(use, &QPushButton::clicked, this, [this, id = model.id] { Q_EMIT useWanted(id); });
    }
    if (model.isOwn && !isInUse && !listens && !isPart) {
        auto* remove = button(tr("Remove"), tr("Remove %1").arg(title), *row);
        connect(remove, &QPushButton::clicked, this, [this, model] { askToRemove(model); });
    }
    const QString mark = isInUse ? tr("In use") : listens ? tr("Listening") : isPart ? tr("In use with others") : QString();
    if (!mark.isEmpty()) {
        auto* label = new QLabel(mark);
        label->setProperty("inUse", true);
        row->addWidget(label);
    }
    auto* shown = new SettingRow(title, figuresText(model, m_models), buttons);
    if (!model.problem.empty())
        shown->explanation().setProperty("problem", true);
    m_rows->layout()->addWidget(shown);
}

void ModelsCard::addKept(const KeptEmbeddings& kept) {
    const auto [buttons, row] = buttonRow();
    auto* forget = button(tr("Remove what it heard"), tr("Remove what %1 heard").arg(text(kept.title)), *row);
    connect(forget, &QPushButton::clicked, this, [this, kept] { askToForget(kept); });
    const QString what = tr("Heard %1 · %2").arg(songsText(kept.recordings), sizeText(kept.bytes));
    m_rows->layout()->addWidget(new SettingRow(text(kept.title), what, buttons));
}

void ModelsCard::showProgress(const ModelChangeProgress& event) {
    m_progress = event;
    showChange();
}

void ModelsCard::showChange() {
    m_change->setVisible(m_models.inUse != m_models.listening);
    m_back->setVisible(m_models.canGoBack);
    const bool isKnown = m_progress.model == m_models.listening && m_progress.total > 0;
    const QString name = titleOf(m_models.listening);
    m_changeText->setText(
        isKnown ? tr("Listening again with %1: %2 of %3").arg(name, countText(m_progress.done), songsText(m_progress.total))
                : tr("Listening again with %1").arg(name));
    QStringList parts;
    if (isKnown)
        for (const auto& part : m_progress.parts)
            parts << partText(part);
    m_parts->setText(parts.join(QLatin1Char('\n')));
    m_parts->setVisible(!parts.isEmpty());
    if (!parts.isEmpty())
        m_changeText->setText(tr("Listening with %1, one network after the other").arg(name));
    m_back->setText(tr("Stay with %1").arg(titleOf(m_models.inUse)));
    m_back->setAccessibleName(m_back->text());
}

bool ModelsCard::isPartOf(const std::string& together, const std::string& id) const {
    const auto found = std::ranges::find(m_models.installed, together, &InstalledModel::id);
    return found != m_models.installed.end() && std::ranges::count(found->together, id, &NetworkShare::id) > 0;
}

QString ModelsCard::titleOf(const std::string& id) const {
    const auto found = std::ranges::find(m_models.installed, id, &InstalledModel::id);
    return found == m_models.installed.end() ? text(id) : networkTitle(*found);
}

void ModelsCard::askForFolder() {
    auto* dialog = new QFileDialog(this, tr("Choose the folder of a network"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    m_settings.startFolders().follow(*dialog, StartFolders::Purpose::network);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { Q_EMIT addWanted(toPath(folder)); });
    dialog->open();
}

void ModelsCard::askForTogether() {
    auto* dialog = new TogetherDialog(m_models, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT togetherWanted(dialog->name(), dialog->parts()); });
    dialog->open();
}

void ModelsCard::askToRemove(const InstalledModel& model) {
    ask(tr("Remove network"), tr("Remove “%1” from Segue?").arg(networkTitle(model)),
        model.together.empty()
            ? tr("Segue's copy is deleted; the folder that you added it from stays as it is. So does what it heard.")
            : tr("The networks of which it is made stay, and so does what they heard."),
        [this, folder = model.folder] { Q_EMIT removeWanted(folder); });
}

void ModelsCard::askToForget(const KeptEmbeddings& kept) {
    ask(tr("Remove what a network heard"), tr("Remove what “%1” heard?").arg(text(kept.title)),
        tr("To use this network again, Segue would have to listen to %1 again. Your music, tempo, key, loudness and "
           "waveforms "
           "stay as they are.")
            .arg(songsText(kept.recordings)),
        [this, id = kept.id] { Q_EMIT forgetWanted(id); });
}

void ModelsCard::ask(const QString& title, const QString& question, const QString& explanation, std::function<void()> remove) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, title, question, QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(explanation);
    auto* yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    auto* no = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    yes->setAccessibleName(yes->text());
    no->setAccessibleName(no->text());
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, std::move(remove));
    box->open();
}

} // namespace segue::ui
