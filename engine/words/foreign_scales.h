// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>

namespace segue {

/// Ratings, dates and addresses as others write them. Pure; any thread.

/// Stars of a rating in [0, 1]: a half counts as a whole star ("3.5 of 5" is 4), and the least rating above 0 is one star. 0 or
/// less, or no number: none.
[[nodiscard]] int starsOfShare(double share);
/// Stars of a rating in [0, 5], likewise.
[[nodiscard]] inline int starsOfFive(double stars) { return starsOfShare(stars / 5.0); }

/// "2012-01-02T03:04:05Z", "2012-01-02 03:04[:05]", "31 Oct 2014[,] 10:11", and numbers of seconds or milliseconds since 1970; UTC.
[[nodiscard]] std::optional<std::chrono::sys_seconds> dateInText(std::string_view text);
/// Seconds since 1970; nothing before 1990 or after 2100 is a date that a player wrote.
[[nodiscard]] std::chrono::sys_seconds dateOfSeconds(double seconds);

/// The path that a "file:" address means, with its percent signs decoded; a text that is no address is a path. Empty: it is the
/// address of something else.
[[nodiscard]] std::filesystem::path pathOfAddress(std::string_view address);

} // namespace segue
