// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QObject>

#include <optional>
#include <vector>

namespace segue::ui {

class EngineBridge;
class MainPages;
class NoticeBoard;

/// What the window's keys do to a song: to the chosen one, else to the one being played.
class SongAtHand final : public QObject {
    Q_OBJECT

public:
    SongAtHand(EngineBridge& bridge, MainPages& pages, NoticeBoard& board);

    void showDetails();
    void rate(int stars);
    void startRadio();
    void correct();

Q_SIGNALS:
    void correctWanted(const std::vector<segue::TrackId>& songs);

private:
    [[nodiscard]] std::optional<Track> track() const;
    void say(const QString& sentence);

    EngineBridge& m_bridge;
    MainPages& m_pages;
    NoticeBoard& m_board;
};

} // namespace segue::ui
