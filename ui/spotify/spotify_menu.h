// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <QMenu>

#include <vector>

namespace segue::ui {

/// What can be done with a row of Spotify. What concerns the listener's own music is offered where the row is a song of it.
class SpotifyMenu final : public QMenu {
    Q_OBJECT

public:
    /// One of the listener's songs that could be the row.
    struct Candidate {
        TrackId track = 0;
        QString name;
    };

    /// @param candidates where several could be it @param links of how many rows are copied
    SpotifyMenu(const SpotifyRow& row, const std::vector<Candidate>& candidates, std::size_t links, QWidget* parent);

    /// Puts *Play on Spotify* at the head. @param rows of how many
    void offerSpotify(std::size_t rows);

Q_SIGNALS:
    void playOnSpotifyWanted();
    void playWanted();
    void similarWanted();
    void showWanted();
    void openWanted();    ///< in Spotify's program
    void browserWanted(); ///< in a browser
    void copyWanted();
    void confirmed(segue::TrackId track);
    void unlinkWanted();
    void matchAgainWanted();

private:
    void addOwn(const SpotifyRow& row);
    void addLinks(const SpotifyRow& row, std::size_t links);
    void addQuestions(const SpotifyRow& row, const std::vector<Candidate>& candidates);
};

} // namespace segue::ui
