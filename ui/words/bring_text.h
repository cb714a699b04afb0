// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"
#include "engine/words/correction.h"

#include <QString>
#include <QStringList>

/// How the window speaks of what is brought along from other players, and of corrections: pure functions.
namespace segue::ui {

[[nodiscard]] QString sourceName(BringSource source); ///< "Strawberry", "Ratings in the files’ tags"
/// In one sentence: how many songs there and here, how many change. @param isDone it was done
[[nodiscard]] QString bringSummary(const BringPlan& plan, bool isDone);
/// The parts that change, each a heading with some examples below it.
struct BringChapter {
    QString heading;
    QStringList examples;
};
[[nodiscard]] QList<BringChapter> bringChapters(const BringPlan& plan);
[[nodiscard]] QString lastBroughtText(const LastBrought& last); ///< empty: there is nothing to undo
[[nodiscard]] QString undoneText(const LastBrought& was);

[[nodiscard]] QString fieldName(TagField field);                       ///< "Album artist"
[[nodiscard]] QString editedValue(const Track& track, TagField field); ///< what a song shows, as it is edited; of covers nothing
[[nodiscard]] QString correctedText(TagFields fields); ///< for a tool tip: "Corrected by you: title, year"; empty: nothing
/// Several artists, a line each, as they are edited: "A; B", and back.
[[nodiscard]] QString editedText(TagField field, const std::string& value);
[[nodiscard]] std::string valueOfEdited(TagField field, const QString& edited);

} // namespace segue::ui
