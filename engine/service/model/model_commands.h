// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/model_events.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// The networks. Each change is followed by ModelsChanged. Songs are compared by what one network heard. When the listener
/// chooses another one, it hears all songs again, with ModelChangeProgress, and takes over when it has heard all of them.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class ModelCommands {
public:
    virtual ~ModelCommands() = default;

    [[nodiscard]] virtual ModelCard card() const = 0; ///< of the network in use
    virtual void list() = 0;                          ///< answered by ModelsChanged
    virtual void use(std::string idOrName) = 0;       ///< the choice is kept in the database
    /// Several networks together, by ids or names: they become one of the listener's own under this name (a new version, if that
    /// was of others), which is then used. Only parts that have not heard all songs listen.
    virtual void useTogether(std::string name, std::vector<NetworkShare> parts) = 0;
    virtual void keep() = 0; ///< gives up a change: the network in use listens again
    /// Tries a bundle of the documented form and copies it; a Notice says how it went.
    virtual void add(std::filesystem::path folder) = 0;
    virtual void removeBundle(std::filesystem::path folder) = 0; ///< one that the listener added; its embeddings stay
    virtual void forget(std::string id) = 0;                     ///< removes the embeddings of a network that is not in use
};

} // namespace segue
