// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::demo {

inline constexpr int kRateHz = 44'100;

/// A stretch of stereo sound, full scale ±1. Everything in this folder renders into one of these.
struct Sound {
    std::vector<float> left;  ///< [frames]
    std::vector<float> right; ///< [frames]

    explicit Sound(std::size_t frames)
        : left(frames)
        , right(frames) {}
    [[nodiscard]] std::size_t frames() const { return left.size(); }
};

[[nodiscard]] std::size_t framesIn(double seconds);

/// Adds `from` to `to`, which must be at least as long.
void mixInto(Sound& to, const Sound& from, float gain);

/// One thing an instrument plays.
struct Note {
    double start = 0.0;  ///< seconds
    double length = 0.0; ///< seconds until it is let go; it may ring on
    double pitch = 69.0; ///< MIDI number, 69 = 440 Hz; fractions detune
    float gain = 1.F;    ///< peak of the voice, about
    float pan = 0.F;     ///< -1 left .. 1 right, equal power
};

[[nodiscard]] double pitchHz(double pitch);

/// A small generator whose numbers are the same on every machine (the standard's distributions are not).
class Random final {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed * 0x9E3779B97F4A7C15ULL + 0x2545F4914F6CDD1DULL) {}

    [[nodiscard]] std::uint32_t bits() {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(m_state >> 32U);
    }
    /// [0, 1)
    [[nodiscard]] float unit() { return static_cast<float>(bits() >> 8U) * (1.F / 16777216.F); }
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * unit(); }
    /// 0 .. count - 1
    [[nodiscard]] int below(int count) { return static_cast<int>(unit() * static_cast<float>(count)); }
    /// White noise, [-1, 1)
    [[nodiscard]] float noise() { return static_cast<float>(static_cast<std::int32_t>(bits())) * (1.F / 2147483648.F); }

private:
    std::uint64_t m_state;
};

} // namespace segue::demo
