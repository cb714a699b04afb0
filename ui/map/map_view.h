// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_camera.h"
#include "ui/map/map_scene.h"

#include <QImage>
#include <QPolygonF>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace segue::ui {

/// The map, painted: zoomed by the wheel, a pinch, + and -, moved by dragging and the arrow keys. The song under the pointer is
/// named, or with the keyboard the one nearest to the middle. A lasso is drawn with Shift held, or while lassoing is on.
class MapView final : public QWidget {
    Q_OBJECT

public:
    /// @param scene the page's; say sceneChanged() when it is another
    explicit MapView(const MapScene& scene, QWidget* parent = nullptr);

    void sceneChanged(bool isNew); ///< isNew: other points, so that all are shown; else the view stays
    void choose(int song);         ///< marks it; -1: none
    [[nodiscard]] int chosen() const { return m_chosen; }
    [[nodiscard]] int pointed() const { return m_pointed; } ///< the song that is named; -1: none
    void setLassoing(bool on);
    void fit();
    void zoomStep(int steps);
    void show(int song); ///< moves the map where the song is out of sight
    [[nodiscard]] const MapCamera& camera() const { return m_camera; }

Q_SIGNALS:
    void chosenByUser(int song); ///< -1: none
    void playWanted(int song);
    void menuWanted(int song, QPoint globalPosition);
    void lassoed(const std::vector<std::uint32_t>& songs);
    void pointedAt(int song); ///< -1: none

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Drag {
        QPointF from;
        bool isPressed = false;
        bool hasMoved = false;
        bool isLasso = false;
        QPolygonF lasso; ///< of the map
    };

    void paintGround();
    void paintMarks(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;
    void paintName(QPainter& painter) const;
    [[nodiscard]] QPointF placeOf(std::uint32_t song) const; ///< in pixels
    [[nodiscard]] int songAt(QPointF pixel) const;
    void point(int song);
    void pointAtMiddle();
    void moved();
    bool takeKey(const QKeyEvent& event);

    const MapScene& m_scene;
    MapCamera m_camera;
    QImage m_image; ///< ground and points, as they were last painted
    bool m_isStale = true;
    bool m_isLassoing = false;
    bool m_byKeys = false; ///< the cross in the middle points
    int m_chosen = -1;
    int m_pointed = -1;
    Drag m_drag;
};

} // namespace segue::ui
