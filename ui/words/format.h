// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

/// How the window writes what the engine says: pure functions, used everywhere in ui.
namespace segue::ui {

[[nodiscard]] QString text(const std::string& utf8);
/// For showing only: bytes that are not UTF-8 become replacement characters.
[[nodiscard]] QString pathText(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path toPath(const QString& path);
/// A file: URL that names exactly these bytes, also where they are not UTF-8.
[[nodiscard]] QUrl fileUrl(const std::filesystem::path& path);
/// The other way, whatever bytes are in it; empty: another kind of URL, or another host's.
[[nodiscard]] std::filesystem::path pathOf(const QUrl& url);

[[nodiscard]] QString clockText(std::chrono::milliseconds length); ///< how long: "3:07", "1:02:30"; the nearest whole second
[[nodiscard]] QString placeText(std::chrono::milliseconds place);  ///< where in a song, likewise, but rounded down
[[nodiscard]] QString percentText(float share);                    ///< 0.874 -> "87 %"
[[nodiscard]] QString countText(std::size_t count);                ///< 12345 -> "12,345" as the locale writes it
[[nodiscard]] QString songsText(std::size_t count);                ///< "1 song", "12,345 songs"
[[nodiscard]] QString sizeText(std::uintmax_t bytes);              ///< 2900000 -> "2.9 MB"
/// No more exact than an estimate is: "less than a minute left", "about 25 minutes left", "about 3 hours left".
[[nodiscard]] QString timeLeftText(std::chrono::seconds left);
/// "14:05" today, else "3 Nov 2026", as the locale writes it; empty: not known.
[[nodiscard]] QString dateText(std::chrono::sys_seconds time);
/// For a tool tip: shown as plain text even if it looks like markup.
[[nodiscard]] QString tipText(const QString& words);
/// For a button or a menu: "R&B" has no key in it.
[[nodiscard]] QString buttonText(QString words);
[[nodiscard]] QString artistText(const Track& track); ///< "Unknown artist" where the tag is missing
/// The tag, or what the listener accepted in its place, with a mark.
[[nodiscard]] QString genreText(const Track& track);
/// Where the genre comes from, if it is not the tag's.
[[nodiscard]] QString genreSentence(const Track& track);
/// What the heard-genre column says: the genre, "waiting" or "failed".
[[nodiscard]] QString heardText(const Track& track);
/// The same as a sentence, with the reason for a failure.
[[nodiscard]] QString heardSentence(const Track& track);

} // namespace segue::ui
