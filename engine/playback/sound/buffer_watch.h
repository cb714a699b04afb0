// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace segue::playback {

/// Tells from how much decoded sound lies ready whether playing is at risk; pure. When a computer has too much to do, the
/// buffer runs low some time before anything is heard of it.
class BufferWatch final {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Sound begins anew somewhere (a song, a jump, after a pause): the buffer is empty and has some time to fill.
    void begin(Time now);
    /// @param filled how much of what is to be decoded ahead lies ready, [0, 1], before more is decoded
    /// @param moreToCome whether there is more to decode: at the end of a list the buffer may run dry
    void look(double filled, bool moreToCome, Time now);
    /// From the moment that it ran low until it was full for ten seconds.
    [[nodiscard]] bool isStrained() const { return m_isStrained; }

private:
    bool m_isStrained = false;
    bool m_hasFilled = false; ///< since begin()
    Time m_begun{};
    std::optional<Time> m_fullSince;
};

} // namespace segue::playback
