// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/waveform_view.h"

#include "ui/words/format.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

constexpr int kStripe = 4; // height of the marks above and below the wave
constexpr int kMarkGap = 2;
constexpr int kSwatch = 12;
constexpr double kArrowSeconds = 5.0;

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto part = [share](int x, int y) { return qRound(x * (1.0 - share) + y * share); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

WaveformView::WaveformView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Waveform of the whole song"));
    setAccessibleDescription(
        tr("The arrow keys move by five seconds, Home and End go to the ends. [ and ] begin and end a section where the song is."));
}

void WaveformView::setSong(double seconds) {
    m_seconds = seconds;
    m_waveform = {};
    m_complete = 0.F;
    m_problem.clear();
    m_excerpts.clear();
    m_preview.reset();
    m_playhead.reset();
    m_section.reset();
    m_pressed.reset();
    update();
}

void WaveformView::setSection(const std::optional<SongSpan>& section) {
    m_section = section;
    update();
}

void WaveformView::setLength(double seconds) {
    m_seconds = seconds;
    update();
}

void WaveformView::setOutline(const Waveform& waveform, float complete, const QString& problem) {
    m_waveform = waveform;
    m_complete = complete;
    m_problem = problem;
    update();
}

void WaveformView::setSpans(std::vector<SongSpan> excerpts, bool analysed, std::optional<SongSpan> preview) {
    m_analysed = analysed;
    m_excerpts = std::move(excerpts);
    m_preview = preview;
    update();
}

void WaveformView::setPlayhead(std::optional<double> seconds) {
    const auto pixel = [this](std::optional<double> at) { return at ? qRound(xOf(*at) * devicePixelRatioF()) : -1; };
    const bool moved = pixel(seconds) != pixel(m_playhead);
    m_playhead = seconds;
    if (moved)
        update();
}

QRect WaveformView::plot() const {
    const int legend = fontMetrics().height() + 6;
    return rect().adjusted(2, kStripe + kMarkGap + 2, -2, -(kStripe + kMarkGap + legend + 2));
}

double WaveformView::xOf(double seconds) const {
    return plot().left() + (m_seconds > 0.0 ? seconds / m_seconds : 0.0) * plot().width();
}

double WaveformView::secondsAt(double x) const { return std::clamp((x - plot().left()) / plot().width(), 0.0, 1.0) * m_seconds; }

void WaveformView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect wave = plot();
    painter.fillRect(wave, palette().color(QPalette::Base));
    paintWave(painter);
    const QColor accent = palette().color(QPalette::Highlight);
    for (const SongSpan& span : m_excerpts)
        paintSpan(painter, span, palette().color(QPalette::Shadow), wave.bottom() + 1 + kMarkGap, kStripe);
    if (m_preview)
        paintSpan(painter, *m_preview, accent, wave.top() - kMarkGap - kStripe, kStripe);
    if (m_section)
        paintSection(painter);
    paintLegend(painter);
    if (m_playhead) {
        const double x = xOf(*m_playhead);
        painter.fillRect(QRectF(x - 1, wave.top() - kMarkGap - kStripe, 2, wave.height() + 2 * (kMarkGap + kStripe)),
                         palette().color(QPalette::WindowText));
    }
    if (m_pointer && m_seconds > 0.0)
        painter.fillRect(QRectF(*m_pointer - 0.5, wave.top(), 1, wave.height()), palette().color(QPalette::PlaceholderText));
    if (hasFocus()) {
        painter.setPen(QPen(accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1 - fontMetrics().height() - 6));
    }
}

void WaveformView::paintSpan(QPainter& painter, const SongSpan& span, const QColor& colour, int top, int height) const {
    const double left = xOf(std::chrono::duration<double>(span.start).count());
    const double right = std::min(xOf(std::chrono::duration<double>(span.start + span.length).count()), plot().right() + 1.0);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(left, top, std::max(2.0, right - left), height), height / 2.0, height / 2.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void WaveformView::paintSection(QPainter& painter) const {
    const QRect wave = plot();
    const double left = xOf(std::chrono::duration<double>(m_section->start).count());
    const double right =
        std::min(xOf(std::chrono::duration<double>(m_section->start + m_section->length).count()), wave.right() + 1.0);
    QColor ground = palette().color(QPalette::Highlight);
    painter.fillRect(QRectF(left, wave.top(), 1, wave.height()), ground);
    painter.fillRect(QRectF(right - 1, wave.top(), 1, wave.height()), ground);
    ground.setAlphaF(0.22F);
    painter.fillRect(QRectF(left, wave.top(), right - left, wave.height()), ground);
}

/// What was played already is in the accent colour, peaks paler than the mean.
void WaveformView::paintWave(QPainter& painter) const {
    const QRect wave = plot();
    const double middle = wave.center().y() + 0.5;
    const QColor ground = palette().color(QPalette::Base);
    const QColor heard = palette().color(QPalette::Highlight);
    const QColor ahead = palette().color(QPalette::PlaceholderText);
    const double playedTo = m_playhead ? xOf(*m_playhead) : wave.left();
    const std::size_t columns = m_waveform.peak.size();
    for (int x = wave.left(); x <= wave.right() && columns > 0 && m_waveform.rms.size() == columns; ++x) {
        const auto share = static_cast<std::size_t>(x - wave.left());
        const std::size_t from = share * columns / static_cast<std::size_t>(wave.width());
        const std::size_t to = std::max(from + 1, (share + 1) * columns / static_cast<std::size_t>(wave.width()));
        std::uint8_t peak = 0;
        std::uint8_t rms = 0;
        for (std::size_t i = from; i < std::min(to, columns); ++i) {
            peak = std::max(peak, m_waveform.peak[i]);
            rms = std::max(rms, m_waveform.rms[i]);
        }
        const QColor colour = x < playedTo ? heard : ahead;
        const double half = wave.height() / 2.0;
        const double peakHeight = std::max(0.5, peak / 255.0 * half);
        painter.fillRect(QRectF(x, middle - peakHeight, 1, 2 * peakHeight), mixed(colour, ground, 0.55));
        painter.fillRect(QRectF(x, middle - rms / 255.0 * half, 1, rms / 255.0 * half * 2), colour);
    }
    if (columns > 0 && m_complete >= 1.F)
        return;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QString words = !m_problem.isEmpty() ? m_problem : (m_complete < 0.02F ? tr("Reading the song…") : QString());
    painter.drawText(wave.adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, words);
}

void WaveformView::paintLegend(QPainter& painter) const {
    const QFontMetrics metrics = fontMetrics();
    const int top = height() - metrics.height() - 1;
    int x = plot().left();
    const auto entry = [&](const QColor& colour, const QString& name) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x, top + (metrics.height() - kStripe) / 2.0, kSwatch, kStripe), kStripe / 2.0,
                                kStripe / 2.0);
        painter.setRenderHint(QPainter::Antialiasing, false);
        x += kSwatch + 6;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QPoint(x, top + metrics.ascent()), name);
        x += metrics.horizontalAdvance(name) + 16;
    };
    if (m_preview)
        entry(palette().color(QPalette::Highlight), tr("Preview"));
    if (!m_excerpts.empty())
        entry(palette().color(QPalette::Shadow), m_analysed ? tr("Analysed") : tr("To be analysed"));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const auto clock = [](double seconds) { return clockText(std::chrono::milliseconds(std::llround(seconds * 1000.0))); };
    const QString length = m_pointer ? tr("%1 of %2").arg(clock(secondsAt(*m_pointer)), clock(m_seconds)) : clock(m_seconds);
    painter.drawText(QRect(x, top, plot().right() + 1 - x, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, length);
}

void WaveformView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_seconds <= 0.0)
        return;
    m_pressed = event->position().x();
    m_isChoosing = false;
}

void WaveformView::mouseReleaseEvent(QMouseEvent* event) {
    const bool isClick = m_pressed && !m_isChoosing;
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed.reset();
    if (isClick && rect().contains(event->pos()))
        Q_EMIT seekWanted(secondsAt(event->position().x()));
}

void WaveformView::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = std::clamp(event->position().x(), static_cast<double>(plot().left()), plot().right() + 1.0);
    if (m_pressed && std::abs(event->position().x() - *m_pressed) >= QApplication::startDragDistance())
        m_isChoosing = true;
    if (m_pressed && m_isChoosing)
        Q_EMIT sectionChosen(secondsAt(*m_pressed), secondsAt(event->position().x()));
    update();
}

void WaveformView::leaveEvent(QEvent*) {
    m_pointer.reset();
    update();
}

void WaveformView::keyPressEvent(QKeyEvent* event) {
    const double now = m_playhead.value_or(0.0);
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) && m_seconds > 0.0;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Left:
        return Q_EMIT seekWanted(std::max(0.0, now - kArrowSeconds));
    case Qt::Key_Right:
        return Q_EMIT seekWanted(std::min(m_seconds, now + kArrowSeconds));
    case Qt::Key_Home:
        return Q_EMIT seekWanted(0.0);
    case Qt::Key_End:
        return Q_EMIT seekWanted(std::max(0.0, m_seconds - kArrowSeconds));
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace segue::ui
