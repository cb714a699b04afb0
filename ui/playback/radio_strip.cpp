// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/radio_strip.h"

#include "ui/kit/calm_controls.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/toggle_switch.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/radio_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace segue::ui {

namespace {

RadioReach reachOf(int value) { return static_cast<RadioReach>(std::clamp(value, 0, kRadioReaches - 1)); }

} // namespace

RadioStrip::RadioStrip(QWidget* parent)
    : QWidget(parent)
    , m_byItself(new ToggleSwitch(tr("Radio when the queue ends"), this))
    , m_follows(new ChoiceBox(this))
    , m_reach(new JumpSlider(this))
    , m_reachWord(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_stop(new QPushButton(tr("Stop radio"), this)) {
    setObjectName(QStringLiteral("radioStrip"));
    m_byItself->setToolTip(tr("Songs that sound like what you heard follow by themselves"));
    m_follows->addItem(tr("Follows"), true);
    m_follows->addItem(tr("Stays"), false);
    m_follows->setToolTip(tr("Follows: goes where the last songs that you heard lead\nStays: keeps to what it began with"));
    m_follows->setAccessibleDescription(m_follows->toolTip());
    m_follows->setAccessibleName(tr("Where radio goes"));
    m_reach->setRange(0, kRadioReaches - 1);
    m_reach->setPageStep(1);
    m_reach->setAccessibleName(tr("How far radio strays"));
    m_reach->setFixedWidth(110);
    m_reachWord->setMinimumWidth(fontMetrics().horizontalAdvance(reachText(RadioReach::adventurous)) + 4);
    m_reachWord->setProperty("muted", true);
    m_sentence->setProperty("muted", true);
    m_sentence->setWordWrap(true);
    m_stop->setAccessibleName(m_stop->text());
    layOut();
    setSettings({});
    takeRadio({});
    connect(m_byItself, &ToggleSwitch::clicked, this, &RadioStrip::choose);
    connect(m_follows, &ChoiceBox::activated, this, &RadioStrip::choose);
    connect(m_reach, &JumpSlider::chosen, this, &RadioStrip::choose);
    connect(m_stop, &QPushButton::clicked, this, &RadioStrip::stopWanted);
}

void RadioStrip::layOut() {
    auto* controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_byItself);
    controls->addStretch(1);
    controls->addWidget(m_stop);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(8);
    ways->addWidget(m_follows);
    ways->addWidget(m_reach);
    ways->addWidget(m_reachWord);
    ways->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 6, 16, 8);
    column->setSpacing(6);
    column->addLayout(controls);
    column->addLayout(ways);
    column->addWidget(m_sentence);
}

void RadioStrip::setSettings(const RadioSettings& settings) {
    m_settings = settings;
    m_byItself->setChecked(settings.startsByItself);
    m_follows->setCurrentIndex(settings.follows ? 0 : 1);
    m_reach->showValue(static_cast<int>(settings.reach));
    m_reachWord->setText(reachText(settings.reach));
    m_reach->setAccessibleDescription(reachText(settings.reach));
}

void RadioStrip::choose() {
    const RadioSettings chosen{.startsByItself = m_byItself->isChecked(),
                               .follows = m_follows->currentData().toBool(),
                               .reach = reachOf(m_reach->value())};
    setSettings(chosen);
    Q_EMIT settingsChosen(chosen);
}

void RadioStrip::takeRadio(const RadioChanged& event) {
    m_stop->setVisible(event.isOn);
    if (!event.problem.empty())
        m_sentence->setText(::segue::ui::sentence(event.problem));
    else if (event.isOn && !event.seed.empty())
        m_sentence->setText(tr("Radio from “%1” plays behind your songs.").arg(text(event.seed)));
    else
        m_sentence->clear();
    m_sentence->setVisible(!m_sentence->text().isEmpty());
}

QString RadioStrip::sentence() const { return m_sentence->text(); }

} // namespace segue::ui
