// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"
#include "ui/settings/settings.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QSplitter;

namespace segue::ui {

class RecommendationPanel;
class SongActions;
class SongPane;

/// A library's songs and, beside them, what sounds like the chosen one. In the narrow layout one of the two is shown:
/// choosing a song brings the list, Back returns to the songs.
class LibraryPage final : public QWidget {
    Q_OBJECT

public:
    explicit LibraryPage(Settings& settings, QWidget* parent = nullptr);

    /// Shows a library; asks for its songs if it is another one than before.
    void setLibrary(const Library& library);
    void closeLibrary(); ///< there is none any more
    void hearAnew();     ///< another network is in use: songs and list are asked for again
    [[nodiscard]] LibraryId library() const { return m_library.id; }
    /// A song that need not be in any library (id 0 then) becomes the seed.
    void recommendFrom(const Track& track);
    [[nodiscard]] QWidget* first() const; ///< has the focus when the page is opened
    void setNarrow(bool narrow);
    /// One step back: clears the filter, or returns from the list to the songs. False: there was nothing to go back
    /// from.
    bool goBack();
    /// The song that the cursor is on: in the list if that has the focus, else in the table, else in the list.
    [[nodiscard]] std::optional<Track> selectedTrack() const;
    [[nodiscard]] std::vector<Track> selectedTracks() const; ///< the same, with all that are chosen in the table
    void playAtHand();                                       ///< the songs that are chosen, else the library from its first song on
    void findSong();                                         ///< to the songs, cursor in the filter field
    void remember();                                         ///< columns and splitter

    void takeTracks(const TracksLoaded& event);
    void takeChanges(const TracksChanged& event);
    void takeRemoved(const TracksRemoved& event);
    void takeProgress(const Progress& event);
    void takePlayback(const playback::PlaybackStatus& status);
    [[nodiscard]] RecommendationPanel& panel() { return *m_panel; }
    [[nodiscard]] SongPane& pane() { return *m_pane; }

Q_SIGNALS:
    void tracksWanted(segue::LibraryId library);
    void rescanWanted(segue::LibraryId library);
    void playWanted(const std::vector<segue::QueueSong>& songs, std::size_t index, const segue::QueueContext& context);
    void previewWanted(const std::vector<segue::playback::PlayItem>& items, std::size_t index, const segue::QueueContext& context);
    /// @param told what is said of it
    void playNextWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void addWanted(const std::vector<segue::QueueSong>& songs, const QString& told);
    void detailsWanted(const segue::Track& track);
    void rateWanted(segue::TrackId track, int stars);
    void noticed(const segue::ui::BoardNotice& notice); ///< why a song cannot be played
    void savePlaylistWanted();
    void startable(bool canStart); ///< playAtHand() has something to begin with

private:
    void connectPane();
    void connectActions();
    void showList(bool list);

    Settings& m_settings;
    SongPane* m_pane;
    RecommendationPanel* m_panel;
    SongActions* m_actions;
    QSplitter* m_splitter;
    Library m_library;
    bool m_narrow = false;
    bool m_listShown = false; ///< in the narrow layout
    QTimer m_soon{this};      ///< the list comes when the click has not become a double click
};

} // namespace segue::ui
