// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class DetailsPage;
class EngineBridge;
class NoticeBoard;

/// Song details asks the engine for what it shows and takes what comes.
void wireDetails(EngineBridge& bridge, DetailsPage& page, NoticeBoard& board);

} // namespace segue::ui
