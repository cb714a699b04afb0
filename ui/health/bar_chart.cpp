// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/bar_chart.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kThickness = 8;
constexpr int kChartGap = 12;
constexpr int kStandingHeight = 150;
constexpr int kWidestColumn = 56;

} // namespace

BarChart::BarChart(Direction direction, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_direction(direction) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void BarChart::setBars(std::vector<QualityBar> bars) {
    m_bars = std::move(bars);
    QStringList words;
    for (const auto& bar : m_bars)
        words << QStringLiteral("%1: %2").arg(bar.name, bar.number);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int BarChart::lineHeight() const { return fontMetrics().height() + 8; }

QSize BarChart::sizeHint() const {
    if (m_direction == Direction::standing)
        return {280, kStandingHeight + 2 * lineHeight()};
    return {280, static_cast<int>(m_bars.size()) * lineHeight()};
}

QSize BarChart::minimumSizeHint() const { return {160, sizeHint().height()}; }

void BarChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_bars.empty())
        return;
    if (m_direction == Direction::lying)
        paintLying(painter);
    else
        paintStanding(painter);
}

void BarChart::paintLying(QPainter& painter) const {
    int names = 0, numbers = 0;
    for (const auto& bar : m_bars) {
        names = std::max(names, fontMetrics().horizontalAdvance(bar.name));
        numbers = std::max(numbers, fontMetrics().horizontalAdvance(bar.number));
    }
    names = std::min(names + 2, width() * 2 / 5); // an advance is rounded down
    const double room = std::max(8, width() - names - numbers - 2 * kChartGap);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QualityBar& bar = m_bars[i];
        const QRect line(0, static_cast<int>(i) * lineHeight(), width(), lineHeight());
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(0, 0, names - width(), 0), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(bar.name, Qt::ElideRight, names));
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, bar.number);
        const QRectF groove(names + kChartGap, line.center().y() - kThickness / 2.0 + 0.5, room, kThickness);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Dark));
        painter.drawRoundedRect(groove, kThickness / 2.0, kThickness / 2.0);
        if (bar.share <= 0.0)
            continue;
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(groove.topLeft(), QSizeF(std::max<double>(kThickness, room * bar.share), kThickness)),
                                kThickness / 2.0, kThickness / 2.0);
    }
}

void BarChart::paintStanding(QPainter& painter) const {
    const double each = static_cast<double>(width()) / static_cast<double>(m_bars.size());
    const double thick = std::min<double>(kWidestColumn, each - kChartGap / 2.0);
    const int ground = lineHeight() + kStandingHeight;
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(0, ground, width(), ground);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QualityBar& bar = m_bars[i];
        const double left = static_cast<double>(i) * each;
        const double high = bar.share <= 0.0 ? 0.0 : std::max(2.0, bar.share * kStandingHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(left + (each - thick) / 2.0, ground - high, thick, high), 3.0, 3.0);
        const QRectF over(left, ground - high - lineHeight(), each, lineHeight());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(over, Qt::AlignHCenter | Qt::AlignVCenter, bar.number);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(left, ground, each, lineHeight()), Qt::AlignHCenter | Qt::AlignVCenter,
                         fontMetrics().elidedText(bar.name, Qt::ElideRight, static_cast<int>(each)));
    }
}

} // namespace segue::ui
