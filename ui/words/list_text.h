// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/feedback.h"
#include "engine/words/list_rules.h"
#include "engine/words/reason.h"
#include "engine/words/seeds.h"
#include "engine/words/song_details.h"

#include <QString>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

/// What the window says about a list of songs that sound alike: pure functions.
namespace segue::ui {

/// In words how near a song is, by the share of the library's pairs that are less alike: "very close" from 0.995 on, "close" from
/// 0.97, "related" from 0.85, else "far".
[[nodiscard]] QString matchText(float match);
/// The same in numbers: "closer than 99.7 % of all pairs here".
[[nodiscard]] QString matchNumberText(float match);

[[nodiscard]] QString reasonText(const Reason& reason);     ///< in a few words: "124 and 122 BPM"
[[nodiscard]] QString reasonSentence(const Reason& reason); ///< with how unusual it is
/// The rarest reasons in one line, with how many versions stand behind the entry; may be empty.
[[nodiscard]] QString reasonLine(const std::vector<Reason>& reasons, std::size_t versions, float shift);

/// What a list is like: "Sounds like “Title”", the album, the artist, or "... from 1:20 to 1:50".
[[nodiscard]] QString seedText(const Track& seed, SeedsOf of, const std::optional<SongSpan>& section);
/// Of files that were to be seeds beside others and are in no library.
[[nodiscard]] QString strangersText(const std::vector<std::filesystem::path>& files);

/// "12 left out: 8 same artist, 4 too short"; empty if none was.
[[nodiscard]] QString leftOutText(const LeftOut& left);

/// The filters that are set, each with its name for a chip and the rules without it.
[[nodiscard]] std::vector<std::pair<QString, ListRules>> filterChips(const ListRules& rules);

/// What was said of a song, for the notice with Undo, and for the list of what was learned.
[[nodiscard]] QString feedbackDoneText(FeedbackKind kind, const QString& title, const QString& artist, const QString& album);
[[nodiscard]] QString feedbackText(const Feedback& feedback);

} // namespace segue::ui
