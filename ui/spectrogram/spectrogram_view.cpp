// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/spectrogram_view.h"

#include "ui/spectrogram/spectrogram_readout.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

constexpr int kTilesAhead = 3; // of what is seen, in the direction of play
constexpr int kTilesBehind = 1;
constexpr double kArrowShare = 0.125; // of the width
constexpr int kWheelNotch = 120;
const QColor kOnSpectrogram(255, 255, 255);
const QColor kBehindText(0, 0, 0, 150);

} // namespace

SpectrogramView::SpectrogramView(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Spectrogram"));
    setAccessibleDescription(tr("Plus and minus zoom, the arrow keys left and right pan, Home and End go to the ends, "
                                "up and down change the window."));
    setToolTip(tr("Click: play from there\nDrag, Shift+wheel, Left, Right, Page Up, Page Down: pan\nShift+drag: choose a section\n"
                  "Ctrl+wheel, + and -: zoom\n"
                  "Home, End: beginning and end\nUp, Down: longer and shorter window\nCtrl+S: save as PNG"));
}

void SpectrogramView::setSong(const std::filesystem::path& song, double seconds, double beginAt) {
    m_song = song;
    m_problem.clear();
    m_tiles.clear();
    m_asked.clear();
    m_playhead.reset();
    m_time.setSong(seconds);
    fitZoom();
    m_time.moveTo(beginAt);
    moved();
}

void SpectrogramView::setLength(double seconds) {
    m_time.setLength(seconds);
    fitZoom();
    moved();
}

void SpectrogramView::setStyle(const SpectrogramStyle& style) {
    m_style = style.canonical();
    m_wantedZoom = m_style.zoom;
    fitZoom();
    m_tiles.setStyle(tileStyle());
    m_asked.clear();
    moved();
}

/// Zooms in on a song that is shorter than the view at the wanted zoom, while that song is shown.
void SpectrogramView::fitZoom() {
    const int zoom = std::min(m_wantedZoom, m_time.farthestZoom());
    if (zoom == m_style.zoom && zoom == m_time.zoom())
        return;
    m_style.zoom = zoom;
    m_time.setZoom(zoom);
    m_tiles.setStyle(tileStyle());
    m_asked.clear();
    Q_EMIT zoomFitted();
}

void SpectrogramView::setPlayhead(std::optional<double> seconds) {
    if (seconds == m_playhead)
        return;
    m_playhead = seconds;
    if (m_following && seconds && !m_dragging) {
        m_time.centreOn(*seconds);
        moved();
    } else {
        update();
    }
}

void SpectrogramView::setFollowing(bool follow) {
    if (follow == m_following)
        return;
    m_following = follow;
    if (follow && m_playhead)
        m_time.centreOn(*m_playhead);
    moved();
    Q_EMIT followChanged(follow);
}

void SpectrogramView::stopFollowing() {
    if (m_playhead)
        setFollowing(false);
}

void SpectrogramView::takeTile(const SpectrogramTileLoaded& event) {
    if (event.song != m_song)
        return;
    if (event.tile) {
        std::erase(m_asked, event.tile->index);
        m_tiles.put(event.tile);
    } else {
        m_problem = sentence(event.problem);
    }
    update(m_frame.plot());
}

/// On displays with more pixels than points, columns are finer too.
SpectrogramStyle SpectrogramView::tileStyle() const {
    SpectrogramStyle style = m_style;
    if (devicePixelRatioF() >= 1.5 && style.zoom > 0)
        --style.zoom;
    return style;
}

double SpectrogramView::tileSeconds() const { return tileStyle().columnSeconds() * static_cast<double>(kTileColumns); }

bool SpectrogramView::isComplete() const {
    const auto first = static_cast<std::int64_t>(m_time.left() / tileSeconds());
    const double end = std::min(m_time.right(), m_time.length());
    for (std::int64_t i = first; static_cast<double>(i) * tileSeconds() < end; ++i)
        if (!m_tiles.has(i))
            return false;
    return true;
}

/// The visible tiles, from the playhead (or the middle) outwards, then those that come next.
std::vector<std::int64_t> SpectrogramView::wantedTiles() const {
    std::vector<std::int64_t> tiles;
    const double length = tileSeconds();
    const auto first = static_cast<std::int64_t>(m_time.left() / length);
    const auto last = static_cast<std::int64_t>(std::max(0.0, std::min(m_time.right(), m_time.length()) - 1e-9) / length);
    for (std::int64_t i = first; i <= last; ++i)
        tiles.push_back(i);
    const double focus =
        (m_playhead && *m_playhead >= m_time.left() && *m_playhead <= m_time.right() ? *m_playhead
                                                                                     : (m_time.left() + m_time.right()) / 2);
    const double centre = focus / length - 0.5;
    std::ranges::stable_sort(tiles, {}, [centre](std::int64_t i) { return std::abs(static_cast<double>(i) - centre); });
    for (std::int64_t i = last + 1; i <= last + kTilesAhead && static_cast<double>(i) * length < m_time.length(); ++i)
        tiles.push_back(i);
    for (std::int64_t i = first - 1; i >= std::max<std::int64_t>(0, first - kTilesBehind); --i)
        tiles.push_back(i);
    std::erase_if(tiles, [this](std::int64_t i) { return m_tiles.has(i); });
    return tiles;
}

void SpectrogramView::askForTiles() {
    if (m_song.empty() || !isVisible() || m_time.length() <= 0.0)
        return;
    auto wanted = wantedTiles();
    const bool isAsked =
        std::ranges::all_of(wanted, [this](std::int64_t i) { return std::ranges::find(m_asked, i) != m_asked.end(); });
    if (isAsked)
        return;
    m_asked = wanted;
    m_problem.clear();
    Q_EMIT tilesWanted({.song = m_song, .style = tileStyle(), .tiles = std::move(wanted)});
}

void SpectrogramView::moved() {
    askForTiles();
    update();
}

void SpectrogramView::measure() {
    m_frame = SpectrogramFrame(size(), font());
    m_time.setWidth(m_frame.plot().width());
    fitZoom();
    m_tiles.setStyle(tileStyle());
    m_tiles.setHeight(qRound(m_frame.plot().height() * devicePixelRatioF()));
    moved();
}

void SpectrogramView::panBy(double pixels) {
    stopFollowing();
    m_time.panBy(pixels);
    moved();
}

void SpectrogramView::zoomTo(int zoom, double x) {
    zoom = std::clamp(zoom, 0, m_time.farthestZoom());
    if (zoom == m_style.zoom)
        return;
    m_time.zoomAt(zoom, x);
    m_style.zoom = m_wantedZoom = m_time.zoom();
    if (m_following && m_playhead)
        m_time.centreOn(*m_playhead);
    m_tiles.setStyle(tileStyle());
    m_asked.clear();
    moved();
    Q_EMIT zoomChanged(m_style.zoom);
}

void SpectrogramView::zoomBy(int steps) {
    const bool isSeen = m_playhead && *m_playhead >= m_time.left() && *m_playhead <= m_time.right();
    zoomTo(m_style.zoom - steps, isSeen ? m_time.xOf(*m_playhead) : m_time.width() / 2);
}

QString SpectrogramView::hoverText() const {
    const QRect plot = m_frame.plot();
    if (!m_pointer || !plot.contains(*m_pointer))
        return {};
    const double seconds = m_time.secondsAt(m_pointer->x() - plot.left() + 0.5);
    if (seconds > m_time.length())
        return {};
    const double row = m_frame.rowAt(m_pointer->y() - plot.top() + 0.5, SpectrogramAxis(m_style));
    return spectrogramReadout(m_tiles, tileStyle(), seconds, row);
}

bool SpectrogramView::event(QEvent* event) {
    // The tooltip, which lists the keys, is shown only where it does not cover the plot.
    if (event->type() == QEvent::ToolTip && m_frame.plot().contains(static_cast<QHelpEvent*>(event)->pos()))
        return true;
    return QWidget::event(event);
}

void SpectrogramView::resizeEvent(QResizeEvent*) { measure(); }

void SpectrogramView::showEvent(QShowEvent*) {
    if (!m_problem.isEmpty())
        m_asked.clear(); // it may be better now
    measure();
}

void SpectrogramView::keyPressEvent(QKeyEvent* event) {
    const double width = m_time.width();
    switch (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier) ? 0 : event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1);
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        return zoomBy(-1);
    case Qt::Key_Left:
        return panBy(-width * kArrowShare);
    case Qt::Key_Right:
        return panBy(width * kArrowShare);
    case Qt::Key_PageUp:
        return panBy(-width);
    case Qt::Key_PageDown:
        return panBy(width);
    case Qt::Key_Home:
        return panBy(-1e9);
    case Qt::Key_End:
        return panBy(1e9);
    case Qt::Key_Up:
        return Q_EMIT windowStepWanted(1);
    case Qt::Key_Down:
        return Q_EMIT windowStepWanted(-1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void SpectrogramView::wheelEvent(QWheelEvent* event) {
    const QPoint turn = event->angleDelta();
    const bool pans = (event->modifiers() & Qt::ShiftModifier) || std::abs(turn.x()) > std::abs(turn.y());
    const bool zooms = (event->modifiers() & Qt::ControlModifier) && !pans;
    if (pans)
        panBy(-(turn.x() != 0 ? turn.x() : turn.y()));
    else if (zooms && std::abs(turn.y()) >= kWheelNotch / 2)
        zoomTo(m_style.zoom - (turn.y() > 0 ? 1 : -1), event->position().x() - m_frame.plot().left());
    event->setAccepted(pans || zooms); // a turn alone scrolls the page
}

double SpectrogramView::secondsAt(const QMouseEvent& event) const {
    return m_time.secondsAt(event.position().x() - m_frame.plot().left());
}

void SpectrogramView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_frame.plot().contains(event->pos()))
        return;
    if (event->modifiers() & Qt::ShiftModifier)
        m_sectionFrom = secondsAt(*event);
    else
        m_pressed = event->pos();
}

void SpectrogramView::setSection(const std::optional<SongSpan>& section) {
    m_section = section;
    update();
}

void SpectrogramView::mouseMoveEvent(QMouseEvent* event) {
    if (m_sectionFrom)
        Q_EMIT sectionChosen(*m_sectionFrom, secondsAt(*event));
    if (m_pressed && (m_dragging || std::abs(event->pos().x() - m_pressed->x()) >= QApplication::startDragDistance())) {
        if (!std::exchange(m_dragging, true))
            setCursor(Qt::ClosedHandCursor);
        panBy(m_pressed->x() - event->pos().x());
        m_pressed = event->pos();
    }
    m_pointer = event->pos();
    update();
}

void SpectrogramView::mouseReleaseEvent(QMouseEvent* event) {
    m_sectionFrom.reset();
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (std::exchange(m_dragging, false))
        return unsetCursor();
    const double seconds = secondsAt(*event);
    if (seconds <= m_time.length())
        Q_EMIT seekWanted(seconds);
}

void SpectrogramView::leaveEvent(QEvent*) {
    m_pointer.reset();
    update();
}

void SpectrogramView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(m_frame.plot(), QColor(LevelRange().colourOf(-120.F)));
    painter.setClipRect(m_frame.plot());
    paintTiles(painter);
    paintMarks(painter);
    painter.setClipping(false);
    m_frame.paint(painter, palette(), m_style, m_time);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(m_frame.plot().adjusted(-1, -1, 1, 1));
    }
}

void SpectrogramView::paintTiles(QPainter& painter) {
    const QRect plot = m_frame.plot();
    const double pixelsPerColumn = tileStyle().columnSeconds() / m_time.secondsPerPixel();
    const double ratio = devicePixelRatioF();
    // The left edge lies on a whole pixel, so that tiles move together and are only copied.
    const double leftEdge = std::round(m_time.left() / m_time.secondsPerPixel() * ratio) / ratio;
    const auto first = static_cast<std::int64_t>(m_time.left() / tileSeconds());
    for (std::int64_t i = first; static_cast<double>(i) * tileSeconds() < m_time.right(); ++i) {
        const auto* tile = m_tiles.find(i);
        m_tiles.use(i);
        if (!tile || tile->image.isNull())
            continue;
        const double x = plot.left() + static_cast<double>(i * kTileColumns) * pixelsPerColumn - leftEdge;
        painter.drawImage(QRectF(x, plot.top(), tile->image.width() * pixelsPerColumn, plot.height()), tile->image);
    }
}

/// What lies outside is paler.
void SpectrogramView::paintSection(QPainter& painter) const {
    const QRect plot = m_frame.plot();
    const double left = plot.left() + m_time.xOf(std::chrono::duration<double>(m_section->start).count());
    const double right = plot.left() + m_time.xOf(std::chrono::duration<double>(m_section->start + m_section->length).count());
    const QColor outside(0, 0, 0, 110);
    painter.fillRect(QRectF(plot.left(), plot.top(), std::max(0.0, left - plot.left()), plot.height()), outside);
    painter.fillRect(QRectF(right, plot.top(), std::max(0.0, plot.right() + 1 - right), plot.height()), outside);
    for (const double edge : {left, right})
        painter.fillRect(QRectF(edge - 0.5, plot.top(), 1, plot.height()), kOnSpectrogram);
}

void SpectrogramView::paintMarks(QPainter& painter) const {
    const QRect plot = m_frame.plot();
    if (m_section)
        paintSection(painter);
    if (m_playhead) {
        const double x = plot.left() + m_time.xOf(*m_playhead);
        painter.fillRect(QRectF(x - 1.5, plot.top(), 3, plot.height()), QColor(0, 0, 0, 120));
        painter.fillRect(QRectF(x - 0.5, plot.top(), 1, plot.height()), kOnSpectrogram);
    }
    if (!m_problem.isEmpty() || m_song.empty()) {
        painter.setPen(kOnSpectrogram);
        painter.drawText(plot.adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_problem);
    }
    const QString words = m_dragging ? QString() : hoverText();
    if (words.isEmpty())
        return;
    painter.setPen(QColor(255, 255, 255, 110));
    painter.drawLine(m_pointer->x(), plot.top(), m_pointer->x(), plot.bottom());
    painter.drawLine(plot.left(), m_pointer->y(), plot.right(), m_pointer->y());
    QRect box = painter.fontMetrics().boundingRect(words).adjusted(-8, -4, 8, 4);
    box.moveTopLeft(plot.topLeft() + QPoint(6, 6));
    if (box.adjusted(-6, -6, 6, 6).contains(*m_pointer))
        box.moveTopRight(plot.topRight() + QPoint(-6, 6));
    painter.fillRect(box, kBehindText);
    painter.setPen(kOnSpectrogram);
    painter.drawText(box, Qt::AlignCenter, words);
}

} // namespace segue::ui
