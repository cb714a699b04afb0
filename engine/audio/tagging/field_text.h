// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::audio::tagging {

/// What the texts of tags mean; all pure, on valid UTF-8. Nothing here throws but std::bad_alloc.

/// One line without control characters, byte order marks or blanks around it, of at most 1000 bytes; HTML's character
/// references ("&quot;", "&#39;", "&eacute;") become what they stand for.
[[nodiscard]] std::string shownText(std::string_view text);

/// The year in a date however it is written: "2003-05-01", "20/05/2022", "20220411", "May 1999", "(P) 1971", "'68",
/// "2022-W15", seconds since 1970. 0 where there is none from 1000 to 2999.
[[nodiscard]] int yearIn(std::string_view text);

/// A place on a record.
struct Place {
    int disc = 0; ///< 0: not said, as for the track
    int track = 0;
    bool isSide = false; ///< disc is the side of a vinyl record: A is 1, B is 2
    bool operator==(const Place&) const = default;
};

/// "3/12" is track 3, "1-03" disc 1 track 3, "B2" side 2 track 2, "A" side 1 track 1.
[[nodiscard]] Place placeIn(std::string_view text);
/// The first number in a text ("2/3", "CD 2"), 0 if there is none.
[[nodiscard]] int numberIn(std::string_view text);

/// Values in the order given, those that a semicolon divides taken apart; no empty one, none twice,
/// at most 64.
[[nodiscard]] std::vector<std::string> valuesOf(std::span<const std::string> texts);
/// The same of genres, with ID3's numbers as names: "(17)Rock" is Rock, "(51)(39)" two, "(255)Text" Text, "(RX)" Remix. A slash
/// between spaces divides too, and a bare one where each part is a genre that ID3 has a number for: "Rock/Jazz" is two,
/// "Singer/Songwriter" one.
[[nodiscard]] std::vector<std::string> genresOf(std::span<const std::string> texts);
[[nodiscard]] std::string joined(std::span<const std::string> values,
                                 std::string_view between = ", "); ///< as many as 1000 bytes hold

/// An artist without the guests: "Drake feat. Rihanna" is Drake.
[[nodiscard]] std::string withoutGuests(std::string_view artist);

} // namespace segue::audio::tagging
