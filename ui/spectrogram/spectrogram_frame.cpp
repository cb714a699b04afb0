// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/spectrogram_frame.h"

#include "ui/kit/theme.h"
#include "ui/spectrogram/tile_images.h"
#include "ui/spectrogram/time_view.h"
#include "ui/words/format.h"
#include "ui/words/sound_text.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPalette>

#include <array>
#include <cmath>

namespace segue::ui {

namespace {

constexpr int kGap = 6; // between a label and what it labels
constexpr int kBarWidth = 10;
constexpr int kTick = 4;
constexpr int kDecibelStep = 20;
constexpr int kLabelWidth = 76; // between two times, at least

QString tr(const char* source) { return QCoreApplication::translate("SpectrogramFrame", source); }

/// Frequencies to label; those that must not be missing come first.
std::vector<double> labelledHz(bool linear) {
    if (linear)
        return {0, 5e3, 10e3, 15e3, 20e3, 2.5e3, 7.5e3, 12.5e3, 17.5e3};
    return {100, 1e3, 10e3, 500, 5e3, 200, 2e3, 20e3, 50, 3e3, 7e3, 300, 1500, 14e3};
}

QString shortHertz(double hz) {
    if (hz < 1000)
        return tr("%1 Hz").arg(qRound(hz));
    return tr("%1 kHz").arg(hz / 1000.0);
}

double stepFor(double secondsPerPixel) {
    constexpr std::array kSteps{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0};
    for (const double step : kSteps)
        if (step / secondsPerPixel >= kLabelWidth)
            return step;
    return kSteps.back();
}

QString timeLabel(double seconds, double step) {
    if (step >= 1.0)
        return clockText(std::chrono::milliseconds(std::llround(seconds * 1000.0)));
    const QString exact = exactClockText(seconds + 0.001);
    return step >= 0.1 ? exact.left(exact.size() - 1) : exact;
}

} // namespace

SpectrogramFrame::SpectrogramFrame(QSize widget, const QFont& font)
    : m_font(scaledFont(font, 0.86)) {
    const QFontMetrics metrics(m_font);
    m_line = metrics.height();
    const int left = metrics.horizontalAdvance(QStringLiteral("500 Hz")) + kGap + kTick;
    const int right = metrics.horizontalAdvance(QStringLiteral("-90 dB")) + kBarWidth + 2 * kGap + kTick;
    const int bottom = m_line + kGap + kTick;
    const int top = m_line / 2;
    m_plot = QRect(left, top, std::max(16, widget.width() - left - right), std::max(16, widget.height() - top - bottom));
    m_bar = QRect(m_plot.right() + 1 + kGap + kTick, top, kBarWidth, m_plot.height());
}

double SpectrogramFrame::yOf(double row, const SpectrogramAxis& axis) const {
    return m_plot.height() * (1.0 - (row + 0.5) / static_cast<double>(axis.rows()));
}

double SpectrogramFrame::rowAt(double y, const SpectrogramAxis& axis) const {
    return (1.0 - y / m_plot.height()) * static_cast<double>(axis.rows()) - 0.5;
}

std::vector<SpectrogramFrame::Tick> SpectrogramFrame::pitchTicks(const SpectrogramStyle& style) const {
    const SpectrogramAxis axis(style);
    std::vector<Tick> wished;
    if (style.kind == SpectrogramKind::chroma) {
        for (const int note : {0, 2, 4, 5, 7, 9, 11, 1, 3, 6, 8, 10})
            wished.push_back({qRound(yOf(note, axis)), pitchClassText(note)});
    } else if (style.kind == SpectrogramKind::constantQ) {
        for (const int octave : {4, 1, 2, 3, 5, 6, 7})
            wished.push_back({qRound(yOf((octave - 1) * 12, axis)), QStringLiteral("C%1").arg(octave)});
    } else {
        for (const double hz : labelledHz(style.linear))
            wished.push_back({qRound(yOf(axis.rowOf(hz), axis)), shortHertz(hz)});
    }
    std::vector<Tick> ticks;
    for (const Tick& tick : wished) {
        const bool isFree = std::ranges::none_of(ticks, [&](const Tick& other) { return std::abs(other.at - tick.at) < m_line; });
        if (isFree && tick.at >= 0 && tick.at <= m_plot.height())
            ticks.push_back(tick);
    }
    return ticks;
}

std::vector<SpectrogramFrame::Tick> SpectrogramFrame::timeTicks(const TimeView& time) const {
    std::vector<Tick> ticks;
    const double step = stepFor(time.secondsPerPixel());
    const double end = std::min(time.right(), time.length());
    for (auto i = static_cast<long long>(std::ceil(time.left() / step - 1e-6)); static_cast<double>(i) * step <= end; ++i) {
        const double seconds = static_cast<double>(i) * step;
        ticks.push_back({qRound(time.xOf(seconds)), timeLabel(seconds, step)});
    }
    return ticks;
}

void SpectrogramFrame::paint(QPainter& painter, const QPalette& palette, const SpectrogramStyle& style,
                             const TimeView& time) const {
    painter.setFont(m_font);
    const QColor words = palette.color(QPalette::PlaceholderText);
    const QColor lines = palette.color(QPalette::Shadow);
    for (const Tick& tick : pitchTicks(style)) {
        const int y = m_plot.top() + tick.at;
        painter.setPen(lines);
        painter.drawLine(m_plot.left() - kTick, y, m_plot.left() - 1, y);
        painter.setPen(words);
        painter.drawText(QRect(0, y - m_line / 2, m_plot.left() - kGap - 1, m_line), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    for (const Tick& tick : timeTicks(time)) {
        const int x = m_plot.left() + tick.at;
        painter.setPen(lines);
        painter.drawLine(x, m_plot.bottom() + 1, x, m_plot.bottom() + kTick);
        painter.setPen(words);
        const QRect place(x - kLabelWidth / 2, m_plot.bottom() + kTick + 2, kLabelWidth, m_line);
        const int halfWidth = painter.fontMetrics().horizontalAdvance(tick.label) / 2;
        const bool isClearOfUnit = x - halfWidth > m_plot.left() - kGap;
        if (isClearOfUnit && place.right() < m_bar.left() + kLabelWidth / 3)
            painter.drawText(place, Qt::AlignHCenter | Qt::AlignTop, tick.label);
    }
    painter.setPen(words);
    painter.drawText(QRect(0, m_plot.bottom() + kTick + 2, m_plot.left() - kGap - 1, m_line), Qt::AlignRight | Qt::AlignTop,
                     tr("min:s"));
    paintLevels(painter, palette, style.kind);
}

void SpectrogramFrame::paintLevels(QPainter& painter, const QPalette& palette, SpectrogramKind kind) const {
    const LevelRange levels = LevelRange::of(kind);
    const float range = levels.brightestDb - levels.darkestDb;
    for (int y = 0; y < m_bar.height(); ++y) {
        const float db = levels.brightestDb - range * static_cast<float>(y) / static_cast<float>(m_bar.height());
        painter.fillRect(m_bar.left(), m_bar.top() + y, m_bar.width(), 1, QColor(levels.colourOf(db)));
    }
    const int step = range > kDecibelStep * 3 ? kDecibelStep : kDecibelStep / 2;
    for (int db = static_cast<int>(levels.brightestDb); db >= static_cast<int>(levels.darkestDb); db -= step) {
        const int y =
            m_bar.top() + qRound((levels.brightestDb - static_cast<float>(db)) / range * static_cast<float>(m_bar.height() - 1));
        painter.setPen(palette.color(QPalette::Shadow));
        painter.drawLine(m_bar.right() + 1, y, m_bar.right() + kTick, y);
        painter.setPen(palette.color(QPalette::PlaceholderText));
        painter.drawText(QRect(m_bar.right() + 1 + kGap, y - m_line / 2, 80, m_line), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%1 dB").arg(db));
    }
}

} // namespace segue::ui
