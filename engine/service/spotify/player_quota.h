// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/source_files.h"
#include "engine/words/spotify.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace segue {

/// What Spotify's player may be asked of a day: it counts with all that is asked with the same client id, and leaves half of it to
/// what the listener does. Every question is stored before it is asked. One thread; throws Error of the store.
class PlayerQuota final {
public:
    PlayerQuota(SourceFiles& files, SpotifySourceId source, std::size_t budget)
        : m_files(files)
        , m_source(source)
        , m_budget(budget) {}

    using Time = std::chrono::sys_seconds;
    [[nodiscard]] bool take(Time now);    ///< one question, if it may be asked
    [[nodiscard]] bool mayLook(Time now); ///< by itself, without the listener having done anything
    [[nodiscard]] Time freeAt(Time now);  ///< when it may be asked again
    [[nodiscard]] Time blockedUntil();    ///< Spotify wants to be left alone, whoever was told so
    void block(Time until);

private:
    class Asked;
    SourceFiles& m_files;
    SpotifySourceId m_source;
    std::size_t m_budget;
};

} // namespace segue
