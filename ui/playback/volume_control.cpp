// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/volume_control.h"

#include "ui/kit/icons.h"
#include "ui/kit/jump_slider.h"
#include "ui/playback/bar_button.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace segue::ui {

namespace {

constexpr int kPercent = 100;

} // namespace

VolumeControl::VolumeControl(QWidget* parent)
    : QWidget(parent)
    , m_mute(makeBarButton(QStringLiteral("volume"), tr("Mute"), 36, this))
    , m_volume(new JumpSlider(this)) {
    m_volume->setAccessibleName(tr("Volume"));
    m_volume->setToolTip(tr("Volume"));
    m_volume->setRange(0, kPercent);
    m_volume->setSingleStep(2);
    m_volume->setWheelMoves(true); // nothing scrolls beneath it
    m_volume->setFixedWidth(104);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_mute);
    row->addWidget(m_volume);
    connect(m_volume, &JumpSlider::valueChanged, this, &VolumeControl::showVolumeIcon);
    connect(m_volume, &JumpSlider::chosen, this, &VolumeControl::sayVolume);
    connect(m_mute, &QToolButton::clicked, this, &VolumeControl::toggleMute);
}

void VolumeControl::sayVolume() { Q_EMIT volumeWanted(static_cast<float>(m_volume->value()) / kPercent); }

void VolumeControl::setVolume(float volume) {
    m_volume->setValue(qRound(volume * kPercent));
    showVolumeIcon();
}

void VolumeControl::chooseVolume(float volume) {
    setVolume(volume);
    sayVolume();
}

void VolumeControl::stepVolume(int percent) { chooseVolume(static_cast<float>(m_volume->value() + percent) / kPercent); }

void VolumeControl::toggleMute() {
    if (m_volume->value() > 0) {
        m_beforeMute = m_volume->value();
        m_volume->setValue(0);
    } else {
        m_volume->setValue(m_beforeMute);
    }
    sayVolume();
}

void VolumeControl::setNarrow(bool narrow) { m_volume->setVisible(!narrow); }

void VolumeControl::showLevelling(const QString& levelled) {
    m_volume->setToolTip(levelled.isEmpty() ? tr("Volume") : tr("Volume") + QLatin1Char('\n') + levelled);
}

void VolumeControl::showVolumeIcon() {
    const bool silent = m_volume->value() == 0;
    m_mute->setIcon(lineIcon(silent ? QStringLiteral("mute") : QStringLiteral("volume")));
    m_mute->setToolTip(silent ? tr("Sound on") : tr("Mute"));
    m_mute->setAccessibleName(m_mute->toolTip());
}

} // namespace segue::ui
