// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <memory>

namespace segue::app {

class OutputChoice;
struct SinkFigures;

/// The output that is chosen, else the desktop's default one. Costs nothing until it is started; then sound is handed over on a
/// thread of its own, so that neither the window waits for the device nor a busy window makes it stutter. See PulseOutput for what
/// happens when outputs and servers come and go.
///
/// @param choice null: the default
/// @param figures null: nothing is counted
/// @param byQt plays where the choice is kByQt (exclusive_choice.h); null: that is no choice
/// Failure rule: what goes wrong arrives through DeviceChanged.
[[nodiscard]] std::unique_ptr<playback::AudioSink> makeSystemSink(std::shared_ptr<OutputChoice> choice = {},
                                                                  std::shared_ptr<SinkFigures> figures = {},
                                                                  std::unique_ptr<playback::AudioSink> byQt = {});

} // namespace segue::app
