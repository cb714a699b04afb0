// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace segue::ui {

/// A button of the playback bar. @param iconName of a line icon; empty: none @param name said, and shown beside the pointer
/// @param side pixels; 0: as large as what it shows
[[nodiscard]] QToolButton* makeBarButton(const QString& iconName, const QString& name, int side, QWidget* parent);

} // namespace segue::ui
