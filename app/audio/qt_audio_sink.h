// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <memory>

namespace segue::app {

class OutputChoice;

/// The sound device that is chosen, else the default one, through Qt Multimedia. Costs nothing until it is started; then the device
/// is opened on a thread of its own, so that neither the window waits for it nor a busy window makes it stutter. Follows the choice
/// and the default; a device that goes while it plays is waited for, and one that comes back is picked up.
///
/// @param choice null: the default
/// Needs a QCoreApplication when it is started. Failure rule: what goes wrong arrives through DeviceChanged.
[[nodiscard]] std::unique_ptr<playback::AudioSink> makeQtAudioSink(std::shared_ptr<OutputChoice> choice = {});

} // namespace segue::app
