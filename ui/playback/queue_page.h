// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/playback/queue_model.h"
#include "ui/playback/song_menu_call.h"

namespace segue::ui {

class QueuePane;
class QueueView;
class RadioStrip;

/// What plays and what will: to be seen, put into another order, thinned out and taken back. Has the model and the signals for
/// every pane that shows the queue.
class QueuePage final : public Page {
    Q_OBJECT

public:
    explicit QueuePage(QWidget* parent = nullptr);

    void takeQueue(const QueueChanged& event);
    void takePlayback(const playback::PlaybackStatus& status);
    [[nodiscard]] std::vector<QueueSong> songs() const; ///< what plays and what comes, in this order
    [[nodiscard]] QueueModel& model() { return m_model; }
    [[nodiscard]] QueueView& view();
    void join(QueuePane& pane); ///< one more that shows this model: it is told of changes, and its wishes are the page's

    [[nodiscard]] RadioStrip& radio() { return *m_radio; }

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
    void changed(const segue::QueueChanged& event);                                       ///< the model has it
    void savePlaylistWanted(const QString& name, const std::vector<segue::Track>& songs); ///< what plays and comes, all known

private:
    QueueModel m_model;
    RadioStrip* m_radio;
    QueuePane* m_pane;
};

} // namespace segue::ui
