// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/guest_patches.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace segue::features {

namespace {

constexpr float kPreEmphasis = 0.97F;
constexpr double kHighestOfEfficientAt = 15'000.0; // Hz

float levelOfMusicnn(float power) { return std::log10(1.0F + 10'000.0F * power); }

float levelOfEfficientAt(float power) { return (std::log(power + 1e-5F) + 4.5F) / 5.0F; }

// Mean and deviation over the songs that the network was trained with; its weights expect them.
float levelOfArtist(float magnitude) { return (std::log10(1.0F + 10.0F * magnitude) - 0.22620339F) / 0.25794547F; }

GuestPatches::Ways waysOf(const FrontEnd& frontEnd) {
    if (!keepsItsRecipe(frontEnd) || frontEnd.recipe == Recipe::segue)
        throw Error(ErrorKind::usage, "The recipe of " + std::string(nameOf(frontEnd.recipe)) + " fixes other parameters.");
    switch (frontEnd.recipe) {
    case Recipe::efficientAt:
        return {.windowLength = 800,
                .isPeriodic = false,
                .ownSamples = frontEnd.columns * frontEnd.hopLength,
                .level = levelOfEfficientAt};
    case Recipe::artistSiamese:
        return {.windowLength = frontEnd.fftSize, .takesRoot = true, .level = levelOfArtist};
    default:
        return {.windowLength = frontEnd.fftSize, .isCentred = false, .level = levelOfMusicnn};
    }
}

MelFilterbank filtersOf(const FrontEnd& frontEnd) {
    if (frontEnd.recipe == Recipe::efficientAt)
        return MelFilterbank::kaldi(frontEnd.rateHz, frontEnd.fftSize, frontEnd.bands, kHighestOfEfficientAt);
    return {frontEnd.rateHz, frontEnd.fftSize, frontEnd.bands};
}

std::vector<float> hannInTheMiddle(int length, bool isPeriodic, int fftSize) {
    std::vector<float> window(static_cast<std::size_t>(fftSize));
    const auto before = static_cast<std::size_t>((fftSize - length) / 2);
    const double turn = 2.0 * std::numbers::pi / (isPeriodic ? length : length - 1);
    for (std::size_t i = 0; i < static_cast<std::size_t>(length); ++i)
        window[before + i] = static_cast<float>(0.5 - 0.5 * std::cos(turn * static_cast<double>(i)));
    return window;
}

float finiteOr0(float value) { return std::abs(value) <= std::numeric_limits<float>::max() ? value : 0.0F; }

/// x[t] - 0.97 x[t - 1], from the second sample on.
std::vector<float> preEmphasised(std::span<const float> samples) {
    std::vector<float> result(samples.size() - 1);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = samples[i + 1] - kPreEmphasis * samples[i];
    return result;
}

} // namespace

GuestPatches::GuestPatches(const FrontEnd& frontEnd)
    : m_frontEnd(frontEnd)
    , m_ways(waysOf(frontEnd))
    , m_fft(static_cast<std::size_t>(frontEnd.fftSize))
    , m_filterbank(filtersOf(frontEnd))
    , m_window(hannInTheMiddle(m_ways.windowLength, m_ways.isPeriodic, frontEnd.fftSize)) {}

std::size_t GuestPatches::framesOf(std::size_t sampleCount) const {
    const auto hop = static_cast<std::size_t>(m_frontEnd.hopLength);
    if (m_ways.isCentred)
        return 1 + sampleCount / hop;
    return sampleCount < m_fft.size() ? 0 : 1 + (sampleCount - m_fft.size()) / hop;
}

std::size_t GuestPatches::patchesOf(std::size_t sampleCount) const {
    const auto own = static_cast<std::size_t>(m_ways.ownSamples);
    const std::size_t patches = own > 0 ? sampleCount / own : framesOf(sampleCount) / static_cast<std::size_t>(m_frontEnd.columns);
    return std::max<std::size_t>(patches, 1);
}

/// The sound, as long as a patch at least.
std::vector<float> GuestPatches::heardOf(std::span<const float> mono) const {
    std::vector<float> heard(mono.size());
    std::ranges::transform(mono, heard.begin(), finiteOr0);
    const auto hop = static_cast<std::size_t>(m_frontEnd.hopLength);
    const auto own = static_cast<std::size_t>(m_ways.ownSamples);
    const auto steps = static_cast<std::size_t>(m_frontEnd.columns) - 1;
    const std::size_t least = own > 0 ? own : steps * hop + (m_ways.isCentred ? 0 : m_fft.size());
    if (heard.size() >= least)
        return heard;
    const bool repeats = own == 0 && !mono.empty();
    heard.resize(least);
    for (std::size_t i = mono.size(); repeats && i < least; ++i)
        heard[i] = heard[i - mono.size()];
    return heard;
}

/// Mirrored around the ends where frames are centred; a sample at an end is not repeated.
std::vector<float> GuestPatches::withEnds(std::span<const float> samples) const {
    const std::size_t end = m_ways.isCentred ? m_fft.size() / 2 : 0;
    std::vector<float> result(samples.size() + 2 * end);
    std::ranges::copy(samples, result.begin() + static_cast<std::ptrdiff_t>(end));
    for (std::size_t i = 1; i <= end; ++i) {
        result[end - i] = samples[i];
        result[end + samples.size() - 1 + i] = samples[samples.size() - 1 - i];
    }
    return result;
}

void GuestPatches::fill(std::span<const float> samples, std::span<float> patches) const {
    const auto columns = static_cast<std::size_t>(m_frontEnd.columns);
    const auto hop = static_cast<std::size_t>(m_frontEnd.hopLength);
    const std::size_t frames = patches.size() / m_frontEnd.patchSize() * columns;
    const std::size_t bins = m_filterbank.bins();
    const std::vector<float> sound = withEnds(samples);
    auto workspace = m_fft.makeWorkspace();
    std::vector<float> rows(kLanes * bins);
    FrameBlock block(bins);
    std::vector<Lanes> mel(m_filterbank.bands());
    for (std::size_t first = 0; first < frames; first += kLanes) {
        const std::size_t taken = std::min(kLanes, frames - first);
        for (std::size_t i = 0; i < taken; ++i)
            m_fft.power(std::span(sound).subspan((first + i) * hop, m_fft.size()), m_window, workspace,
                        std::span(rows).subspan(i * bins, bins));
        if (m_ways.takesRoot)
            std::ranges::transform(rows, rows.begin(), [](float power) { return std::sqrt(power); });
        block.assign(rows);
        m_filterbank.apply(block, mel);
        for (std::size_t band = 0; band < mel.size(); ++band)
            for (std::size_t i = 0; i < taken; ++i) {
                const std::size_t patch = (first + i) / columns;
                patches[patch * m_frontEnd.patchSize() + band * columns + (first + i) % columns] =
                    m_ways.level(finiteOr0(mel[band][i]));
            }
    }
}

std::vector<float> GuestPatches::compute(std::span<const float> mono) const {
    const std::vector<float> heard = heardOf(mono);
    const std::size_t count = patchesOf(heard.size());
    std::vector<float> patches(count * m_frontEnd.patchSize());
    const auto own = static_cast<std::size_t>(m_ways.ownSamples);
    if (own == 0) {
        fill(heard, patches);
        return patches;
    }
    for (std::size_t patch = 0; patch < count; ++patch)
        fill(preEmphasised(std::span(heard).subspan(patch * own, own)),
             std::span(patches).subspan(patch * m_frontEnd.patchSize(), m_frontEnd.patchSize()));
    return patches;
}

} // namespace segue::features
