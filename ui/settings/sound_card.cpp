// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/sound_card.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/toggle_switch.h"
#include "ui/settings/outputs.h"
#include "ui/settings/setting_row.h"
#include "ui/settings/settings.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace segue::ui {

SoundCard::SoundCard(Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_column(new QVBoxLayout(this))
    , m_output(new ChoiceBox(this))
    , m_levelling(new ChoiceBox(this))
    , m_preamp(new NumberBox(this))
    , m_preventsClipping(new ToggleSwitch({}, this))
    , m_limits(new ToggleSwitch({}, this))
    , m_pausesForPreview(new ToggleSwitch({}, this))
    , m_crossfade(new NumberBox(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12); // as a card has between its rows
    m_outputRow = addRow(tr("Output"), {}, m_output);
    m_levelling->addItem(tr("Off"), static_cast<int>(Levelling::off));
    m_levelling->addItem(tr("By song"), static_cast<int>(Levelling::track));
    m_levelling->addItem(tr("By album"), static_cast<int>(Levelling::album));
    m_levelling->addItem(tr("Smart"), static_cast<int>(Levelling::smart));
    addRow(tr("Make songs equally loud"),
           tr("By the gain in their tags, or as Segue measured them. Smart goes by album while one plays in its order, else by "
              "song. Point at the volume to see what is done to the song that plays."),
           m_levelling);
    const auto most = static_cast<int>(SoundSettings::kMostPreampDb);
    m_preamp->setRange(-most, most);
    m_preamp->setSuffix(tr(" dB"));
    addRow(tr("Pre-amplification"), tr("Makes all songs louder or softer than that."), m_preamp);
    addRow(tr("Prevent clipping"), tr("A song is not made so loud that its loudest moments are cut off."), m_preventsClipping);
    addRow(tr("Limiter"), tr("Rounds off what is too loud all the same. It changes loud music a little."), m_limits);
    m_crossfade->setRange(0, static_cast<int>(SoundSettings::kMostCrossfade.count()));
    m_crossfade->setSpecialValueText(tr("Off"));
    m_crossfade->setSuffix(tr(" s"));
    addRow(tr("Crossfade"), tr("One song fades into the next, but never within an album that plays in its order."), m_crossfade);
    addRow(tr("Pause for previews"), tr("Off: the music goes on below a preview, softer."), m_pausesForPreview);
    showValues();
    showOutputs();
    connect(m_output, &QComboBox::activated, this, [this](int row) {
        const QString id = m_output->itemData(row).toString();
        if (id != m_settings.outputs().chosen().id)
            m_settings.outputs().choose({.id = id, .name = m_output->itemText(row)});
        showOutputs(); // one that is not there is listed only while it is chosen
    });
    connect(&settings.outputs(), &Outputs::thereChanged, this, &SoundCard::showOutputs);
    connect(m_levelling, &QComboBox::activated, this, &SoundCard::keep);
    connect(m_preamp, &QSpinBox::valueChanged, this, &SoundCard::keep);
    connect(m_preventsClipping, &ToggleSwitch::toggled, this, &SoundCard::keep);
    connect(m_limits, &ToggleSwitch::toggled, this, &SoundCard::keep);
    connect(m_pausesForPreview, &ToggleSwitch::toggled, this, &SoundCard::keep);
    connect(m_crossfade, &QSpinBox::valueChanged, this, &SoundCard::keep);
    connect(&settings, &Settings::soundChanged, this, &SoundCard::showValues);
}

SettingRow* SoundCard::addRow(const QString& name, const QString& explanation, QWidget* control) {
    control->setAccessibleName(name);
    control->setAccessibleDescription(explanation);
    auto* row = new SettingRow(name, explanation, control, this);
    m_column->addWidget(row);
    return row;
}

void SoundCard::showValues() {
    const SoundSettings sound = m_settings.sound();
    const QSignalBlocker noPreamp(m_preamp);
    const QSignalBlocker noClipping(m_preventsClipping);
    const QSignalBlocker noLimits(m_limits);
    const QSignalBlocker noPause(m_pausesForPreview);
    const QSignalBlocker noCrossfade(m_crossfade);
    m_levelling->setCurrentIndex(std::max(0, m_levelling->findData(static_cast<int>(sound.levelling))));
    m_preamp->setValue(static_cast<int>(std::lround(sound.preampDb)));
    m_preventsClipping->setChecked(sound.preventsClipping);
    m_limits->setChecked(sound.limits);
    m_pausesForPreview->setChecked(sound.pausesForPreview);
    m_crossfade->setValue(static_cast<int>(sound.crossfade.count()));
}

void SoundCard::showOutputs() {
    auto& outputs = m_settings.outputs();
    const SoundOutput chosen = outputs.chosen();
    m_output->clear();
    m_output->addItem(tr("Like the desktop"), QString());
    for (const SoundOutput& output : outputs.there())
        m_output->addItem(output.name, output.id);
    if (m_output->findData(chosen.id) < 0)
        m_output->addItem(tr("Not there: %1").arg(chosen.name), chosen.id);
    m_output->setCurrentIndex(m_output->findData(chosen.id));
    const auto there = outputs.there();
    const bool isExclusive =
        std::ranges::any_of(there, [&chosen](const SoundOutput& output) { return output.id == chosen.id && output.isExclusive; });
    const QString words = isExclusive
                              ? tr("Gets every sample as it is in the file, at the file's own rate: no volume, no levelling, no "
                                   "fades. No other program can play there meanwhile.")
                              : tr("Where the music comes out. If that goes, the music waits until you go on.");
    m_outputRow->explanation().setText(words);
    m_output->setAccessibleDescription(words);
}

void SoundCard::keep() {
    m_settings.setSound({.levelling = static_cast<Levelling>(m_levelling->currentData().toInt()),
                         .preampDb = static_cast<float>(m_preamp->value()),
                         .preventsClipping = m_preventsClipping->isChecked(),
                         .limits = m_limits->isChecked(),
                         .pausesForPreview = m_pausesForPreview->isChecked(),
                         .crossfade = std::chrono::seconds(m_crossfade->value())});
}

} // namespace segue::ui
