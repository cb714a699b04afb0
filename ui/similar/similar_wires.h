// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/feedback.h"
#include "engine/words/track.h"

namespace segue::ui {

class EngineBridge;
class NoticeBoard;
class RecommendationPanel;

/// Connects the Recommendation list with the engine: requests and answers.
void wireSimilar(EngineBridge& bridge, RecommendationPanel& panel);

/// Passes on what the listener says of a song, and says so with a notice that takes it back.
void sayOf(EngineBridge& bridge, NoticeBoard& board, FeedbackKind kind, const Track& track);

} // namespace segue::ui
