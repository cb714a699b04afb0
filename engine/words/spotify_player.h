// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Spotify's own player, as far as the listener let Segue control it. What it plays is no song of Segue's: it is in no queue, is not
// counted, scrobbled or compared, and is never heard here.

#include "engine/words/message.h"
#include "engine/words/spotify.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace segue {

/// How an account's player stands, as far as it is known.
enum class SpotifyPlayerState : std::uint8_t {
    off,         ///< the listener did not allow it: nothing is asked
    notGranted,  ///< the listener did, and Spotify was not told so: the sign-in lacks what that needs
    unknown,     ///< nothing was asked yet
    nothing,     ///< nothing plays anywhere
    noDevice,    ///< no app of Spotify is open
    pickDevice,  ///< SpotifyPlayer::devices has some, none is in use
    playing,     ///< on SpotifyPlayer::device
    paused,      ///< likewise
    premium,     ///< the account has no Premium, without which Spotify's player takes no orders
    offline,     ///< Spotify was not reached, or its answer cannot be used: SpotifyPlayer::problem
    blocked,     ///< nothing is asked before SpotifyPlayer::until
    signInAgain, ///< the sign-in is gone
};

/// Something that plays for Spotify: a computer, a phone, a loudspeaker.
struct SpotifyDevice {
    std::string id; ///< for some time only; empty: it takes no orders
    std::string name;
    std::string type; ///< "Computer", "Smartphone", "Speaker", in Spotify's words
    bool isActive = false;
    bool isRestricted = false; ///< it takes no orders
    bool hasVolume = false;    ///< it can be told how loud
    int volume = -1;           ///< percent; -1: not told
    bool operator==(const SpotifyDevice&) const = default;
};

/// What Spotify plays.
struct SpotifyHeard {
    enum class Kind : std::uint8_t { nothing, song, episode, advertisement, other };
    Kind kind = Kind::nothing;
    std::string uri; ///< empty: it cannot be named
    std::string title;
    std::string artist; ///< of an episode its show
    std::string album;
    std::string cover;                     ///< address of a small image of it; empty: none
    std::string image;                     ///< its bytes, as they came; empty: not there, or not yet
    std::chrono::milliseconds duration{0}; ///< 0: not told
    bool operator==(const SpotifyHeard&) const = default;
};

struct SpotifyPlayer {
    SpotifySourceId source = 0;
    SpotifyPlayerState state = SpotifyPlayerState::off;
    Message problem; ///< what the last order came to; empty: all is well
    SpotifyDevice device;
    SpotifyHeard heard;
    std::chrono::milliseconds position{0}; ///< as this is told; it goes on while playing
    bool mayPause = true;                  ///< as Spotify says, as the next three
    bool maySkip = true;
    bool mayGoBack = true;
    bool maySeek = true;
    std::vector<SpotifyDevice> devices;
    bool areDevicesKnown = false;
    bool isAsking = false;            ///< an order is on its way
    bool waitsForDevice = false;      ///< what was to be played is as soon as a device is chosen
    bool isOwnHeard = false;          ///< Segue's own player did not fall silent, so nothing was to be played
    bool looksByItself = true;        ///< false: what is asked in a day is nearly used up, so only orders ask
    std::chrono::sys_seconds until{}; ///< blocked
    bool operator==(const SpotifyPlayer&) const = default;
};

/// What Spotify is to play.
struct SpotifyPlay {
    std::string context;           ///< "spotify:playlist:..." or an album; empty: the songs alone
    std::vector<std::string> uris; ///< of a context: the one that comes first, or none; else all, in order
    bool operator==(const SpotifyPlay&) const = default;
};

/// An order to Spotify's player.
struct SpotifyOrder {
    enum class Kind : std::uint8_t { look, listDevices, choose, play, resume, pause, next, previous, seek, volume };
    Kind kind = Kind::look;
    std::string device = {}; ///< choose: its id
    SpotifyPlay play = {};
    std::chrono::milliseconds position{0}; ///< seek
    int volume = 0;                        ///< percent
};

} // namespace segue
