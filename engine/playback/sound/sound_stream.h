// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/sound/boundary_map.h"
#include "engine/playback/sound/item_source.h"
#include "engine/playback/sound/mixer.h"
#include "engine/words/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace segue::playback {

/// One stream of sound that never ends: items are decoded into the mixer one behind the other, each from the very frame
/// on where the one before ended; or, where the listener wants it, one fades into the other.
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
        std::function<AudioSink::Way(int fileRateHz)> wayFor;  ///< see AudioSink
        std::function<void(const AudioSink::Way& way)> change; ///< the stream goes that way from now on; nothing is on its way
    };

    SoundStream(Mixer& mixer, Ways ways)
        : m_mixer(mixer)
        , m_ways(std::move(ways)) {}

    /// Drops what is on its way and begins with an item, or what follows it. @return false: nothing can be played
    bool begin(PlayItem item, std::chrono::milliseconds from);
    void clear(); ///< nothing plays; what sounds fades out
    /// In the item that is heard; nothing must not be. @return false: it cannot be played any more, nor what follows
    bool seek(std::chrono::milliseconds position);
    void followChanged(); ///< see Player
    void setSound(const SoundSettings& settings);
    /// Ahead, until the mixer has enough. @return false: it has not yet, and more can be decoded at once
    bool decode();

    /// This frame is heard now. @return whether another item is heard than before
    bool hear(std::uint64_t frame) { return m_map.hear(frame); }
    [[nodiscard]] const BoundaryMap& map() const { return m_map; }
    [[nodiscard]] bool isDecoding() const { return m_source != nullptr; } ///< false: the end is decoded
    /// Whether the sink wants what is heard another way now: then begin() again.
    [[nodiscard]] bool isOutdated() const { return !m_map.empty() && m_ways.wayFor(m_fileRateHz) != m_way; }
    /// When all was heard: on to what has to go another way. @return false: there is nothing
    bool changeWay();

private:
    /// An item that is open and not entered.
    struct Next {
        PlayItem item;
        std::unique_ptr<ItemSource> source;
        std::vector<PlayItem> skipped; ///< what was to come before it
        bool isAfterFailure = false;
        AudioSink::Way way;
        AppliedLevel level;
    };
    /// An item that fades out while the next one sounds.
    struct Leaving {
        std::unique_ptr<ItemSource> source;
        std::uint64_t frames = 0; ///< of the fade
        std::uint64_t done = 0;
    };

    bool open(std::optional<PlayItem> next, std::optional<RateJoint> joint = {});
    bool prepare(std::optional<PlayItem> next);
    void enter(std::optional<RateJoint> joint, bool isFadedIn);
    void enterOrWait(std::optional<RateJoint> joint);
    void goWayOfNext();
    [[nodiscard]] std::unique_ptr<ItemSource> sourceOf(const PlayItem& item);
    [[nodiscard]] AppliedLevel levelFor(const PlayItem& item, const ItemSource& source, const PlayItem* before,
                                        const AudioSink::Way& way);
    void goOn();
    [[nodiscard]] std::uint64_t untilChange();
    void beginFade(std::uint64_t frames);
    void addLeaving(std::span<float> interleaved);
    void write(std::span<float> interleaved);
    void writeRest(RateJoint& joint);
    bool decodeAgain(std::size_t index, std::uint64_t frame);
    void cutBehind(std::size_t index);
    void dropAhead();
    void fail(const PlayItem& item, const Message& why);
    [[nodiscard]] bool stillFollows(const PlayItem& item, const std::vector<PlayItem>& skipped, const PlayItem* next);

    Mixer& m_mixer;
    Ways m_ways;
    BoundaryMap m_map;
    SoundSettings m_settings;
    AudioSink::Way m_way;                  ///< of all in the map
    int m_fileRateHz = AudioSink::kRateHz; ///< of the map's last item
    std::unique_ptr<ItemSource> m_source;  ///< of the map's last item
    std::optional<Next> m_next;            ///< opened ahead, to fade into it
    std::optional<Leaving> m_leaving;
    bool m_isFadeSettled = false;    ///< what follows the map's last item is not faded into
    PlayItem m_before;               ///< what was heard before the stream began anew
    std::stop_token m_stop;          ///< the sources'
    std::vector<PlayItem> m_skipped; ///< since the map's last item; at most some
    bool m_hasFailed = false;        ///< likewise
};

} // namespace segue::playback
