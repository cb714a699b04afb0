// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/sound/boundary_map.h"
#include "engine/playback/sound/mixer.h"
#include "engine/playback/sound/patient_reader.h"
#include "engine/words/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace segue::playback {

/// One stream of sound that never ends: items are decoded into the mixer one behind the other, each from the very frame
/// on where the one before ended.
///
/// Thread rule: one thread, the player's. Failure rule: an item that cannot be played is told, and what follows it is
/// tried; else only std::bad_alloc, and what `follow` throws.
class SoundStream final {
public:
    struct Ways {
        Follow follow;
        std::function<std::stop_token()> newToken; ///< for the reader that is opened next
        std::function<bool()> hasCommands;         ///< decoding rests for them
        /// An item could not be played, or not to its end.
        std::function<void(const PlayItem& item, const Message& why)> failed;
    };

    SoundStream(Mixer& mixer, Ways ways)
        : m_mixer(mixer)
        , m_ways(std::move(ways)) {}

    /// Drops what is on its way and begins with an item, or what follows it. @return false: nothing can be played
    bool begin(const PlayItem& item, std::chrono::milliseconds from);
    void clear(); ///< nothing plays; what sounds fades out
    /// In the item that is heard; nothing must not be. @return false: it cannot be played any more, nor what follows
    bool seek(std::chrono::milliseconds position);
    void followChanged(); ///< see Player
    /// Ahead, until the mixer has enough. @return false: it has not yet, and more can be decoded at once
    bool decode();

    /// This frame is heard now. @return whether another item is heard than before
    bool hear(std::uint64_t frame) { return m_map.hear(frame); }
    [[nodiscard]] const BoundaryMap& map() const { return m_map; }
    [[nodiscard]] bool isDecoding() const { return m_reader.has_value(); } ///< false: the end is decoded

private:
    bool open(std::optional<PlayItem> next);
    void fail(const PlayItem& item, const Message& why);
    [[nodiscard]] bool stillFollows(const PlayItem& item, const Stretch* next);

    Mixer& m_mixer;
    Ways m_ways;
    BoundaryMap m_map;
    std::optional<PatientReader> m_reader; ///< of the map's last item
    std::stop_token m_stop;                ///< the reader's
    std::vector<PlayItem> m_skipped;       ///< since the map's last item; at most some
    bool m_hasFailed = false;              ///< likewise
};

} // namespace segue::playback
