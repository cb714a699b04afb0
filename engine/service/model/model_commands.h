// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/model_events.h"

#include <filesystem>
#include <string>

namespace segue {

/// The networks. Each change is followed by ModelsChanged. Songs are compared by what one network heard; when another one is
/// to be used it listens to all songs anew, with ModelChangeProgress, and takes over when it has heard all of them.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class ModelCommands {
public:
    virtual ~ModelCommands() = default;

    [[nodiscard]] virtual ModelCard card() const = 0; ///< of the network in use
    virtual void list() = 0;                          ///< answered by ModelsChanged
    virtual void use(std::string idOrName) = 0;       ///< the choice is kept in the database
    virtual void keep() = 0;                          ///< gives a change up: the network in use listens again
    /// A bundle of the documented form is tried and copied; a Notice says how it went.
    virtual void add(std::filesystem::path folder) = 0;
    virtual void removeBundle(std::filesystem::path folder) = 0; ///< one that was added; what it heard stays
    virtual void forget(std::string id) = 0;                     ///< the embeddings of a network that is not in use
};

} // namespace segue
