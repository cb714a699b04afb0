// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"
#include "ui/sidebar/sidebar_delegate.h"
#include "ui/sidebar/sidebar_model.h"

#include <QListView>

#include <optional>
#include <vector>

namespace segue::ui {

/// One of the sidebar's lists: rows are chosen, renamed (F2), moved (dragged, or Alt and an arrow), folded (Left, Right, or their
/// arrow), and playlists take songs that are dropped on them.
class SidebarList final : public QListView {
    Q_OBJECT

public:
    SidebarList(SidebarModel& model, const QString& name, QWidget* parent = nullptr);

    void setCollapsed(bool collapsed);
    [[nodiscard]] int wholeHeight() const; ///< of all rows
    [[nodiscard]] bool isEditing() const { return state() == EditingState; }

Q_SIGNALS:
    void chosen(const segue::ui::SidebarRow& row);   ///< by the listener
    void menuWanted(int row, QPoint globalPosition); ///< row -1: beside all rows
    void removeWanted(const segue::ui::SidebarRow& row);
    void foldWanted(const segue::ui::SidebarRow& row);
    /// @param before a row; the number of rows: behind all @param into a folder's row, or -1
    void moveWanted(int row, int before, int into);
    void dragged(); ///< a row, whether or not it was dropped
    void songsDropped(const segue::ui::SidebarRow& playlist, const std::vector<segue::TrackId>& songs);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Where what is dragged would go: onto a row, or before one.
    struct Target {
        int onto = -1;
        int before = -1;
        bool operator==(const Target&) const = default;
    };

    [[nodiscard]] std::optional<Target> targetAt(QPoint position, const QMimeData& dragged) const;
    [[nodiscard]] bool isDraggedHere(const QMimeData& dragged) const;
    void setTarget(std::optional<Target> target);
    void moveByKey(int step);
    bool foldByKey(bool open);

    SidebarModel& m_model;
    SidebarDelegate m_delegate;
    std::optional<Target> m_target;
    int m_dragged = -1;
};

} // namespace segue::ui
