// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/playback/queue_model.h"

class QPushButton;
class QStackedLayout;
class QToolButton;

namespace segue::ui {

class ElidedLabel;
class EmptyState;
class QueueView;
class RadioStrip;

/// What plays and what will: to be seen, put into another order, thinned out and taken back.
class QueuePage final : public Page {
    Q_OBJECT

public:
    explicit QueuePage(QWidget* parent = nullptr);

    void takeQueue(const QueueChanged& event);
    void takePlayback(const playback::PlaybackStatus& status);
    [[nodiscard]] std::vector<QueueSong> songs() const; ///< what plays and what comes, in this order
    [[nodiscard]] QueueModel& model() { return m_model; }
    [[nodiscard]] QueueView& view() { return *m_view; }

    [[nodiscard]] RadioStrip& radio() { return *m_radio; }

Q_SIGNALS:
    void jumpWanted(segue::EntryId entry);
    void removeWanted(const std::vector<segue::EntryId>& entries);
    void moveWanted(const std::vector<segue::EntryId>& entries, const segue::QueueTarget& target);
    void clearWanted();
    void undoWanted();
    void redoWanted();
    void saveWanted();
    void savePlaylistWanted(const QString& name, const std::vector<segue::Track>& songs); ///< what plays and comes, all known

private:
    void layOut();
    void addKey(const QKeySequence& key, void (QueuePage::*wanted)());
    [[nodiscard]] QToolButton* makeButton(const QString& icon, const QString& name, const QString& key);
    void openMenu(QPoint position);
    void playNext();
    void showState();

    QueueModel m_model;
    RadioStrip* m_radio;
    QueueView* m_view;
    EmptyState* m_empty;
    ElidedLabel* m_count;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QToolButton* m_history;
    QToolButton* m_save;
    QPushButton* m_clear;
    QWidget* m_tools;
    QStackedLayout* m_body = nullptr;
};

} // namespace segue::ui
