// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/offer_events.h"

#include <filesystem>
#include <string>

namespace segue {

/// Networks that others published. Nothing is fetched but by get(); nothing is switched: what was fetched, or read from a file, is
/// one of the installed networks then (model_commands.h). Each change is followed by OffersChanged.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: why a network could not be fetched stands in its offer
/// and in a Notice event; other failures arrive as Notice events. A name that is none changes nothing.
class OfferCommands {
public:
    virtual ~OfferCommands() = default;

    virtual void list() = 0; ///< answered by OffersChanged; asks no server
    /// Fetches, checks, tries and adds it. Goes on where an attempt ended that was not cancelled, also one of another day. One at a
    /// time; the others wait.
    virtual void get(std::string name) = 0;
    virtual void cancel(std::string name) = 0; ///< and removes what has come
    /// Reads networks in the form in which they are published from a file or folder, tries and adds them.
    virtual void addPublished(std::filesystem::path fileOrFolder) = 0;
};

} // namespace segue
