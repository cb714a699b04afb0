// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/song_samples.h"

#include <algorithm>

namespace segue::spectrogram {

using std::chrono::milliseconds;

namespace {

/// Nothing is looked for further than this after the file's stated end: some containers are read from the beginning to get
/// there.
constexpr milliseconds kBeyondEnd{20'000};

/// Files of floats can hold anything; this keeps every power finite.
constexpr float kLoudest = 1000.0F;

constexpr milliseconds kBlockLength{SongSamples::kBlockSamples * 1000 / kSpectrogramRateHz};

} // namespace

SongSamples::SongSamples(const std::filesystem::path& song, std::stop_token stop)
    : m_stop(stop)
    , m_decoder(song, {.rateHz = kSpectrogramRateHz, .channels = 1}, std::move(stop))
    , m_duration(m_decoder.format().duration) {}

void SongSamples::read(std::int64_t first, std::span<float> samples) {
    std::size_t done = 0;
    while (done < samples.size()) {
        const std::int64_t at = first + static_cast<std::int64_t>(done);
        const std::span<float> rest = samples.subspan(done);
        if (at < 0) {
            const auto zeros = std::min(rest.size(), static_cast<std::size_t>(-at));
            std::ranges::fill(rest.first(zeros), 0.0F);
            done += zeros;
            continue;
        }
        if (m_stop.stop_requested() || (m_end && at >= *m_end)) {
            std::ranges::fill(rest, 0.0F);
            return;
        }
        const Block& source = block(at / kBlockSamples);
        const std::int64_t offset = at % kBlockSamples;
        const auto count = std::min(rest.size(), static_cast<std::size_t>(kBlockSamples - offset));
        const auto there = static_cast<std::size_t>(std::max<std::int64_t>(0, std::ssize(source.samples) - offset));
        const auto copied = std::min(count, there);
        std::copy_n(source.samples.begin() + std::min(offset, std::ssize(source.samples)), copied, rest.begin());
        std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(copied), count - copied, 0.0F);
        done += count;
    }
}

const SongSamples::Block& SongSamples::block(std::int64_t index) {
    const auto found = std::ranges::find(m_blocks, index, &Block::index);
    if (found != m_blocks.end()) {
        m_blocks.splice(m_blocks.begin(), m_blocks, found);
        return m_blocks.front();
    }
    if (m_blocks.size() == kBlocksKept)
        m_blocks.pop_back();
    m_blocks.push_front(decode(index));
    return m_blocks.front();
}

SongSamples::Block SongSamples::decode(std::int64_t index) {
    Block made{.index = index, .samples = {}};
    const std::int64_t first = index * kBlockSamples;
    if (m_duration > milliseconds(0) && index * kBlockLength > m_duration + kBeyondEnd) {
        m_end = std::min(m_end.value_or(first), first);
        return made;
    }
    if (first != m_next)
        m_decoder.seek(index * kBlockLength);
    made.samples.resize(static_cast<std::size_t>(kBlockSamples));
    made.samples.resize(m_decoder.read(made.samples));
    std::ranges::transform(made.samples, made.samples.begin(), [](float value) { return std::clamp(value, -kLoudest, kLoudest); });
    m_next = first + std::ssize(made.samples);
    if (std::ssize(made.samples) < kBlockSamples && !m_stop.stop_requested())
        m_end = std::min(m_end.value_or(m_next), m_next);
    return made;
}

} // namespace segue::spectrogram
