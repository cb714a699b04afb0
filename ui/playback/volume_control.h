// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace segue::ui {

class JumpSlider;

/// The bar's volume: a button that mutes, and a slider. What the pointer meets there says what else is done to the level.
class VolumeControl final : public QWidget {
    Q_OBJECT

public:
    explicit VolumeControl(QWidget* parent = nullptr);

    void setVolume(float volume);    ///< 0 to 1; shown; says nothing
    void chooseVolume(float volume); ///< as the slider does, which says so
    void stepVolume(int percent);    ///< likewise, by so much
    void toggleMute();
    void setNarrow(bool narrow);                 ///< no slider
    void showLevelling(const QString& levelled); ///< what is done, and why; empty: nothing

Q_SIGNALS:
    void volumeWanted(float volume); ///< 0 to 1

private:
    void sayVolume();
    void showVolumeIcon();

    QToolButton* m_mute;
    JumpSlider* m_volume;
    int m_beforeMute = 80; ///< percent
};

} // namespace segue::ui
