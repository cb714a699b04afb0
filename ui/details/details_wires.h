// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class DetailsPage;
class EngineBridge;
class NoticeBoard;

/// Connects Song details with the engine: requests and answers.
void wireDetails(EngineBridge& bridge, DetailsPage& page, NoticeBoard& board);

} // namespace segue::ui
