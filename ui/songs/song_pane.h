// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/settings/settings.h"
#include "ui/songs/song_table_model.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedLayout;
class QVBoxLayout;

namespace segue::ui {

class BrowseDesk;
class ElidedLabel;
class EmptyState;
class LibraryBanner;
class PlaylistStrip;
class SongTableView;

/// One library, all music or a playlist: its name, a filter field, and the table, or a text that says what to do if there is
/// nothing to list.
class SongPane final : public QWidget {
    Q_OBJECT

public:
    explicit SongPane(Settings& settings, QWidget* parent = nullptr);

    void setLibrary(const Library& library); ///< name and folder; the songs come with setTracks
    /// The playlist whose songs are shown, beside setLibrary(); nothing: it is none.
    void setPlaylist(const std::optional<Playlist>& playlist);
    void setOffline(std::vector<LibraryId> libraries); ///< whose folders are not there now
    void setTracks(const SongList& tracks);
    void setPlaylistSongs(const SongList& songs, std::vector<PlaylistEntryId> entries); ///< in place of setTracks()
    void setChosenSongs(const SongList& songs, std::vector<SongOrder::Index> chosen);   ///< likewise: some of all
    void applyChanges(const std::vector<Track>& tracks);
    void removeTracks(const std::vector<TrackId>& ids);
    void setPlaying(TrackId track, bool isHeard); ///< isHeard: not paused
    void setBusy(bool scanning);                  ///< true: an empty table says that songs are on their way
    void setNarrow(bool narrow);

    void focusFilter();
    void setFilter(const QString& words);
    void focusTable();
    [[nodiscard]] bool isLoaded() const { return m_loaded; } ///< the songs have arrived
    void showSongs();                                        ///< all of them: without filter, album or other group
    void choose(int row);                                    ///< chooses the row and gives it the focus, as a click does
    /// Clears the filter, or leaves its field if it is empty. @return whether there was one of both to do
    bool clearFilter();
    /// The rows to play: the chosen ones, else the first; empty if there is no song.
    [[nodiscard]] std::vector<int> rowsAtHand() const;
    [[nodiscard]] QString filter() const; ///< empty: none
    [[nodiscard]] const SongTableModel& model() const { return m_model; }
    [[nodiscard]] SongTableView& view() { return *m_view; }
    [[nodiscard]] LibraryBanner& banner() { return *m_banner; }
    [[nodiscard]] PlaylistStrip& strip() { return *m_strip; }
    [[nodiscard]] const PlaylistStrip& strip() const { return *m_strip; }
    [[nodiscard]] BrowseDesk& browse() { return *m_browse; }
    [[nodiscard]] const BrowseDesk& browse() const { return *m_browse; }
    /// Closes the album, artist or genre that is open. @return whether one was
    bool leaveGroup();

Q_SIGNALS:
    void trackChosen(const segue::Track& track);
    void clickedTrack();
    void playWanted(int row);
    void menuWanted(int row, QPoint globalPosition);
    void rateWanted(segue::TrackId track, int stars);
    void rescanWanted();
    void startable(bool canStart); ///< whether there are songs to play
    /// Songs on the screen that wait for their analysis, a few times a second at most.
    void visibleSongsChanged(const std::vector<segue::TrackId>& tracks);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void fitHead();
    void showState();
    void showCount();
    void showHint();
    void connectBrowsing();
    void takenSongs();
    [[nodiscard]] QString allText() const; ///< how many songs there are
    bool explainEmptyPlaylist();

    SongTableModel m_model;
    SongTableView* m_view;
    ElidedLabel* m_name;
    QLabel* m_count;
    QLineEdit* m_filter;
    QLabel* m_hint; ///< what of the filter is not understood, or was forgiven
    EmptyState* m_empty;
    LibraryBanner* m_banner;
    PlaylistStrip* m_strip;
    BrowseDesk* m_browse;
    QString m_outerFilter; ///< comes back when what is open is left
    QVBoxLayout* m_head;
    QHBoxLayout* m_title; ///< the name, and count or filter
    QHBoxLayout* m_tools; ///< the views, and filter or count
    QStackedLayout* m_body;
    Library m_library;
    std::optional<bool> m_isTight;
    bool m_loaded = false; ///< the library's songs have arrived
    bool m_busy = false;
    int m_selected = 0;
    bool m_startable = false;
};

} // namespace segue::ui
