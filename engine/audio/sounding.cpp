// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/sounding.h"

#include "engine/audio/dot_product.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace segue::audio {

using std::chrono::milliseconds;

namespace {

constexpr float kBelowLoudest = 1e-6F; ///< -60 dB
constexpr float kHighest = 1e-7F;      ///< -70 dBFS
constexpr float kLowest = 1e-9F;       ///< -90 dBFS

std::size_t samplesIn(milliseconds time, int rateHz) {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, time.count()) * rateHz / 1000);
}

std::size_t blockSize(int rateHz) { return std::max<std::size_t>(1, samplesIn(kLevelBlock, rateHz)); }

} // namespace

LevelMeter::LevelMeter(int rateHz)
    : m_blockSize(blockSize(rateHz)) {}

void LevelMeter::add(std::span<const float> samples) {
    while (!samples.empty()) {
        const std::size_t part = std::min(samples.size(), m_blockSize - m_inBlock);
        m_energy += energyOf(samples.first(part));
        m_inBlock += part;
        samples = samples.subspan(part);
        if (m_inBlock == m_blockSize) {
            m_levels.push_back(m_energy / static_cast<float>(m_blockSize));
            m_energy = 0.0F;
            m_inBlock = 0;
        }
    }
}

std::vector<float> LevelMeter::levels() const {
    auto levels = m_levels;
    if (m_inBlock > 0)
        levels.push_back(m_energy / static_cast<float>(m_inBlock));
    return levels;
}

std::vector<float> levelsOf(std::span<const float> samples, int rateHz) {
    LevelMeter meter(rateHz);
    meter.add(samples);
    return meter.levels();
}

float silentBelow(float loudest) { return std::clamp(kBelowLoudest * loudest, kLowest, kHighest); }

std::vector<ExcerptSpan> soundingStretches(std::span<const float> levels, milliseconds block, float silentBelow) {
    const auto fewest = static_cast<std::size_t>(std::max<std::int64_t>(1, kShortestSilence / std::max(block, milliseconds(1))));
    std::vector<ExcerptSpan> stretches;
    const auto keep = [&](std::size_t begin, std::size_t end) {
        if (begin == end)
            return;
        const ExcerptSpan stretch{block * static_cast<std::int64_t>(begin), block * static_cast<std::int64_t>(end - begin)};
        if (!stretches.empty() && stretches.back().start + stretches.back().length == stretch.start)
            stretches.back().length += stretch.length;
        else
            stretches.push_back(stretch);
    };
    bool sounds = false;
    for (std::size_t begin = 0; begin < levels.size();) {
        const bool isSilent = levels[begin] < silentBelow;
        std::size_t end = begin + 1;
        while (end < levels.size() && (levels[end] < silentBelow) == isSilent)
            ++end;
        sounds = sounds || !isSilent;
        if (!isSilent || end - begin < fewest)
            keep(begin, end);
        begin = end;
    }
    return sounds ? stretches : std::vector<ExcerptSpan>{};
}

milliseconds lengthOf(std::span<const ExcerptSpan> spans) {
    return std::accumulate(spans.begin(), spans.end(), milliseconds(0),
                           [](milliseconds sum, const ExcerptSpan& span) { return sum + span.length; });
}

std::vector<std::vector<ExcerptSpan>> planOnSound(std::span<const ExcerptSpan> sounding, milliseconds length, int count) {
    std::vector<std::vector<ExcerptSpan>> excerpts;
    for (const ExcerptSpan& wanted : planExcerpts(lengthOf(sounding), length, count)) {
        auto& pieces = excerpts.emplace_back();
        milliseconds before{0}; // sound before this stretch
        for (const ExcerptSpan& stretch : sounding) {
            const milliseconds begin = std::max(wanted.start, before) - before;
            const milliseconds end = std::min(wanted.start + wanted.length, before + stretch.length) - before;
            if (begin < end)
                pieces.push_back({stretch.start + begin, end - begin});
            before += stretch.length;
        }
    }
    return excerpts;
}

milliseconds cutSilence(Excerpt& excerpt, int rateHz, std::span<const ExcerptSpan> sounding) {
    const std::size_t block = blockSize(rateHz);
    std::size_t kept = 0;
    for (const ExcerptSpan& stretch : sounding) {
        const std::size_t begin = static_cast<std::size_t>(stretch.start / kLevelBlock) * block;
        const std::size_t end =
            std::min(excerpt.samples.size(), begin + static_cast<std::size_t>(stretch.length / kLevelBlock) * block);
        if (begin != kept)
            std::copy(excerpt.samples.begin() + static_cast<std::ptrdiff_t>(begin),
                      excerpt.samples.begin() + static_cast<std::ptrdiff_t>(end),
                      excerpt.samples.begin() + static_cast<std::ptrdiff_t>(kept));
        kept += end - begin;
    }
    const std::size_t cut = excerpt.samples.size() - kept;
    excerpt.samples.resize(kept);
    if (!sounding.empty())
        excerpt.start += sounding.front().start;
    return milliseconds(rateHz > 0 ? static_cast<std::int64_t>(cut) * 1000 / rateHz : 0);
}

} // namespace segue::audio
