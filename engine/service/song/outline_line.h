// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/serial_executor.h"
#include "engine/store/database/writer.h"
#include "engine/words/song_details.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// Where outlines that are read here are stored.
struct OutlineShelf {
    store::Writer* writer = nullptr; ///< null: they are not stored
    std::function<void(TrackId)> stored;
};

/// Reads whole songs of one disk for their outlines, for somebody who looks at them. The newest request comes first, and the
/// song that it interrupts is read again after it. Far more requests are kept than a listener can make; still older ones are
/// answered as void.
///
/// Thread rule: all functions from any thread but its own; only stop() waits.
class OutlineLine final {
public:
    /// A song to be read.
    struct Wish {
        RequestId request = 0;
        std::filesystem::path song;
        TrackId track = 0;
        std::string identity; ///< empty: nothing to store it under
    };

    OutlineLine(EventEmitter& emitter, const OutlineShelf& shelf)
        : m_emitter(emitter)
        , m_shelf(shelf) {}

    void want(Wish wish);
    [[nodiscard]] bool isIdle() const { return m_line.isIdle(); }
    void requestStop() { m_line.requestStop(); }
    void stop() { m_line.stop(); }

private:
    void readWanted(const std::stop_token& stop);
    [[nodiscard]] std::optional<Wish> takeWanted(std::stop_source& stop);
    void read(const Wish& wish, const std::stop_token& stop);
    void store(const Wish& wish, const Outline& outline);
    [[nodiscard]] RequestId requestNow(RequestId otherwise); ///< the request being read; it may have been made again

    EventEmitter& m_emitter;
    const OutlineShelf& m_shelf;
    std::mutex m_mutex; ///< guards the next three
    std::deque<Wish> m_wanted;
    std::optional<Wish> m_reading;
    std::stop_source m_stopReading;
    SerialExecutor m_line; ///< last: ends first
};

} // namespace segue
