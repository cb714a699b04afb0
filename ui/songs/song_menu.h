// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/feedback.h"
#include "engine/words/playlist.h"
#include "engine/words/seeds.h"

#include <QMenu>

#include <cstddef>
#include <vector>

namespace segue::ui {

class RatingMenu;

/// Which songs a menu is for, and where they are listed.
struct SongMenuPlace {
    std::size_t songs = 1;                ///< entries for one song only are left out for several
    bool isInList = false;                ///< the Recommendation list: it can be saved, and says why a song is there
    std::size_t listed = 0;               ///< how many songs a filter leaves in the table; 0: there is none
    bool isInLibrary = true;              ///< a song outside every library can be in no playlist, and has no stars
    bool hasAlbum = false;                ///< of the song pointed at
    bool hasArtist = false;               ///< likewise
    bool canTakeOut = false;              ///< of the playlist that is shown
    std::vector<Playlist> playlists = {}; ///< all
};

/// The menu of what can be done with songs, in the same order wherever they are listed: play, play next, add to queue; radio,
/// recommend; add to playlist; go to album, artist; rate; details, folder. Deletes itself when it closes.
class SongMenu final : public QMenu {
    Q_OBJECT

public:
    SongMenu(const SongMenuPlace& place, QWidget* parent);

    void setRating(int stars);
    /// Further entries of the list that the menu is opened in.
    void addOwn(const std::vector<QAction*>& actions);

Q_SIGNALS:
    void playWanted();
    void playNextWanted();
    void addWanted();                          ///< to the queue
    void recommendWanted();                    ///< from the song, or from all of several
    void recommendOfWanted(segue::SeedsOf of); ///< from its album, or by its artist
    void recommendListedWanted();              ///< from all that the filter leaves
    void said(segue::FeedbackKind kind);       ///< what the listener thinks of it as a recommendation
    void seedWanted(bool isAgainst);           ///< as another seed of the list (or others), or as what it is to be far from
    void whyWanted();                          ///< in the list only
    void radioWanted();                        ///< likewise, as the next two
    void radioOfWanted(segue::SeedsOf of);
    void radioListedWanted();
    void pathWanted();                                    ///< from this song to another, or between the two
    void addToPlaylistWanted(segue::PlaylistId playlist); ///< 0: to a new one
    void playlistLikeWanted();                            ///< of what sounds like the song
    void takeOutWanted();
    void albumWanted();
    void artistWanted();
    void showInFolderWanted();
    void detailsWanted();
    void correctWanted(); ///< what is said of the songs, for one or several
    void rated(int stars);
    void savePlaylistWanted();

private:
    void addPlaying();
    void addBeginnings();
    void addOfAlbumAndArtist();
    void addOpinions();
    void addSeedActions(QMenu& menu);
    void addPlaylists();
    void addPlaces();
    [[nodiscard]] bool isOne() const { return m_place.songs == 1; }

    SongMenuPlace m_place;
    RatingMenu* m_rating;
};

} // namespace segue::ui
