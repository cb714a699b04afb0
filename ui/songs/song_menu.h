// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/feedback.h"
#include "engine/words/seeds.h"

#include <QMenu>

#include <cstddef>

namespace segue::ui {

class RatingMenu;

/// The menu of what can be done with a song: the three-dot menu of the Recommendation list and the table's context menu. In
/// the list it can also save the list. Deletes itself when it closes.
class SongMenu final : public QMenu {
    Q_OBJECT

public:
    /// @param songs how many songs it is for; entries for one song only are left out for several
    /// @param listed how many songs a filter leaves in the table; 0: there is none
    SongMenu(bool isInList, QWidget* parent, std::size_t songs = 1, std::size_t listed = 0);

    void setRating(int stars, bool canBeRated); ///< a song outside every library cannot

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
    void pathWanted(); ///< from this song to another, or between the two
    void showInFolderWanted();
    void detailsWanted();
    void correctWanted(); ///< what is said of the songs, for one or several
    void rated(int stars);
    void savePlaylistWanted();

private:
    void addOneSongActions(bool isInList, std::size_t listed);
    void addSeveralSongsActions(std::size_t songs);
    void addBeginnings(std::size_t listed);
    void addOpinions();
    void addSeedActions(QMenu& menu, bool isOne);

    RatingMenu* m_rating;
};

} // namespace segue::ui
