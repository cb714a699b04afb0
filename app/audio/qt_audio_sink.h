// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <memory>

namespace segue::app {

/// The default sound device through Qt Multimedia. Costs nothing until it is started; then the device is opened on a
/// thread of its own, so that neither the window waits for it nor a busy window makes it stutter. Follows the default
/// device; a device that comes back is picked up.
///
/// Needs a QCoreApplication when it is started. Failure rule: what goes wrong arrives through DeviceChanged.
[[nodiscard]] std::unique_ptr<playback::AudioSink> makeQtAudioSink();

} // namespace segue::app
