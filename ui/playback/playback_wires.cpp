// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/playback_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/playback_bar.h"
#include "ui/settings/settings.h"

namespace segue::ui {

void wirePlayback(EngineBridge& bridge, PlaybackBar& bar, Settings& settings, NoticeBoard& board) {
    QObject::connect(&bridge, &EngineBridge::playbackChanged, &bar,
                     [&bar](const PlaybackChanged& event) { bar.showStatus(event.status); });
    QObject::connect(&bridge, &EngineBridge::coverLoaded, &bar, &PlaybackBar::takeCover);
    QObject::connect(&bridge, &EngineBridge::outlineLoaded, &bar, &PlaybackBar::takeOutline);
    QObject::connect(&bridge, &EngineBridge::engineChanged, &bar, [&bridge, &settings] {
        bridge.setVolume(settings.volume());
        bridge.setSound(settings.sound());
    });
    QObject::connect(&settings, &Settings::soundChanged, &bridge, &EngineBridge::setSound);
    QObject::connect(&bar, &PlaybackBar::coverWanted, &bridge, &EngineBridge::loadCover);
    QObject::connect(&bar, &PlaybackBar::outlineWanted, &bridge, &EngineBridge::loadOutline);
    QObject::connect(&bar, &PlaybackBar::toggleWanted, &bridge, &EngineBridge::togglePlay);
    QObject::connect(&bar, &PlaybackBar::nextWanted, &bridge, &EngineBridge::next);
    QObject::connect(&bar, &PlaybackBar::previousWanted, &bridge, &EngineBridge::previous);
    QObject::connect(&bar, &PlaybackBar::seekWanted, &bridge, &EngineBridge::seek);
    const QString matter = QStringLiteral("playback");
    QObject::connect(&bar, &PlaybackBar::problemChanged, &board,
                     [&board, &bridge, matter](const QString& problem, const QString& goOn, bool isOver) {
                         if (problem.isEmpty())
                             return board.settle(matter);
                         board.post({.level = isOver ? BoardNotice::Level::information : BoardNotice::Level::warning,
                                     .sentence = problem,
                                     .matter = matter,
                                     .action = goOn,
                                     .act = [&bridge] { bridge.resume(); }});
                     });
    QObject::connect(&bar, &PlaybackBar::volumeWanted, &bridge, [&bridge, &settings](float volume) {
        settings.setVolume(volume);
        bridge.setVolume(volume);
    });
    bar.setVolume(settings.volume());
}

} // namespace segue::ui
