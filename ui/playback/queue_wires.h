// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class NoticeBoard;
class PlaybackBar;
class QueuePage;

/// The queue's page shows and changes the queue; the bar has its shuffle and repeat. What is taken out can be undone.
void wireQueue(EngineBridge& bridge, QueuePage& page, PlaybackBar& bar, NoticeBoard& board);

} // namespace segue::ui
