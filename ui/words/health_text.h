// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/genre_events.h"

#include <QString>

#include <utility>
#include <vector>

/// What the page Library health says: pure functions.
namespace segue::ui {

[[nodiscard]] QString doubtText(const GenreDoubt& doubt);             ///< "Tagged Rock, sounds like Jazz"
[[nodiscard]] QString answerText(GenreAnswer answer);                 ///< what was said of it; empty: nothing
[[nodiscard]] QString answeredText(const GenreAnswersChanged& event); ///< for the notice after an answer
[[nodiscard]] QString exportedText(const GenreDoubtsExported& event);
[[nodiscard]] QString doubtsText(const GenreDoubtsLoaded& loaded); ///< how many there are, of how many
/// Title and sentence where there is nothing to list.
[[nodiscard]] std::pair<QString, QString> noDoubtsText(const GenreDoubtsLoaded& loaded);

/// A figure of the report, and what it says.
struct QualityFigure {
    QString number;
    QString name;
    QString sentence;
};
[[nodiscard]] std::vector<QualityFigure> qualityFigures(const LibraryQuality& quality);
[[nodiscard]] QString qualityBasis(const LibraryQuality& quality); ///< what was measured, and on how many

/// One figure of lists by the rules, and of plain ones beside them.
struct RuleRow {
    QString name;
    QString byRules;
    QString plain;
};
[[nodiscard]] std::vector<RuleRow> ruleRows(const LibraryQuality& quality); ///< empty: not measured
[[nodiscard]] QString ruleBasis(const LibraryQuality& quality);             ///< what was measured, and on how many
[[nodiscard]] QString versionsText(const LibraryQuality& quality);          ///< how many songs have several versions

/// One bar: a name, what it counts, and its length in [0, 1].
struct QualityBar {
    QString name;
    QString number;
    double share = 0.0;
};
[[nodiscard]] std::vector<QualityBar> coverageBars(const LibraryQuality& quality);
[[nodiscard]] std::vector<QualityBar> genreBars(const LibraryQuality& quality, std::size_t most);
[[nodiscard]] std::vector<QualityBar> listingBars(const LibraryQuality& quality); ///< how often recordings are listed

} // namespace segue::ui
