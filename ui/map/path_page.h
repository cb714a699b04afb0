// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/page.h"
#include "ui/map/path_model.h"

class QLabel;
class QListView;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace segue::ui {

class ElidedLabel;
class EmptyState;
class NumberBox;

/// A path from one song to another, to be played, queued, saved, and seen on the map.
class PathPage final : public Page {
    Q_OBJECT

public:
    explicit PathPage(QWidget* parent = nullptr);

    void showPath(const Track& from, const Track& to); ///< asks for it
    void takePath(const PathReady& event);
    [[nodiscard]] const PathModel& model() const { return m_model; }
    [[nodiscard]] QListView& list() { return *m_list; }
    [[nodiscard]] QString remark() const; ///< what is said beside the songs, or in their place

Q_SIGNALS:
    void pathWanted(const segue::PathQuery& query);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void addWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void savePlaylistWanted(const QString& title, const std::vector<segue::Track>& songs);
    void mapWanted();

private:
    void layOut();
    [[nodiscard]] QToolButton* makeButton(const QString& icon, const QString& name);
    void ask();
    void play(int row);
    [[nodiscard]] std::vector<QueueSong> queued() const;
    [[nodiscard]] QString pathName() const;

    PathModel m_model;
    PathDelegate m_delegate;
    Track m_from, m_to;
    ElidedLabel* m_line;
    NumberBox* m_count;
    QPushButton* m_play;
    QToolButton* m_add;
    QToolButton* m_save;
    QToolButton* m_onMap;
    QLabel* m_remark;
    QListView* m_list;
    EmptyState* m_empty;
    QStackedLayout* m_body = nullptr;
};

} // namespace segue::ui
