// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/health/doubt_delegate.h"
#include "ui/health/doubt_model.h"
#include "ui/playback/song_menu_call.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListView;
class QPushButton;
class QStackedLayout;

namespace segue::ui {

class ChoiceBox;
class EmptyState;

/// The songs whose tag and sound disagree, strongest first. The buttons and keys answer for the chosen rows; what was answered can
/// be looked through and taken back.
class DoubtsView final : public QWidget {
    Q_OBJECT

public:
    explicit DoubtsView(QWidget* parent = nullptr);

    void takeDoubts(const GenreDoubtsLoaded& event);
    void takeProgress(const GenresHeard& event); ///< asks again when songs were compared
    [[nodiscard]] QListView& list() { return *m_list; }
    [[nodiscard]] DoubtModel& model() { return m_model; }

Q_SIGNALS:
    void songMenuWanted(const segue::ui::SongMenuCall& call);
    void doubtsWanted();
    void answerWanted(const std::vector<segue::TrackId>& tracks, segue::GenreAnswer answer);
    void undoWanted();
    void exportWanted();
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index);
    void previewWanted(const segue::Track& track);

private:
    void buildList();
    void buildTools();
    void layOut();
    void showState();
    void answer(GenreAnswer answer);
    void play(int row);
    void openMenu(QPoint position);
    [[nodiscard]] std::vector<int> chosenRows() const;
    QPushButton* addAnswer(const QString& name, const QString& tip, GenreAnswer answer);

    DoubtModel m_model;
    DoubtDelegate m_delegate;
    GenreDoubtsLoaded m_loaded; ///< without its songs
    bool m_isHearing = false;   ///< songs are being compared
    QListView* m_list;
    EmptyState* m_empty;
    QLabel* m_count;
    ChoiceBox* m_which;
    QWidget* m_tools;
    std::vector<QPushButton*> m_answers; ///< accept, leave, means; take back
    QPushButton* m_export;
    QStackedLayout* m_body = nullptr;
};

} // namespace segue::ui
