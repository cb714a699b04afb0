// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

// Events about the networks that listen to songs.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace segue {

/// A network among several together, with its share.
struct NetworkShare {
    std::string id;      ///< ModelSpec::id()
    double weight = 1.0; ///< against the others'
};

/// What the About page shows of the network in use.
struct ModelCard {
    std::string id; ///< "segue-net/1"
    std::string name;
    int version = 0;
    std::string text;                                                  ///< MODEL_CARD.md, Markdown
    std::optional<double> validationAccuracy, validationPrecisionAt10; ///< as below
    std::vector<std::string> labels;                                   ///< empty: it names no genres
};

/// A network that Segue can listen with; without a folder, one that it listened with before.
struct InstalledModel {
    std::string id;   ///< the name that commands use; empty: the bundle is broken
    std::string name; ///< the folder's name if the bundle is broken
    int version = 0;
    std::filesystem::path folder;                  ///< empty: no longer installed
    bool isOwn = false;                            ///< added by the listener; false: it came with Segue
    std::optional<double> validationAccuracy;      ///< share of songs whose genre it names right, [0, 1]; none: not measured
    std::optional<double> validationPrecisionAt10; ///< share of a song's ten nearest that are of its genre, [0, 1]; likewise
    bool heardArtistsBefore = false;               ///< these figures include artists it was trained on, so they are too good
    std::uintmax_t bytes = 0;
    Message problem;                      ///< why it cannot be used
    std::vector<NetworkShare> together;   ///< it is several networks together: these, in the order in which they listen
    std::optional<double> secondsPerSong; ///< to listen to one on this computer, about; of several all of them; none: not known
    bool isCostMeasured = false;          ///< it was seen listening here; else it is known from other networks
};

/// The embeddings of a network that no longer listens.
struct KeptEmbeddings {
    std::string id;
    std::string title; ///< "segue-net, version 1"
    std::size_t recordings = 0;
    std::uintmax_t bytes = 0;
    std::size_t failed = 0; ///< songs that cannot be heard
};

/// The networks. Sent after each change and when asked for; ModelChangeProgress follows while a change is going on. If
/// `inUse` differs from before, what was heard in any song may have changed.
struct ModelsChanged {
    std::vector<InstalledModel> installed; ///< those that came with Segue first; last a network in use that is no longer installed
    std::vector<KeptEmbeddings> kept;
    std::string inUse;       ///< id of the network whose embeddings songs are compared by
    std::string listening;   ///< id of the network that hears songs now; differs from inUse until it has heard all
    bool canGoBack = false;  ///< a change is going on, and the network in use is still installed
    bool isChecking = false; ///< a network is being added
    std::size_t songs = 0;   ///< of the libraries that are there: what a new network has to hear
};

/// How many songs one of several together has heard.
struct PartProgress {
    std::string id;
    std::string title;    ///< "musicnn, version 1"
    std::size_t done = 0; ///< songs with an answer, failed ones included
    std::size_t total = 0;
    bool isListening = false;          ///< it is its turn
    std::optional<double> secondsLeft; ///< about; none: not known
};

/// How many songs a new network has heard; at most 10 a second.
struct ModelChangeProgress {
    std::string model;     ///< id
    std::size_t done = 0;  ///< songs with an answer, failed ones included; of several together a song counts once for each
    std::size_t total = 0; ///< songs of the libraries that are there, likewise
    std::vector<PartProgress> parts = {}; ///< of several together, in the order in which they listen
};

} // namespace segue
