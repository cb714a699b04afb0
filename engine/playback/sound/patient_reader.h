// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/sound/item_reader.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace segue::playback {

/// An ItemReader on a thread of its own, so that whoever reads can turn away from a disk that does not answer: as soon
/// as the token is asked to stop, the call that waits returns, as at the end, and the thread is left to itself.
///
/// Thread rule: one thread. Failure rule: as ItemReader; a constructor that was stopped throws Error{io}.
class PatientReader final {
public:
    PatientReader(const PlayItem& item, std::stop_token stop);
    ~PatientReader();
    PatientReader(const PatientReader&) = delete;
    PatientReader& operator=(const PatientReader&) = delete;

    /// Reads some frames more than it is asked for, so that the two threads wake each other rarely.
    /// @return frames written to `interleaved` [frames, 2]; 0 at the end
    std::size_t read(std::span<float> interleaved);
    void seek(std::chrono::milliseconds position);

    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] std::chrono::milliseconds length() const { return m_length; }
    [[nodiscard]] int rateHz() const { return m_rateHz; }
    [[nodiscard]] const audio::GainTags& gainTags() const { return m_gainTags; }
    [[nodiscard]] std::string whyEndedEarly() const;

private:
    struct Work;
    void abandon();
    /// Has it done over there. @return whether it was done; false: asked to stop meanwhile
    bool call(std::function<void(Work&)> what);

    std::shared_ptr<Work> m_work; ///< the thread owns it, too
    std::stop_token m_stop;
    bool m_isLeft = false;   ///< a call was not waited for
    std::size_t m_taken = 0; ///< frames of what was read over there
    std::uint64_t m_position = 0;
    std::chrono::milliseconds m_length{0};
    int m_rateHz = 0;
    audio::GainTags m_gainTags;
};

} // namespace segue::playback
