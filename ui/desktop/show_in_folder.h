// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

class QObject;

namespace segue::ui {

/// Asks the desktop's file browser to show the folder with the song chosen in it; opens just the folder where no file
/// browser answers. Returns at once.
void showInFolder(const std::filesystem::path& song, QObject* context);

void openFolder(const std::filesystem::path& folder);

} // namespace segue::ui
