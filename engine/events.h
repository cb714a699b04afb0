// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/background_events.h"
#include "engine/events/bring_events.h"
#include "engine/events/correction_events.h"
#include "engine/events/genre_events.h"
#include "engine/events/library_events.h"
#include "engine/events/map_events.h"
#include "engine/events/model_events.h"
#include "engine/events/offer_events.h"
#include "engine/events/path_events.h"
#include "engine/events/playback_events.h"
#include "engine/events/playlist_events.h"
#include "engine/events/radio_events.h"
#include "engine/events/scrobble_events.h"
#include "engine/events/similar_events.h"
#include "engine/events/song_events.h"
#include "engine/events/spotify_events.h"
#include "engine/events/spotify_player_events.h"

#include <functional>
#include <variant>

namespace segue {

using Event =
    std::variant<LibrariesChanged, RelocationDoubtful, PathOpened, FoldersFound, TracksLoaded, TracksChanged, TracksRemoved,
                 LibraryRemoved, Progress, RecommendationsReady, MomentsFound, AlikeFound, FeedbackChanged, MapLoaded, MapProgress,
                 PathReady, RadioPlanned, RadioChanged, ModelsChanged, ModelChangeProgress, OffersChanged, ProblemsChanged,
                 ProblemsLoaded, CoverLoaded, ThumbnailLoaded, SongDetailsLoaded, SongExtrasLoaded, FilesDescribed, OutlineLoaded,
                 SpectrogramTileLoaded, PlaybackChanged, QueueChanged, QueueSongsLoaded, ScrobblingChanged, GenreDoubtsLoaded,
                 GenreAnswersChanged, GenreDoubtsExported, GenresHeard, QualityProgressed, QualityMeasured, PlaylistsChanged,
                 PlaylistLoaded, PlaylistEdited, PlaylistImported, SourcesFound, BringProgressed, BringPlanned, BringDone,
                 BringUndone, CorrectionsLoaded, CorrectionsChanged, SpotifyChanged, SpotifyListLoaded, SpotifyEdited,
                 SpotifySignInWanted, SpotifyWantedLoaded, SpotifyPlayerChanged, Notice>;

/// Must not throw or block.
using EventListener = std::function<void(Event)>;

} // namespace segue
