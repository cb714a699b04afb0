// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events about what the listener has on Spotify.

#include "engine/words/request.h"
#include "engine/words/spotify.h"

#include <string>
#include <vector>

namespace segue {

/// All sources, or others than before, or in another state; at most ten times a second.
struct SpotifyChanged {
    std::vector<SpotifySource> sources; ///< by id
};

/// The rows of a list.
struct SpotifyListLoaded {
    RequestId request = 0;
    SpotifySourceId source = 0;
    SpotifyListId list = 0;
    std::vector<SpotifyRow> rows;
};

/// Rows of a source are others, or match others: whoever shows them loads them again.
struct SpotifyEdited {
    SpotifySourceId source = 0;
};

/// The listener has to agree at this address; SpotifySource::address repeats it while it is waited for.
struct SpotifySignInWanted {
    SpotifySourceId source = 0;
    std::string address;
};

struct SpotifyWantedLoaded {
    RequestId request = 0;
    SpotifySourceId source = 0;
    std::vector<SpotifyWanted> albums; ///< by artist and album
};

} // namespace segue
