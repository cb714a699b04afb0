// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// Where a recording lies on the map.
struct StoredPlace {
    std::string identity;
    float x = 0.F;
    float y = 0.F;
};

/// The same of a song that is there now.
struct PlacedTrack {
    TrackId track = 0;
    float x = 0.F;
    float y = 0.F;
};

/// The map of songs as one bundle hears them (recommend/map). Places belong to recordings: they stay when a file is moved or
/// goes for a while.
///
/// Same thread as its Database; throws Error.
class MapStore final {
public:
    MapStore(Database& database, std::string model)
        : MapStore(database, model, model) {}
    /// Of several networks together: under their own id, of the songs that `heardBy`, the first of them, has heard.
    MapStore(Database& database, std::string model, std::string heardBy)
        : m_database(database)
        , m_model(std::move(model))
        , m_heardBy(std::move(heardBy)) {}

    [[nodiscard]] std::optional<std::size_t> laidOut() const; ///< how many songs the map was made of; none: there is no map
    /// The songs that are there now and have a place, by track id; of several files of a recording the first.
    [[nodiscard]] std::vector<PlacedTrack> placed() const;

    struct Unplaced {
        TrackId track = 0;
        std::string identity;
    };
    /// The analysed songs that are there now and have none, a recording once.
    [[nodiscard]] std::vector<Unplaced> unplaced() const;
    [[nodiscard]] std::size_t comparable() const; ///< recordings that are there now and were heard

    void replace(std::span<const StoredPlace> places); ///< a new map
    void add(std::span<const StoredPlace> places);     ///< more songs on the same one

private:
    Database& m_database;
    std::string m_model, m_heardBy;
};

} // namespace segue::store
