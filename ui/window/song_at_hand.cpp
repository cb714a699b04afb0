// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/song_at_hand.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/details/details_page.h"
#include "ui/kit/notice_board.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/window/main_pages.h"
#include "ui/words/format.h"
#include "ui/words/listening_text.h"
#include "ui/words/radio_text.h"

namespace segue::ui {

SongAtHand::SongAtHand(EngineBridge& bridge, MainPages& pages, NoticeBoard& board)
    : QObject(&pages)
    , m_bridge(bridge)
    , m_pages(pages)
    , m_board(board) {}

std::optional<Track> SongAtHand::track() const {
    const auto& playing = m_pages.details().playing();
    const bool inLibrary = m_pages.place() == MainPages::Place::library;
    auto track = inLibrary ? m_pages.library().selectedTrack() : std::nullopt;
    if (!track && !playing.path.empty())
        track = playing;
    return track;
}

void SongAtHand::say(const QString& sentence) { m_board.post({.level = BoardNotice::Level::information, .sentence = sentence}); }

/// If the stars are not visible, a notice says what was done.
void SongAtHand::rate(int stars) {
    const bool isShown = m_pages.place() == MainPages::Place::details;
    const auto song = isShown ? m_pages.details().track() : track();
    if (!song || song->id == 0)
        return say(tr("To rate a song, first choose one of a library."));
    if (const auto several = m_pages.library().selectedTracks();
        m_pages.place() == MainPages::Place::library && several.size() > 1) {
        for (const Track& one : several)
            m_bridge.rate(one.id, stars);
        return say(stars > 0 ? tr("%1 have %2 now.").arg(songsText(several.size()), starsText(stars))
                             : tr("%1 have no rating now.").arg(songsText(several.size())));
    }
    m_bridge.rate(song->id, stars);
    if (!isShown && !m_pages.library().pane().view().showsRatings())
        say(stars > 0 ? tr("“%1” has %2 now.").arg(text(song->title), starsText(stars))
                      : tr("“%1” has no rating now.").arg(text(song->title)));
}

void SongAtHand::startRadio() {
    const auto several = m_pages.library().selectedTracks();
    if (m_pages.place() == MainPages::Place::library && several.size() > 1) {
        RadioSeeds seeds{
            .songs = {}, .of = SeedsOf::songs, .name = beginningText(several.front().title, several.size()).toStdString()};
        for (const Track& one : spread(several))
            seeds.songs.push_back(one.id);
        return m_bridge.startRadio(seeds);
    }
    const auto song = track();
    if (song && song->id != 0)
        return m_bridge.startRadio({.songs = {song->id}});
    say(tr("To start radio, first choose a song of a library."));
}

void SongAtHand::correct() {
    std::vector<TrackId> songs;
    if (m_pages.place() == MainPages::Place::library)
        for (const Track& one : m_pages.library().selectedTracks())
            songs.push_back(one.id);
    const auto shown = m_pages.place() == MainPages::Place::details ? m_pages.details().track() : track();
    if (songs.empty() && shown)
        songs.push_back(shown->id);
    std::erase(songs, TrackId{0}); // outside every library
    if (songs.empty())
        return say(tr("To correct a song, first choose one of a library."));
    Q_EMIT correctWanted(songs);
}

void SongAtHand::showDetails() {
    if (const auto song = track())
        return m_pages.showDetails(*song);
    say(tr("To see details, first choose a song."));
}

} // namespace segue::ui
