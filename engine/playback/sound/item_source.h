// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/sound/patient_reader.h"
#include "engine/playback/sound/rate_joint.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace segue::playback {

/// The sound of one item as it goes into the stream: at the stream's rate, with the item's gain.
///
/// Songs of one rate that follow each other go through one RateJoint: what the song before put into it comes out first, and
/// belongs to it. Thread rule: one thread. Failure rule: as PatientReader, and Error{unsupported} for an impossible rate.
class ItemSource final {
public:
    ItemSource(const PlayItem& item, std::stop_token stop);

    [[nodiscard]] int rateHz() const { return m_reader.rateHz(); } ///< the file's
    /// The stream's rate; AudioSink::kRateHz unless it is said before the first read().
    void deliverAt(int rateHz);
    [[nodiscard]] std::chrono::milliseconds length() const { return m_reader.length(); }
    [[nodiscard]] const audio::GainTags& gainTags() const { return m_reader.gainTags(); }
    [[nodiscard]] std::string whyEndedEarly() const; ///< as ItemReader
    /// Frames from the item's start to what was read last; what the joint holds back counts as read.
    [[nodiscard]] std::uint64_t position() const;
    /// Frames until the item ends; nothing if the file does not tell.
    [[nodiscard]] std::optional<std::uint64_t> left() const;

    /// @param isRamp reached within 20 ms; else at once
    void setGain(float factor, bool isRamp = false);
    /// @return frames written to `interleaved` [frames, 2]; 0 at the end. Then finish(), or takeJoint() for the next song.
    std::size_t read(std::span<float> interleaved);
    void seek(std::chrono::milliseconds position);

    void continueFrom(std::optional<RateJoint> joint); ///< of the song before, if it had the same rate; before the first read()
    [[nodiscard]] std::optional<RateJoint> takeJoint() { return std::exchange(m_joint, std::nullopt); }

private:
    std::size_t readNext(std::span<float> interleaved);
    void applyGain(std::span<float> interleaved);
    std::size_t takeReady(std::span<float> interleaved);

    PatientReader m_reader;
    int m_streamHz = AudioSink::kRateHz;
    std::optional<RateJoint> m_joint; ///< where the rates differ
    std::vector<float> m_block;       ///< [frames, 2], at the file's rate
    std::vector<float> m_ready;       ///< [frames, 2], at the stream's
    std::size_t m_taken = 0;          ///< samples of m_ready
    float m_gain = 1.F;
    float m_goal = 1.F;
    bool m_ranOutOfMemory = false;
};

} // namespace segue::playback
