// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/together_dialog.h"

#include "ui/kit/calm_controls.h"
#include "ui/words/format.h"
#include "ui/words/network_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

constexpr int kUsualWeight = 10, kLargestWeight = 100; // tenths of what a bundle says
constexpr int kLongestNetworkName = 60;
constexpr int kWeightWidth = 76, kShareWidth = 44;

QLabel* mutedLabel(const QString& words) {
    auto* label = new QLabel(words);
    label->setProperty("muted", true);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(80);
    return label;
}

} // namespace

TogetherDialog::TogetherDialog(const ModelsChanged& models, QWidget* parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_outcome(mutedLabel({})) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Networks together"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(kLongestNetworkName);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_use = buttons->addButton(tr("Use together"), QDialogButtonBox::AcceptRole);
    m_use->setAccessibleName(m_use->text());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(
        mutedLabel(tr("Each of them hears every song, one network after the other. How alike songs are is then the mean "
                      "of what they say, each by its weight. What one of them has heard is not heard again.")));
    addRows(models);
    auto* form = new QFormLayout;
    form->addRow(tr("Name"), m_name);
    column->addLayout(form);
    column->addWidget(m_outcome);
    column->addWidget(buttons);
    beginWith(models);
    connect(m_name, &QLineEdit::textChanged, this, &TogetherDialog::showOutcome);
    showOutcome();
    resize(std::min(520, parentWidget() ? parentWidget()->window()->width() - 24 : 520), sizeHint().height());
}

void TogetherDialog::addRows(const ModelsChanged& models) {
    auto* grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(4);
    for (const auto& model : models.installed) {
        if (!model.together.empty() || model.id.empty())
            continue;
        m_taken.push_back(model.name);
        if (!model.problem.empty() || model.folder.empty())
            continue;
        Row row{.model = model, .unheard = songsToHear(model, models)};
        const QString title = networkTitle(model);
        row.choice = new QCheckBox(buttonText(title));
        row.choice->setAccessibleName(title);
        row.weight = new NumberBox;
        row.weight->setRange(1, kLargestWeight);
        row.weight->setValue(kUsualWeight);
        row.weight->setFixedWidth(kWeightWidth); // the dialog fits a narrow window
        auto kept = row.weight->sizePolicy();
        kept.setRetainSizeWhenHidden(true);
        row.weight->setSizePolicy(kept);
        row.weight->setAccessibleName(tr("Weight of %1").arg(title));
        row.weight->setToolTip(tipText(tr("What it counts for beside the others")));
        row.share = mutedLabel({});
        row.share->setWordWrap(false);
        row.share->setMinimumWidth(kShareWidth);
        auto* cost = mutedLabel(costText(model, row.unheard));
        const int line = grid->rowCount();
        grid->addWidget(row.choice, line, 0);
        grid->addWidget(row.weight, line, 1);
        grid->addWidget(row.share, line, 2);
        grid->addWidget(cost, line + 1, 0, 1, 3);
        connect(row.choice, &QCheckBox::toggled, this, &TogetherDialog::showOutcome);
        connect(row.weight, &NumberBox::valueChanged, this, &TogetherDialog::showOutcome);
        m_rows.push_back(row);
    }
    auto* list = new QWidget;
    list->setLayout(grid);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    scroll->setMinimumHeight(std::min(list->sizeHint().height() + 8, 320));
    qobject_cast<QVBoxLayout*>(layout())->addWidget(scroll, 1);
}

/// With what is together now, else with the network in use.
void TogetherDialog::beginWith(const ModelsChanged& models) {
    const auto listening = std::ranges::find(models.installed, models.listening, &InstalledModel::id);
    const bool isTogether = listening != models.installed.end() && !listening->together.empty();
    const auto known =
        isTogether ? listening : std::ranges::find_if(models.installed, [](const auto& one) { return !one.together.empty(); });
    m_name->setText(known != models.installed.end() ? text(known->name) : tr("Together"));
    for (auto& row : m_rows) {
        if (!isTogether) {
            row.choice->setChecked(row.model.id == models.inUse);
            continue;
        }
        const auto share = std::ranges::find(listening->together, row.model.id, &NetworkShare::id);
        row.choice->setChecked(share != listening->together.end());
        if (share != listening->together.end())
            row.weight->setValue(std::clamp(static_cast<int>(std::lround(share->weight * kUsualWeight)), 1, kLargestWeight));
    }
}

std::string TogetherDialog::name() const { return m_name->text().trimmed().toStdString(); }

std::vector<NetworkShare> TogetherDialog::parts() const {
    std::vector<NetworkShare> chosen;
    for (const auto& row : m_rows)
        if (row.choice->isChecked())
            chosen.push_back({.id = row.model.id, .weight = static_cast<double>(row.weight->value()) / kUsualWeight});
    return chosen;
}

void TogetherDialog::showOutcome() {
    int sum = 0;
    for (const auto& row : m_rows)
        sum += row.choice->isChecked() ? row.weight->value() : 0;
    for (const auto& row : m_rows) {
        const bool isChosen = row.choice->isChecked();
        row.weight->setVisible(isChosen);
        row.share->setText(isChosen ? percentText(static_cast<float>(row.weight->value()) / static_cast<float>(sum)) : QString());
    }
    const auto name = this->name();
    const bool isTaken = std::ranges::find(m_taken, name) != m_taken.end();
    const bool isName = !name.empty() && name.find_first_of("/@") == std::string::npos && name.front() != '.';
    m_use->setEnabled(parts().size() >= 2 && isName && !isTaken);
    m_outcome->setText(name.empty() ? tr("Name them, so that you find them again.")
                       : !isName    ? tr("A name has no / and no @ in it, and does not begin with a dot.")
                       : isTaken    ? tr("One of the networks is called so. Choose another name.")
                                    : outcome());
}

QString TogetherDialog::outcome() const {
    if (m_rows.size() < 2)
        return tr("There is only one network here. Add others in the settings first.");
    if (parts().size() < 2)
        return tr("Choose two or more.");
    double seconds = 0.0;
    bool isKnown = true, isAnyToHear = false;
    for (const auto& row : m_rows) {
        if (!row.choice->isChecked() || row.unheard == 0)
            continue;
        isAnyToHear = true;
        isKnown = isKnown && row.model.secondsPerSong;
        seconds += row.model.secondsPerSong.value_or(0.0) * static_cast<double>(row.unheard);
    }
    if (!isAnyToHear)
        return tr("They have heard all your songs: nothing has to be heard again.");
    const QString meanwhile = tr("Until then songs are compared as they are now.");
    if (!isKnown)
        return tr("How long listening takes is not known of all of them.") + QLatin1Char(' ') + meanwhile;
    return tr("Listening takes %1 on this computer, in the background.").arg(durationText(seconds)) + QLatin1Char(' ') + meanwhile;
}

} // namespace segue::ui
