// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/health_text.h"

#include <QWidget>

#include <vector>

namespace segue::ui {

/// Bars with their names and numbers: lying, one a line, or standing side by side.
class BarChart final : public QWidget {
    Q_OBJECT

public:
    enum class Direction { lying, standing };

    BarChart(Direction direction, const QString& name, QWidget* parent = nullptr);

    void setBars(std::vector<QualityBar> bars);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLying(QPainter& painter) const;
    void paintStanding(QPainter& painter) const;
    [[nodiscard]] int lineHeight() const;

    Direction m_direction;
    std::vector<QualityBar> m_bars;
};

} // namespace segue::ui
