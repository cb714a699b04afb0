// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/waveform_slider.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr int kBar = 2; // a bar and the gap behind it, in pixels
constexpr int kPitch = 3;
constexpr double kThinnest = 2.0; // of a bar where there is silence, or nothing was read yet
constexpr double kMargin = 3.0;   // above and below the highest bar

/// A bar's levels, 0 .. 1.
struct Level {
    double peak = 0.0;
    double rms = 0.0;
};

/// Of the columns from first up to last, at least one.
Level levelOf(const Waveform& waveform, double first, double last) {
    constexpr double kFull = 255.0;
    const auto count = static_cast<double>(waveform.peak.size());
    const auto from = static_cast<std::size_t>(std::clamp(first, 0.0, count - 1));
    const auto to = std::max(from + 1, static_cast<std::size_t>(std::clamp(std::ceil(last), 0.0, count)));
    std::uint8_t peak = 0;
    double squares = 0.0;
    for (std::size_t i = from; i < to; ++i) {
        peak = std::max(peak, waveform.peak[i]);
        squares += static_cast<double>(waveform.rms[i]) * waveform.rms[i];
    }
    return {peak / kFull, std::sqrt(squares / static_cast<double>(to - from)) / kFull};
}

} // namespace

WaveformSlider::WaveformSlider(QWidget* parent)
    : JumpSlider(parent) {}

void WaveformSlider::setWaveform(const Waveform& waveform, milliseconds duration) {
    const bool whole = waveform.peak.size() == Waveform::kColumns && waveform.rms.size() == Waveform::kColumns;
    m_waveform = whole && duration.count() > 0 ? waveform : Waveform{};
    m_duration = duration;
    m_heard = m_rest = {};
    update();
}

void WaveformSlider::setStretch(const SongSpan& stretch) {
    if (stretch.start == m_stretch.start && stretch.length == m_stretch.length)
        return;
    m_stretch = stretch;
    m_heard = m_rest = {};
    update();
}

QPixmap WaveformSlider::draw(QSize size, const QColor& colour) const {
    QPixmap pixmap(size * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor shade = colour;
    shade.setAlphaF(0.45F);
    const auto total = static_cast<double>(m_duration.count());
    const double start = static_cast<double>(m_stretch.start.count()) / total;
    const double length = m_stretch.length.count() > 0 ? static_cast<double>(m_stretch.length.count()) / total : 1.0 - start;
    const double columns = Waveform::kColumns;
    const double full = size.height() - 2 * kMargin;
    for (int x = 0; x + kBar <= size.width(); x += kPitch) {
        const auto place = [&](int pixel) { return (start + length * pixel / size.width()) * columns; };
        const Level level = levelOf(m_waveform, place(x), place(x + kPitch));
        const auto bar = [&](double height, const QColor& fill) {
            height = std::max(kThinnest, height);
            painter.setBrush(fill);
            painter.drawRoundedRect(QRectF(x, (size.height() - height) / 2, kBar, height), 1, 1);
        };
        bar(level.peak * full, shade);
        bar(level.rms * full, colour);
    }
    return pixmap;
}

void WaveformSlider::drawIfNeeded(QSize size) {
    const QSize pixels = (QSizeF(size) * devicePixelRatioF()).toSize();
    if (!m_heard.isNull() && m_heard.size() == pixels && m_paletteKey == palette().cacheKey())
        return;
    m_heard = draw(size, palette().color(QPalette::Highlight));
    m_rest = draw(size, palette().color(QPalette::PlaceholderText));
    m_paletteKey = palette().cacheKey();
}

void WaveformSlider::paintGround(QPainter& painter, const QRectF& room, double x) {
    if (!hasWaveform() || !isEnabled()) {
        JumpSlider::paintGround(painter, room, x);
        return paintMarks(painter, room);
    }
    drawIfNeeded(room.size().toSize());
    painter.save();
    painter.setClipRect(QRectF(room.left(), 0, x - room.left(), height()));
    painter.drawPixmap(room.topLeft(), m_heard);
    painter.setClipRect(QRectF(x, 0, room.right() - x, height()));
    painter.drawPixmap(room.topLeft(), m_rest);
    painter.restore();
    paintMarks(painter, room);
}

void WaveformSlider::setMarks(std::vector<int> marks) {
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    update();
}

/// Short lines at the bottom, none where the song begins anyway.
void WaveformSlider::paintMarks(QPainter& painter, const QRectF& room) const {
    constexpr double kMarkHeight = 7.0;
    if (!isEnabled() || maximum() <= minimum())
        return;
    painter.setBrush(palette().color(QPalette::Text));
    for (const int mark : m_marks)
        if (mark > minimum() && mark < maximum()) {
            const double x = room.left() + room.width() * (mark - minimum()) / (maximum() - minimum());
            painter.drawRect(QRectF(x - 0.75, room.bottom() - kMarkHeight, 1.5, kMarkHeight));
        }
}

/// A line over the waveform; the handle itself only where somebody is about to take it.
void WaveformSlider::paintHandle(QPainter& painter, const QPointF& place) {
    if (hasWaveform()) {
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(place.x() - 1, 1, 2, height() - 2), 1, 1);
    }
    if (!hasWaveform() || isTouched())
        JumpSlider::paintHandle(painter, place);
}

} // namespace segue::ui
