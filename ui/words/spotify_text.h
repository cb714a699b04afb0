// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <vector>

/// What the window says of what a listener has on Spotify: pure functions.
namespace segue::ui {

/// What a listener can do about the state of a source.
enum class SpotifyAct : std::uint8_t {
    cancel,
    importAgain, ///< from a file that is chosen anew
    syncNow,
    tryAgain, ///< the same, after a failure
    signIn,   ///< once more, with the same client id
    openBrowser,
    copyAddress,
    keepInFile, ///< the secret
    openDashboard,
};

[[nodiscard]] QString spotifyName(const SpotifySource& source); ///< the listener's, or "Spotify #1"
/// Under the name, smaller: what runs or is wrong, in few words, else the account or the file.
[[nodiscard]] QString spotifyBelow(const SpotifySource& source);
/// The state as one or more sentences. @param now for what ends or goes on by itself
[[nodiscard]] QString spotifyStateText(const SpotifySource& source, std::chrono::sys_seconds now);
[[nodiscard]] QString spotifySpoken(const SpotifySource& source); ///< to a screen reader
/// The row's tip in the sidebar. @param now as above
[[nodiscard]] QString spotifyTip(const SpotifySource& source, std::chrono::sys_seconds now);
[[nodiscard]] std::vector<SpotifyAct> spotifyActs(const SpotifySource& source, std::chrono::sys_seconds now);
[[nodiscard]] QString spotifyActName(SpotifyAct act);
[[nodiscard]] bool isSpotifyBusy(SpotifyState state);  ///< it imports, signs in or syncs
[[nodiscard]] bool isSpotifyWrong(SpotifyState state); ///< the listener has to do something about it
/// What was left out, and why: a sentence each; empty: nothing was.
[[nodiscard]] QString spotifySkippedText(const SpotifySkipped& skipped);
/// What goes with a source that is removed.
[[nodiscard]] QString spotifyRemovalText(const SpotifySource& source);

[[nodiscard]] QString spotifyListName(const SpotifyList& list);
[[nodiscard]] QString spotifyListCount(const SpotifyList& list); ///< "—" where it is not known
[[nodiscard]] QString spotifyListSpoken(const SpotifyList& list);
/// Why a list shows no rows: what the situation is, and more of it. Both empty where there are contents.
[[nodiscard]] QString spotifyListTitle(const SpotifyList& list);
[[nodiscard]] QString spotifyListSentence(const SpotifyList& list);

[[nodiscard]] bool isSpotifyAlbum(const SpotifyRow& row);
[[nodiscard]] QString spotifyRowName(const SpotifyRow& row); ///< title, or album of an album
/// On the row: "In my music", "Probably in my music", ...; empty: nothing is said. @param isShort "Here", where there is no room
[[nodiscard]] QString spotifyBadge(const SpotifyRow& row, bool isShort = false);
/// The same as a sentence, with the reason; never empty.
[[nodiscard]] QString spotifyMatchText(const SpotifyRow& row);
[[nodiscard]] QString spotifyRowTip(const SpotifyRow& row);    ///< all that is told of it, as it was told
[[nodiscard]] QString spotifyRowSpoken(const SpotifyRow& row); ///< to a screen reader

/// "3 songs", or for an album that is liked as a whole "the album".
[[nodiscard]] QString spotifyWantedText(const SpotifyWanted& wanted);

/// For Spotify's program: "spotify:track:..."; empty: it cannot be named. Nothing but letters and numbers gets into it.
[[nodiscard]] QString spotifyAddress(const std::string& uri);
/// For a browser: "https://open.spotify.com/track/..."; empty: it cannot be named.
[[nodiscard]] QString spotifyLink(const std::string& uri);
/// The row's own, else a search for it; empty for a file of the listener's own.
[[nodiscard]] QString spotifyLink(const SpotifyRow& row);
[[nodiscard]] QString spotifyLink(const SpotifyList& list);
/// Where an app is told which address it may send a listener back to. @param port 0: any
[[nodiscard]] QString spotifyRedirect(std::uint16_t port);

} // namespace segue::ui
