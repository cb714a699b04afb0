// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

// Events about networks that others published and that can be fetched.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue {

/// How good lists are on real songs, by other artists only; [0, 1], 1: the best.
struct OfferFigures {
    double sameGenreAt10 = 0.0; ///< share of a song's ten nearest that are of its genre
    double artistMap = 0.0;     ///< how far in front songs of the same artist stand
};

struct NetworkOffer {
    enum class State {
        offered,
        waiting, ///< for another one that is being fetched
        fetching,
        trying,    ///< all is there, and is made a network of the listener's
        installed, ///< a network with its name and version is there
    };
    std::string name; ///< that commands use: "musicnn"
    std::string licence;
    std::string origin;                  ///< https, the page for the browser
    std::vector<std::string> hosts;      ///< that are asked for its files
    std::uint64_t bytes = 0;             ///< of its files; 0: it cannot be fetched, only added from a file
    std::optional<OfferFigures> figures; ///< none: not measured
    double cost = 0.0;                   ///< CPU a song, against segue-net's
    State state = State::offered;
    std::uint64_t received = 0; ///< bytes that are there, also of an attempt that ended
    Message problem;            ///< why the last attempt ended; empty once another has begun
};

/// The offered networks. Sent when asked for, after each change, and at most ten times a second while one is fetched.
struct OffersChanged {
    std::vector<NetworkOffer> offers;
    OfferFigures own;      ///< of the network that comes with Segue
    bool isAdding = false; ///< a file of the listener's is being read and tried
    bool mayFetch = false; ///< this program uses the network, and may add networks
};

} // namespace segue
