// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QDialog>

namespace segue::ui {

/// What became of each line of a playlist file that was imported. Deletes itself when it closes.
class ImportReport final : public QDialog {
    Q_OBJECT

public:
    ImportReport(const PlaylistImported& imported, QWidget* parent);
};

} // namespace segue::ui
