// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// Every key of the window, as the page of keys lists it. Pure; a test holds it to what the window's actions listen to.
namespace segue::ui {

struct KeyRow {
    QStringList keys; ///< portable names of QKeySequence, or a few words where it is no key ("1 to 5")
    QString what;     ///< what it does: "Play or pause"
};

struct KeyGroup {
    QString title; ///< where they work: "Playing"
    std::vector<KeyRow> rows;
};

[[nodiscard]] std::vector<KeyGroup> keyGroups();

/// Whether all words are somewhere in the row or its group's title, upper or lower case.
[[nodiscard]] bool matches(const KeyGroup& group, const KeyRow& row, const QString& words);

} // namespace segue::ui
