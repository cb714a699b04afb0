// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

class QMimeData;

namespace segue::ui {

/// The files and folders of this computer in what was dropped, by their bytes; each once, in their order. What they are is not
/// looked at.
[[nodiscard]] std::vector<std::filesystem::path> localFiles(const QMimeData& dropped);

} // namespace segue::ui
