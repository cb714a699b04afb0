// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/path_choice.h"

#include "ui/words/format.h"

#include <utility>

namespace segue::ui {

namespace {

QString pathMatter() { return QStringLiteral("path"); }

} // namespace

PathChoice::PathChoice(NoticeBoard& board, QObject* parent)
    : QObject(parent)
    , m_board(board) {}

void PathChoice::begin(const std::vector<Track>& songs) {
    giveUp();
    if (songs.size() == 2)
        return Q_EMIT chosen(songs[0], songs[1]);
    if (songs.size() != 1)
        return;
    m_from = songs.front();
    m_board.post({.level = BoardNotice::Level::information,
                  .sentence = tr("Now choose the song where the path from “%1” is to end.").arg(text(m_from->title)),
                  .matter = pathMatter(),
                  .action = tr("Cancel"),
                  .act = [this] { m_from.reset(); }});
}

void PathChoice::offer(const Track& song) {
    if (!m_from || song.id == 0 || song.id == m_from->id)
        return;
    const Track from = *std::exchange(m_from, std::nullopt);
    m_board.settle(pathMatter());
    Q_EMIT chosen(from, song);
}

void PathChoice::giveUp() {
    if (std::exchange(m_from, std::nullopt))
        m_board.settle(pathMatter());
}

} // namespace segue::ui
