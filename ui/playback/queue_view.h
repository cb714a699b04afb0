// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"
#include "ui/playback/queue_delegate.h"

#include <QListView>

#include <vector>

namespace segue::ui {

class QueueModel;

/// The queue's list: rows are chosen, dragged to another place (also with Alt and an arrow key) and taken out with Delete; a
/// double click or Return plays one. What was chosen stays chosen when the queue changes.
class QueueView final : public QListView {
    Q_OBJECT

public:
    explicit QueueView(QueueModel& model, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<EntryId> chosen() const; ///< top to bottom
    void removeChosen();                               ///< the next row has the cursor then
    void showNow();                                    ///< what plays comes to the top

Q_SIGNALS:
    void jumpWanted(segue::EntryId entry);
    void removeWanted(const std::vector<segue::EntryId>& entries);
    void moveWanted(const std::vector<segue::EntryId>& entries, const segue::QueueTarget& target);
    /// From elsewhere in the window. @param after the entry that they are to follow; 0: none
    void songsDropped(const std::vector<segue::TrackId>& songs, segue::EntryId after);
    void menuWanted(QPoint globalPosition);

protected:
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] int rowToDropBefore(QPoint position) const;
    [[nodiscard]] EntryId entryAbove(int row) const; ///< 0: none
    [[nodiscard]] std::vector<int> chosenRows() const;
    void setDropRow(int row);
    void moveChosen(int rows);
    void keep();
    void restore();

    QueueModel& m_queue;
    QueueDelegate m_delegate;
    std::vector<EntryId> m_kept; ///< while the model is reset
    EntryId m_keptCurrent = 0;
    int m_keptRow = -1;
    int m_keptScroll = 0;
    int m_dropRow = -1;
};

} // namespace segue::ui
