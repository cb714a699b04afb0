// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/chapter_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/playback/chapter_steps.h"
#include "ui/playback/playback_bar.h"

namespace segue::ui {

void wireChapters(EngineBridge& bridge, ChapterSteps& steps, PlaybackBar& bar) {
    QObject::connect(&bridge, &EngineBridge::playbackChanged, &steps,
                     [&steps](const PlaybackChanged& event) { steps.takeStatus(event.status); });
    QObject::connect(&bridge, &EngineBridge::songExtrasLoaded, &steps, &ChapterSteps::takeExtras);
    QObject::connect(&steps, &ChapterSteps::extrasWanted, &bridge, &EngineBridge::loadExtras);
    QObject::connect(&steps, &ChapterSteps::seekWanted, &bridge, &EngineBridge::seek);
    QObject::connect(&steps, &ChapterSteps::chaptersChanged, &bar, &PlaybackBar::showChapters);
}

} // namespace segue::ui
