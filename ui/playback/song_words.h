// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace segue::ui {

class LinkLabel;

/// What the bar says of the song that is loaded: title over artist and album, each a link; of a preview that it is one, and the
/// ways out of it.
class SongWords final : public QWidget {
    Q_OBJECT

public:
    explicit SongWords(QWidget* parent = nullptr);

    /// @param track without a path: nothing is loaded
    void showSong(const Track& track, bool isPreview);
    void setNarrow(bool narrow); ///< no album
    void followAlbum();          ///< as if the album were pressed

Q_SIGNALS:
    void wholeWanted();                            ///< of the song whose preview is heard
    void previewEndWanted();                       ///< back to what played
    void detailsWanted(const segue::Track& track); ///< of the song whose title was pressed
    void artistWanted(const segue::Track& track);  ///< whose artist was pressed
    void albumWanted(const segue::Track& track);   ///< likewise

private:
    void layOut();
    void makeRoom();

    LinkLabel* m_title;
    LinkLabel* m_artist;
    QLabel* m_dot; ///< between artist and album
    LinkLabel* m_album;
    QLabel* m_preview; ///< says that not the whole song is heard
    QToolButton* m_whole;
    QToolButton* m_endPreview;
    Track m_track; ///< that is loaded
    bool m_isNarrow = false;
    bool m_isPreview = false;
};

} // namespace segue::ui
