// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"
#include "engine/spectrogram/spectrogram_words.h"

#include <cstdint>
#include <filesystem>
#include <list>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace segue::spectrogram {

/// A song's samples at any place: mono at kSpectrogramRateHz, decoded in blocks of ten seconds of which the last few used
/// stay in memory (14 MB). Reading on costs no seek. All values are finite, and none is larger than 1,000.
///
/// Thread rule: one thread at a time.
/// Failure rule: the constructor throws like audio::Decoder; reading throws nothing but std::bad_alloc. When asked to
/// stop it reads zeros: ask the token.
class SongSamples final {
public:
    static constexpr std::int64_t kBlockSamples = 10 * kSpectrogramRateHz;
    static constexpr std::size_t kBlocksKept = 8;

    explicit SongSamples(const std::filesystem::path& song, std::stop_token stop = {});

    /// Fills @p samples from sample @p first on; zeros before the beginning (first may be negative) and behind the end.
    void read(std::int64_t first, std::span<float> samples);

    /// The song's length in samples as far as reading has shown it; none: its end has not been seen.
    [[nodiscard]] std::optional<std::int64_t> end() const { return m_end; }
    [[nodiscard]] std::chrono::milliseconds duration() const { return m_duration; } ///< as the file says; 0: it does not

private:
    struct Block {
        std::int64_t index = 0;
        std::vector<float> samples; ///< shorter than a block where the song ends
    };

    const Block& block(std::int64_t index);
    [[nodiscard]] Block decode(std::int64_t index);

    std::stop_token m_stop;
    audio::Decoder m_decoder;
    std::chrono::milliseconds m_duration;
    std::int64_t m_next = 0; ///< the sample that the decoder delivers next
    std::optional<std::int64_t> m_end;
    std::list<Block> m_blocks; ///< the last used first
};

} // namespace segue::spectrogram
