// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <vector>

namespace segue {

/// Background work: scans and analyses.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class BackgroundCommands {
public:
    virtual ~BackgroundCommands() = default;

    virtual void pause() = 0;  ///< "cancel": stops scan and analysis now; what is done is kept
    virtual void resume() = 0; ///< goes on where it stopped, also after a pause that began by itself
    virtual void setPauseOnBattery(bool wanted) = 0;
    /// The rows on the screen, top to bottom; those that wait are analysed next. Call it a few times a second at most.
    virtual void setVisibleTracks(std::vector<TrackId> tracks) = 0;
    virtual void setWorkers(int workers) = 0; ///< 0: half the cores
    /// Whether whole songs are read for their outlines when nothing waits for analysis.
    virtual void setOutlinesWanted(bool wanted) = 0;
};

} // namespace segue
