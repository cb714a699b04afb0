// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace segue::audio {

/// How a song begins, as Chromaprint hears it (its algorithm 2): 32 bits for each eighth of a second,
/// which stay nearly the same through other codecs, bit rates, gains and equalisers. Feed it the song's sound in blocks of any
/// size, in order, from the beginning on; what comes after kHeard is not looked at and costs nothing.
///
/// Thread rule: one thread at a time.
class FingerprintMaker final {
public:
    static constexpr std::chrono::seconds kHeard{120};

    /// A rate or a number of channels that Chromaprint does not take gives an empty fingerprint. Throws std::bad_alloc.
    FingerprintMaker(int rateHz, int channels);
    ~FingerprintMaker();
    FingerprintMaker(FingerprintMaker&&) noexcept;
    FingerprintMaker& operator=(FingerprintMaker&&) noexcept;

    /// @param interleaved [frames, channels]; a last frame that is not complete is left out; NaN is read as 0, values beyond full
    /// scale are clipped
    void add(std::span<const float> interleaved);

    /// Ends it: nothing can be added any more. @return the fingerprint, packed (Chromaprint's compression), at most
    /// Outline::kMostFingerprint bytes; empty for less than about 3 s of sound
    [[nodiscard]] std::vector<std::uint8_t> finish();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The items of a packed fingerprint, one for each 0.124 s. Empty for bytes that are none.
[[nodiscard]] std::vector<std::uint32_t> unpackFingerprint(std::span<const std::uint8_t> packed);

} // namespace segue::audio
