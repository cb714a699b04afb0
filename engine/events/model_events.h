// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

// What comes out about the networks that listen.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// What the About page shows of the network in use.
struct ModelCard {
    std::string id; ///< "segue-net/1"
    std::string name;
    int version = 0;
    std::string text; ///< MODEL_CARD.md, Markdown
    double validationAccuracy = 0.0;
    double validationPrecisionAt10 = 0.0;
    std::vector<std::string> labels;
};

/// A network that Segue can listen with, or (without a folder) one that it listened with once.
struct InstalledModel {
    std::string id;   ///< what commands name it by; empty: it is broken
    std::string name; ///< its folder's, if it is broken
    int version = 0;
    std::filesystem::path folder;         ///< empty: no longer installed
    bool isOwn = false;                   ///< added by the listener; else it came with Segue
    double validationAccuracy = 0.0;      ///< share of songs whose genre it names right, [0, 1]
    double validationPrecisionAt10 = 0.0; ///< share of a song's ten nearest that are of its genre, [0, 1]
    bool heardArtistsBefore = false;      ///< those figures are of artists it was trained on: too good
    std::uintmax_t bytes = 0;
    Message problem; ///< why it cannot be used
};

/// What a network that no longer listens left behind.
struct KeptEmbeddings {
    std::string id;
    std::string title; ///< "segue-net, version 1"
    std::size_t recordings = 0;
    std::uintmax_t bytes = 0;
};

/// Networks: after each change and when asked for; while one goes on ModelChangeProgress follows. Another `inUse` than before: what
/// was heard in any song may be another.
struct ModelsChanged {
    std::vector<InstalledModel> installed; ///< those that came with Segue first; one in use that is gone last
    std::vector<KeptEmbeddings> kept;
    std::string inUse;       ///< id: songs are compared by what it heard
    std::string listening;   ///< id: it hears songs now; another than inUse until it has heard all of them
    bool canGoBack = false;  ///< a change goes on, and the one in use is still installed
    bool isChecking = false; ///< a network is being added
};

/// How far another network has heard the songs anew; at most 10 a second.
struct ModelChangeProgress {
    std::string model;     ///< id
    std::size_t done = 0;  ///< songs with an answer, failed ones included
    std::size_t total = 0; ///< songs of the libraries that are there
};

} // namespace segue
