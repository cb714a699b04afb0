// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace segue::ui {

class ElidedLabel;

/// How far scanning and analysing are; visible only while something runs or is paused.
class ProgressStrip final : public QWidget {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    void showProgress(const Progress& progress);
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void pauseWanted(bool paused);
    void cancelWanted(); ///< for work that cannot be paused

private:
    void offerToCancel();

    ElidedLabel* m_text;
    QProgressBar* m_bar;
    QToolButton* m_pause;
    bool m_paused = false; ///< the button resumes
    bool m_canBePaused = true;
};

} // namespace segue::ui
