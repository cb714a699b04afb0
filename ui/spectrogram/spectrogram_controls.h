// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QToolButton;

namespace segue::ui {

class JumpSlider;
class ToggleSwitch;

/// The controls of a spectrogram: kind, axis, window length, zoom, following, saving. They show what they are told and emit
/// what the listener wants; they keep no state of their own.
class SpectrogramControls final : public QWidget {
    Q_OBJECT

public:
    explicit SpectrogramControls(QWidget* parent = nullptr);

    /// Values that the kind does not use are kept for the kinds that do.
    void showStyle(const SpectrogramStyle& style, bool canGoFarther);
    void showFollowing(bool follow);
    void setNarrow(bool narrow);
    void stepWindow(int steps); ///< as moving the slider does

Q_SIGNALS:
    void chosen(const segue::SpectrogramStyle& style); ///< without its zoom
    void zoomWanted(int steps);                        ///< > 0: closer
    void followWanted(bool follow);
    void saveWanted();

private:
    void buildKinds();
    void buildWindow();
    void layOut();
    void showWindow();
    [[nodiscard]] QToolButton* makeButton(const QString& iconName, const QString& name);

    SpectrogramStyle m_style;
    QGridLayout* m_lines;
    QWidget* m_kinds;
    std::array<QToolButton*, 4> m_kind{};
    ToggleSwitch* m_linear;
    QLabel* m_windowName;
    JumpSlider* m_window;
    QLabel* m_windowText;
    QToolButton* m_closer;
    QToolButton* m_farther;
    ToggleSwitch* m_follow;
    QToolButton* m_save;
    bool m_narrow = false;
};

} // namespace segue::ui
