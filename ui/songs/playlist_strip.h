// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QToolButton;

namespace segue::ui {

class SongTableModel;

/// Under the name of a playlist: what it holds, its notes or its rules, and what can be done with it as a whole.
class PlaylistStrip final : public QWidget {
    Q_OBJECT

public:
    explicit PlaylistStrip(QWidget* parent = nullptr);

    void setPlaylist(const std::optional<Playlist>& playlist); ///< none: it hides
    void showFacts(const SongTableModel& songs);
    [[nodiscard]] const std::optional<Playlist>& playlist() const { return m_playlist; }
    void setUndo(bool canUndo, bool canRedo);

Q_SIGNALS:
    void sortWanted(segue::PlaylistOrder order, bool isDescending);
    void removeDuplicatesWanted();
    void editWanted(); ///< the rules, or the notes
    void copyWanted();
    void exportWanted();
    void undoWanted();
    void redoWanted();

private:
    void fillMenu();

    std::optional<Playlist> m_playlist;
    QLabel* m_words;
    QLabel* m_facts;
    QToolButton* m_edit;
    QToolButton* m_copy;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QToolButton* m_more;
    QMenu* m_menu;
};

} // namespace segue::ui
