// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace segue::ui {

class RatingMenu;

/// What can be done with a song: the three-dot menu of the Recommendation list and the table's context menu. In the list
/// it can also save the list. Deletes itself when it closes.
class SongMenu final : public QMenu {
    Q_OBJECT

public:
    SongMenu(bool isInList, QWidget* parent);

    void setRating(int stars, bool canBeRated); ///< a song outside every library cannot

Q_SIGNALS:
    void playWanted();
    void playNextWanted();
    void recommendWanted();
    void showInFolderWanted();
    void detailsWanted();
    void rated(int stars);
    void savePlaylistWanted();

private:
    RatingMenu* m_rating;
};

} // namespace segue::ui
