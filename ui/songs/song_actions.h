// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/kit/notice_board.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <vector>

class QWidget;

namespace segue::ui {

class SongPane;

/// What can be done with songs of a library's page: play, queue, rate, show. It decides which songs are meant; a signal then
/// has it done. If a song cannot be played, it says why. Belongs to the page.
class SongActions final : public QObject {
    Q_OBJECT

public:
    SongActions(SongPane& pane, QWidget* page);

    /// The library of the songs, and whether they can be reached now.
    void setLibrary(const Library& library) { m_library = library; }
    void setIdle(bool isIdle) { m_isIdle = isIdle; } ///< nothing plays
    void playRow(int row); ///< plays the table from this row on, or the chosen rows if it is one of several
    void playAtHand();     ///< plays the chosen songs if they are several, else the table from the current row on
    /// Opens the menu for a row of the table, or for all chosen rows if it is one of them.
    void openTableMenu(int row, QPoint position);
    /// Opens the menu for a song of the Recommendation list. @param isPreview its preview is queued
    void openListMenu(const Track& song, bool isPreview, QPoint position, std::function<void()> play);
    [[nodiscard]] std::vector<Track> songsOf(const std::vector<int>& rows) const;

    [[nodiscard]] static QString absentSongMatter() { return QStringLiteral("absent song"); }
    /// The place that notices about a library belong to.
    [[nodiscard]] static QString placeOf(LibraryId library);

Q_SIGNALS:
    void playWanted(const std::vector<segue::playback::PlayItem>& items, std::size_t index);
    void playNextWanted(const segue::playback::PlayItem& item);
    void detailsWanted(const segue::Track& track);
    void recommendWanted(const segue::Track& track);
    void rateWanted(segue::TrackId track, int stars);
    void savePlaylistWanted();
    void noticed(const segue::ui::BoardNotice& notice);

private:
    struct Meant {
        std::vector<Track> songs; ///< the songs that most entries act on
        Track pointed;            ///< the song whose row was clicked
        bool isInList = false;
        bool isPreview = false;
    };

    void openMenu(const Meant& meant, QPoint position, std::function<void()> play);
    void playFrom(int row);
    void playNext(const std::vector<Track>& songs, bool isPreview);
    [[nodiscard]] bool canPlay(const Track& track); ///< posts a notice if not
    [[nodiscard]] std::vector<playback::PlayItem> itemsOf(const std::vector<Track>& songs, bool isPreview);

    SongPane& m_pane;
    QWidget* m_page;
    Library m_library;
    bool m_isIdle = true;
};

} // namespace segue::ui
