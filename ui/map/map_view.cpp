// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_view.h"

#include "ui/kit/theme.h"
#include "ui/map/map_points_painter.h"
#include "ui/words/format.h"

#include <QAccessible>
#include <QAccessibleEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::ui {

namespace {

constexpr double kReach = 9.0;    ///< pixels from the pointer that a song may be
constexpr double kKeyStep = 0.12; ///< of the view's width, by an arrow key
constexpr double kZoomStep = 1.3; ///< by a key, a button, or a notch of the wheel
constexpr int kClickSlip = 4;     ///< pixels that the pointer may move in a click
constexpr int kMostMarked = 200;

/// Letters over points are read against their ground, which surrounds them.
void paintHaloed(QPainter& painter, const QRectF& where, const QString& words, const QColor& ink, const QColor& ground) {
    QColor halo = ground;
    halo.setAlpha(215);
    painter.setPen(halo);
    for (const auto& [x, y] :
         {std::pair{-1.5, 0.0}, {1.5, 0.0}, {0.0, -1.5}, {0.0, 1.5}, {-1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}, {1.0, -1.0}})
        painter.drawText(where.translated(x, y), Qt::AlignCenter, words);
    painter.setPen(ink);
    painter.drawText(where, Qt::AlignCenter, words);
}

QString mapName(const SongList& songs, int song) {
    const Track track = songs[static_cast<std::size_t>(song)];
    return MapView::tr("%1 by %2").arg(text(track.title), artistText(track));
}

} // namespace

MapView::MapView(const MapScene& scene, QWidget* parent)
    : QWidget(parent)
    , m_scene(scene) {
    setObjectName(QStringLiteral("songMap"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 160);
    setAccessibleName(tr("Map of all songs"));
    setAccessibleDescription(tr("Arrow keys move the map, plus and minus zoom. Return chooses the song in the middle, and plays it "
                                "when it is chosen."));
}

void MapView::sceneChanged(bool isNew) {
    if (isNew) {
        m_chosen = -1;
        m_pointed = -1;
        m_camera.setBounds(m_scene.field.bounds());
    }
    moved();
}

void MapView::moved() {
    m_isStale = true;
    update();
}

void MapView::choose(int song) {
    m_chosen = song;
    update();
}

void MapView::setLassoing(bool on) {
    m_isLassoing = on;
    setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
}

void MapView::fit() {
    m_camera.fit();
    moved();
}

void MapView::zoomStep(int steps) {
    m_camera.zoom(std::pow(kZoomStep, steps), rect().toRectF().center());
    moved();
    if (m_byKeys)
        pointAtMiddle();
}

void MapView::show(int song) {
    if (song < 0 || rect().toRectF().contains(placeOf(static_cast<std::uint32_t>(song))))
        return;
    const MapPoint& point = m_scene.field[static_cast<std::size_t>(song)];
    m_camera.centre({static_cast<double>(point.x), static_cast<double>(point.y)});
    moved();
}

// Painting.

QPointF MapView::placeOf(std::uint32_t song) const {
    const MapPoint& point = m_scene.field[song];
    return m_camera.toScreen(static_cast<double>(point.x), static_cast<double>(point.y));
}

/// Only when something moved: what is marked and named lies over it.
void MapView::paintGround() {
    const double ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    if (m_image.size() != pixels)
        m_image = QImage(pixels, QImage::Format_RGB32);
    m_image.fill(palette().color(QPalette::Base).rgb());
    MapLook look{.kinds = m_scene.tints.of, .isBright = m_scene.isBright, .pixelRatio = ratio};
    for (const auto& kind : m_scene.tints.kinds)
        look.colours.push_back(kind.colour.rgb());
    look.dim = palette().color(QPalette::Mid).rgb();
    if (!look.colours.empty())
        paintPoints(m_image, m_scene.field, m_camera, look);
    m_image.setDevicePixelRatio(ratio);
    m_isStale = false;
}

void MapView::paintEvent(QPaintEvent*) {
    if (m_isStale)
        paintGround();
    QPainter painter(this);
    painter.drawImage(QPointF(0.0, 0.0), m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter);
    paintMarks(painter);
    paintName(painter);
    if (hasFocus() && m_byKeys) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
        const QPointF middle = rect().toRectF().center();
        painter.drawLine(middle - QPointF(8, 0), middle + QPointF(8, 0));
        painter.drawLine(middle - QPointF(0, 8), middle + QPointF(0, 8));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2.0));
        painter.drawRect(rect().toRectF().adjusted(1, 1, -1, -1));
    }
}

void MapView::paintMarks(QPainter& painter) const {
    const QColor accent = palette().color(QPalette::Highlight);
    const double radius = pointRadius(m_scene.field.size(), m_camera.zoomed());
    painter.setBrush(Qt::NoBrush);
    if (m_scene.path.size() > 1) {
        QPolygonF line;
        for (const auto song : m_scene.path)
            line << placeOf(song);
        painter.setPen(QPen(palette().color(QPalette::Base), 5.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.setPen(QPen(accent, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        for (const QPointF& stop : line)
            painter.drawEllipse(stop, radius + 2.5, radius + 2.5);
    }
    const QColor ink = palette().color(QPalette::Text);
    painter.setPen(QPen(ink, 1.6));
    for (std::size_t i = 0; i < std::min<std::size_t>(m_scene.neighbours.size(), kMostMarked); ++i)
        painter.drawEllipse(placeOf(m_scene.neighbours[i]), radius + 3.0, radius + 3.0);
    if (m_chosen >= 0) {
        const QPointF place = placeOf(static_cast<std::uint32_t>(m_chosen));
        painter.setPen(QPen(ink, 2.0));
        painter.setBrush(accent);
        painter.drawEllipse(place, radius + 4.0, radius + 4.0);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(place, radius + 9.0, radius + 9.0);
    }
    if (m_drag.isLasso && m_drag.lasso.size() > 1) {
        QPolygonF outline;
        for (const QPointF& corner : m_drag.lasso)
            outline << m_camera.toScreen(corner.x(), corner.y());
        QColor fill = accent;
        fill.setAlpha(40);
        painter.setPen(QPen(accent, 2.0, Qt::DashLine));
        painter.setBrush(fill);
        painter.drawPolygon(outline);
    }
}

void MapView::paintLabels(QPainter& painter) const {
    const std::array fonts{scaledFont(font(), 0.86), scaledFont(font(), 1.12, QFont::DemiBold)};
    const std::array metrics{QFontMetricsF(fonts[0]), QFontMetricsF(fonts[1])};
    const auto sizeOf = [&](const MapLabel& label) {
        const auto& metric = metrics[label.isGenre ? 1 : 0];
        return QSizeF(metric.horizontalAdvance(label.text) + 4.0, metric.height());
    };
    const QColor ground = palette().color(QPalette::Base);
    for (const auto& [label, where] : placeLabels(m_scene.labels, m_camera, size(), sizeOf)) {
        painter.setFont(fonts[label->isGenre ? 1 : 0]);
        paintHaloed(painter, where, label->text, palette().color(label->isGenre ? QPalette::Text : QPalette::PlaceholderText),
                    ground);
    }
}

/// Title and artist of the song that is pointed at, in a box beside it.
void MapView::paintName(QPainter& painter) const {
    if (m_pointed < 0)
        return;
    const Track track = m_scene.songs[static_cast<std::size_t>(m_pointed)];
    const QFont strong = scaledFont(font(), 1.0, QFont::DemiBold);
    const QFontMetricsF titleMetric(strong);
    const QFontMetricsF artistMetric(font());
    const double most = std::min(320.0, width() - 24.0);
    const QString title = titleMetric.elidedText(text(track.title), Qt::ElideRight, most);
    const QString artist = artistMetric.elidedText(artistText(track), Qt::ElideRight, most);
    const double wide = std::max(titleMetric.horizontalAdvance(title), artistMetric.horizontalAdvance(artist)) + 20.0;
    const double high = titleMetric.height() + artistMetric.height() + 12.0;
    const QPointF place = placeOf(static_cast<std::uint32_t>(m_pointed));
    QRectF box(place + QPointF(12.0, 12.0), QSizeF(wide, high));
    if (box.right() > width())
        box.moveRight(place.x() - 12.0);
    if (box.bottom() > height())
        box.moveBottom(place.y() - 12.0);
    box.moveLeft(std::max(4.0, box.left()));
    box.moveTop(std::max(4.0, box.top()));
    painter.setPen(QPen(palette().color(QPalette::Text), 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(place, 8.0, 8.0);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(box, 6.0, 6.0);
    const QRectF inside = box.adjusted(10.0, 6.0, -10.0, -6.0);
    painter.setFont(strong);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, title);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignBottom, artist);
}

// What the listener does.

int MapView::songAt(QPointF pixel) const {
    const double reach = std::max(kReach, pointRadius(m_scene.field.size(), m_camera.zoomed()) + 3.0);
    return m_scene.field.nearest(m_camera.toMap(pixel), reach / m_camera.scale());
}

void MapView::point(int song) {
    if (song == m_pointed)
        return;
    m_pointed = song;
    update();
    Q_EMIT pointedAt(song);
    if (song < 0 || !m_byKeys)
        return;
    setAccessibleName(tr("Map of all songs, in the middle: %1").arg(mapName(m_scene.songs, song)));
    QAccessibleEvent said(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&said);
}

void MapView::pointAtMiddle() {
    m_byKeys = true;
    const QPointF middle = m_camera.toMap(rect().toRectF().center());
    point(m_scene.field.nearest(middle, 0.25 * std::min(width(), height()) / m_camera.scale()));
}

void MapView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_camera.setView(size());
    moved();
}

void MapView::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    m_camera.zoom(std::pow(kZoomStep, steps), event->position());
    m_byKeys = false;
    moved();
    point(songAt(event->position()));
    event->accept();
}

bool MapView::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_camera.zoom(1.0 + gesture->value(), gesture->position());
            moved();
            return true;
        }
    }
    return QWidget::event(event);
}

void MapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_byKeys = false;
    m_drag = {.from = event->position(), .isPressed = true, .isLasso = m_isLassoing || (event->modifiers() & Qt::ShiftModifier)};
    if (m_drag.isLasso)
        m_drag.lasso << m_camera.toMap(event->position());
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF here = event->position();
    if (!m_drag.isPressed) {
        m_byKeys = false;
        return point(songAt(here));
    }
    if (!m_drag.hasMoved && (here - m_drag.from).manhattanLength() < kClickSlip)
        return;
    m_drag.hasMoved = true;
    if (m_drag.isLasso) {
        m_drag.lasso << m_camera.toMap(here);
        return update();
    }
    point(-1);
    m_camera.pan(here - m_drag.from);
    m_drag.from = here;
    moved();
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_drag.isPressed)
        return QWidget::mouseReleaseEvent(event);
    const Drag drag = std::exchange(m_drag, {});
    update();
    if (drag.isLasso && drag.hasMoved)
        Q_EMIT lassoed(m_scene.field.inside(drag.lasso));
    else if (!drag.hasMoved)
        Q_EMIT chosenByUser(songAt(event->position()));
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event) {
    const int song = songAt(event->position());
    if (event->button() == Qt::LeftButton && song >= 0)
        Q_EMIT playWanted(song);
}

void MapView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int song = byKey ? (m_pointed >= 0 ? m_pointed : m_chosen) : songAt(event->pos());
    if (song >= 0)
        Q_EMIT menuWanted(song, byKey ? mapToGlobal(placeOf(static_cast<std::uint32_t>(song)).toPoint()) : event->globalPos());
}

bool MapView::takeKey(const QKeyEvent& event) {
    const auto step = [&](double x, double y) {
        m_camera.pan({-x * kKeyStep * width(), -y * kKeyStep * width()});
        moved();
        pointAtMiddle();
        return true;
    };
    if ((event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        return step(-1, 0);
    case Qt::Key_Right:
        return step(1, 0);
    case Qt::Key_Up:
        return step(0, -1);
    case Qt::Key_Down:
        return step(0, 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_byKeys = true;
        return zoomStep(1), true;
    case Qt::Key_Minus:
        m_byKeys = true;
        return zoomStep(-1), true;
    case Qt::Key_Home:
        return fit(), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_pointed < 0)
            return false;
        if (m_pointed == m_chosen)
            Q_EMIT playWanted(m_pointed);
        else
            Q_EMIT chosenByUser(m_pointed);
        return true;
    default:
        return false;
    }
}

void MapView::keyPressEvent(QKeyEvent* event) {
    if (!takeKey(*event))
        QWidget::keyPressEvent(event);
}

void MapView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (!m_byKeys)
        point(-1);
}

void MapView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        moved();
}

} // namespace segue::ui
