// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"

#include <functional>
#include <memory>

namespace segue::ui {
class Settings;
}

namespace segue::app {

struct SinkFigures;

/// Makes sinks that play through the output that the settings name, and tells the settings which there are. The settings must
/// outlive every sink. Call it on the settings' thread.
/// @param figures what they count; null: nothing
[[nodiscard]] std::function<std::unique_ptr<playback::AudioSink>()> sinkFor(ui::Settings& settings,
                                                                            std::shared_ptr<SinkFigures> figures);

} // namespace segue::app
