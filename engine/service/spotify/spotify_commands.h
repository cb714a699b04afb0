// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/request.h"
#include "engine/words/spotify.h"

#include <filesystem>
#include <string>

namespace segue {

/// What the listener has on Spotify: imported from a file, or asked of Spotify itself. It is kept apart from the listener's music,
/// in files of its own, which go with the source.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: what goes wrong with a source is in SpotifyChanged;
/// other failures arrive as Notice events. What names no source or row changes nothing.
class SpotifyCommands {
public:
    virtual ~SpotifyCommands() = default;

    virtual void list() = 0;                                                              ///< answered by SpotifyChanged
    virtual void load(RequestId request, SpotifySourceId source, SpotifyListId list) = 0; ///< answered by SpotifyListLoaded
    virtual void rename(SpotifySourceId source, std::string name) = 0;                    ///< empty: "Spotify #n" again
    /// Takes leave: every row, file, secret and image of the source goes. What runs for it is stopped first.
    virtual void remove(SpotifySourceId source) = 0;

    /// @param file the archive, the folder it was unpacked to, or one of its JSON files
    /// @param source whose rows are replaced, all at once, when the file has been read; 0: a new source
    virtual void importData(std::filesystem::path file, SpotifySourceId source) = 0;
    /// Signs in and syncs; SpotifySignInWanted comes on the way.
    virtual void connect(SpotifyConnection connection) = 0;
    virtual void sync(SpotifySourceId source) = 0;   ///< does nothing before SpotifySource::until
    virtual void cancel(SpotifySourceId source) = 0; ///< an import, a sign-in or a sync; what was there before stays
    /// In a file that only the user can read, since the keyring did not take it and the listener agreed.
    virtual void keepSecretInFile(SpotifySourceId source) = 0;

    /// The row is this song of the listener's own; holds for each row with its uri.
    virtual void confirm(SpotifySourceId source, SpotifyRowId row, TrackId track) = 0;
    virtual void unlink(SpotifySourceId source, SpotifyRowId row) = 0;     ///< it is none of them
    virtual void matchAgain(SpotifySourceId source, SpotifyRowId row) = 0; ///< as if the listener had said nothing

    virtual void loadWanted(RequestId request, SpotifySourceId source) = 0; ///< answered by SpotifyWantedLoaded
    /// @param file a name ending in .csv: a line a song; else text, an album a paragraph
    virtual void exportWanted(SpotifySourceId source, std::filesystem::path file) = 0;
};

} // namespace segue
