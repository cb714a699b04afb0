// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/playback/song_menu_call.h"

#include <QWidget>

class QGridLayout;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace segue::ui {

class ElidedLabel;
class EmptyState;
class QueueModel;
class QueueView;

/// The queue's list with its tools over it: on the page of the queue, and in the panel beside another page. Both show one model.
class QueuePane final : public QWidget {
    Q_OBJECT

public:
    explicit QueuePane(QueueModel& model, QWidget* parent = nullptr);

    void showQueue(const QueueChanged& event); ///< after the model has it
    void showNow();                            ///< scrolls to what plays
    [[nodiscard]] QueueView& view() { return *m_view; }

Q_SIGNALS:
    void jumpWanted(segue::EntryId entry);
    void removeWanted(const std::vector<segue::EntryId>& entries);
    void moveWanted(const std::vector<segue::EntryId>& entries, const segue::QueueTarget& target);
    /// From elsewhere in the window. @param after the entry that they are to follow; 0: none
    void songsDropped(const std::vector<segue::TrackId>& songs, segue::EntryId after);
    void clearWanted();
    void undoWanted();
    void redoWanted();
    void saveWanted();
    void songMenuWanted(const segue::ui::SongMenuCall& call);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut();
    void addKey(const QKeySequence& key, void (QueuePane::*wanted)());
    [[nodiscard]] QToolButton* makeButton(const QString& icon, const QString& name, const QString& key);
    void openMenu(QPoint position);
    [[nodiscard]] QAction* ownAction(const QString& icon, const QString& words, const std::function<void()>& act);
    void playNext();
    void showState();
    void fitTools();

    QueueModel& m_model;
    QueueView* m_view;
    EmptyState* m_empty;
    ElidedLabel* m_count;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QToolButton* m_history;
    QToolButton* m_save;
    QPushButton* m_clear;
    QWidget* m_tools;
    QWidget* m_buttons;               ///< of the tools, all but the count
    QGridLayout* m_toolRow = nullptr; ///< the count and the buttons: side by side, or where that is too narrow in two lines
    QStackedLayout* m_body = nullptr;
};

} // namespace segue::ui
