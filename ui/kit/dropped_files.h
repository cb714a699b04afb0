// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QPixmap>

#include <filesystem>
#include <memory>
#include <vector>

class QMimeData;
class QString;
class QWidget;

namespace segue::ui {

/// The files and folders of this computer in what was dropped, by their bytes; each once, in their order. What they are is not
/// looked at.
[[nodiscard]] std::vector<std::filesystem::path> localFiles(const QMimeData& dropped);

/// Songs of libraries that are dragged within this window, in their order; none: something else is dragged.
[[nodiscard]] std::vector<TrackId> draggedSongs(const QMimeData& dragged);
/// To be dragged within this window, and as files elsewhere. @param files of those songs that are files of their own
[[nodiscard]] std::unique_ptr<QMimeData> songsToDrag(const std::vector<TrackId>& songs,
                                                     const std::vector<std::filesystem::path>& files);
/// What hangs on the pointer.
[[nodiscard]] QPixmap dragLabel(const QString& words, const QWidget& widget);

} // namespace segue::ui
