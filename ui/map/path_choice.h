// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"
#include "ui/kit/notice_board.h"

#include <QObject>

#include <optional>
#include <vector>

namespace segue::ui {

/// Two ends for a path: two songs at once, or one, and then the next that the listener chooses anywhere.
class PathChoice final : public QObject {
    Q_OBJECT

public:
    PathChoice(NoticeBoard& board, QObject* parent);

    void begin(const std::vector<Track>& songs); ///< one or two
    void offer(const Track& song);               ///< the listener chose it
    [[nodiscard]] bool isWaiting() const { return m_from.has_value(); }

Q_SIGNALS:
    void chosen(const segue::Track& from, const segue::Track& to);

private:
    void giveUp();

    NoticeBoard& m_board;
    std::optional<Track> m_from;
};

} // namespace segue::ui
