// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <memory>

namespace segue::app {

/// The system's default output through Qt Multimedia (`QAudioSink`), for systems whose sound server Qt knows and Segue does not.
/// Costs nothing until it is started. An output that goes is told and pauses the music; resume() goes on with the default of then.
///
/// Thread rule: as AudioSink's; Qt's objects live on a thread of their own, which pulls. Failure rule: what goes wrong arrives
/// through DeviceChanged.
[[nodiscard]] std::unique_ptr<playback::AudioSink> makeQtSink();

} // namespace segue::app
