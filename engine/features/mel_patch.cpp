// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/mel_patch.h"

#include "engine/features/decibel.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace segue::features {

namespace {

// Below this a whole excerpt is silence: without a bound the noise of a converter would become a loud picture.
constexpr float kSilence = 1e-10F;

const FrontEnd& checked(const FrontEnd& frontEnd) {
    if (frontEnd.recipe != Recipe::segue)
        throw Error(ErrorKind::usage,
                    "These patches are of Segue's own recipe, not that of " + std::string(nameOf(frontEnd.recipe)) + ".");
    if (frontEnd.columns <= 0 || !(frontEnd.floorDb < 0.0F))
        throw Error(ErrorKind::usage, "A patch needs at least one column and a floor below 0 dB.");
    if (frontEnd.columnStride < 0 || frontEnd.patchesPerExcerpt < 1 ||
        (frontEnd.columnStride == 0 && frontEnd.patchesPerExcerpt > 1))
        throw Error(ErrorKind::usage, "An excerpt gives one patch, or several with a positive column stride.");
    return frontEnd;
}

/// Frame number of column k of the patch: floor((k + 0.5) / columns * frames), in whole numbers.
std::size_t pickedFrame(std::size_t column, std::size_t columns, std::size_t frames) {
    return (2 * column + 1) * frames / (2 * columns);
}

/// The length of a cell: short enough for tight bounds, and such that neither a hop nor half a window cuts a cell.
std::size_t cellOf(const FrontEnd& frontEnd) {
    constexpr int kFine = 64;
    int cell = std::gcd(frontEnd.hopLength, frontEnd.fftSize / 2);
    while (cell % 2 == 0 && cell / 2 >= kFine)
        cell /= 2;
    return static_cast<std::size_t>(cell);
}

float energyOf(std::span<const float> samples) {
    std::array<Quad, kQuads> sums{}; // independent ones
    std::size_t i = 0;
    for (; i + kLanes <= samples.size(); i += kLanes) {
        for (std::size_t q = 0; q < kQuads; ++q) {
            const Quad quad = loadQuad(samples.data() + i + 4 * q);
            sums[q] += quad * quad;
        }
    }
    const Quad sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    float energy = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; i < samples.size(); ++i)
        energy += samples[i] * samples[i];
    return energy;
}

} // namespace

/// The mel frames of one excerpt, computed where they are asked for, and the loudest band among those seen.
class MelPatch::Frames final {
public:
    Frames(const MelPatch& patch, std::span<const float> mono)
        : m_patch(patch)
        , m_mono(mono)
        , m_workspace(patch.m_stft.makeWorkspace())
        , m_rows(kLanes * patch.m_stft.bins())
        , m_block(patch.m_stft.bins())
        , m_mel(patch.m_filterbank.bands()) {}

    [[nodiscard]] std::size_t count() const { return m_patch.m_stft.frames(m_mono.size()); }
    [[nodiscard]] float loudest() const { return m_loudest; }

    /// @param frames at most kLanes
    /// @return [bands], a frame in each lane
    std::span<const Lanes> compute(std::span<const std::size_t> frames) {
        m_patch.m_stft.powerFrames(m_mono, frames, m_workspace, m_rows);
        m_block.assign(m_rows);
        m_patch.m_filterbank.apply(m_block, m_mel);
        Lanes largest{};
        for (Lanes& band : m_mel) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                constexpr float kMost = std::numeric_limits<float>::max();
                band[lane] = band[lane] <= kMost ? band[lane] : 0.0F; // neither infinity nor NaN
                largest[lane] = largest[lane] < band[lane] ? band[lane] : largest[lane];
            }
        }
        m_loudest = std::max(m_loudest, *std::ranges::max_element(largest));
        return m_mel;
    }

    /// Makes loudest() that of all frames: computes frames from the highest bound down until none that is left can be louder.
    void searchLoudest() {
        const std::vector<float> bounds = m_patch.boundsOf(m_mono, count());
        std::vector<std::pair<float, std::size_t>> candidates; // the bound, the frame
        for (std::size_t frame = 0; frame < bounds.size(); ++frame) {
            if (bounds[frame] > m_loudest)
                candidates.emplace_back(bounds[frame], frame);
        }
        std::ranges::make_heap(candidates);
        while (!candidates.empty() && candidates.front().first > m_loudest) {
            std::array<std::size_t, kLanes> next{};
            std::size_t taken = 0;
            for (; taken < kLanes && !candidates.empty(); ++taken) {
                std::ranges::pop_heap(candidates);
                next[taken] = candidates.back().second;
                candidates.pop_back();
            }
            compute(std::span(next).first(taken));
        }
    }

private:
    const MelPatch& m_patch;
    std::span<const float> m_mono;
    Stft::Workspace m_workspace;
    std::vector<float> m_rows; ///< [kLanes, bins]
    FrameBlock m_block;
    std::vector<Lanes> m_mel;
    float m_loudest = 0.0F;
};

MelPatch::MelPatch(const FrontEnd& frontEnd)
    : m_frontEnd(checked(frontEnd))
    , m_stft(frontEnd.fftSize, frontEnd.hopLength)
    , m_filterbank(frontEnd.rateHz, frontEnd.fftSize, frontEnd.bands)
    , m_cell(cellOf(frontEnd)) {
    // Parseval's theorem: half the window's length times the energy under the window is the power between 0 Hz and half
    // the rate, without these two, where the filters are zero. A little more for rounding.
    const auto size = static_cast<std::size_t>(frontEnd.fftSize);
    const float loudestPerEnergy = 1.001F * m_filterbank.largestWeight() * static_cast<float>(size) / 2.0F;
    m_cellBound.resize(size / m_cell);
    for (std::size_t i = 0; i < size; ++i) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
        const auto hann = static_cast<float>(0.5 - 0.5 * std::cos(angle));
        m_cellBound[i / m_cell] = std::max(m_cellBound[i / m_cell], hann * hann * loudestPerEnergy);
    }
}

std::vector<float> MelPatch::boundsOf(std::span<const float> mono, std::size_t frames) const {
    // Cells begin half a window before the first sample, with the first frame.
    const std::size_t before = static_cast<std::size_t>(m_frontEnd.fftSize) / 2 / m_cell;
    const std::size_t step = static_cast<std::size_t>(m_frontEnd.hopLength) / m_cell;
    std::vector<float> energies((frames - 1) * step + m_cellBound.size());
    for (std::size_t begin = 0; begin < mono.size(); begin += m_cell) {
        const std::size_t cell = before + begin / m_cell;
        if (cell < energies.size())
            energies[cell] = energyOf(mono.subspan(begin, std::min(m_cell, mono.size() - begin)));
    }
    std::vector<float> bounds(frames);
    for (std::size_t frame = 0; frame < frames; ++frame)
        bounds[frame] = std::inner_product(m_cellBound.begin(), m_cellBound.end(),
                                           energies.begin() + static_cast<std::ptrdiff_t>(frame * step), 0.0F);
    return bounds;
}

std::size_t MelPatch::patchesOf(std::size_t sampleCount) const {
    if (m_frontEnd.columnStride == 0)
        return 1;
    const std::size_t length = static_cast<std::size_t>(m_frontEnd.columns) * static_cast<std::size_t>(m_frontEnd.columnStride);
    const std::size_t fitting = m_stft.frames(sampleCount) / length;
    return std::clamp<std::size_t>(fitting, 1, static_cast<std::size_t>(m_frontEnd.patchesPerExcerpt));
}

std::size_t MelPatch::frameOf(std::size_t patch, std::size_t column, std::size_t patches, std::size_t frames) const {
    const auto columns = static_cast<std::size_t>(m_frontEnd.columns);
    const auto stride = static_cast<std::size_t>(m_frontEnd.columnStride);
    if (stride == 0)
        return pickedFrame(column, columns, frames);
    const std::size_t middle = (2 * patch + 1) * frames; // of the patch's share; in units of frames / (2 * patches)
    const std::size_t length = patches * columns * stride;
    const std::size_t first = middle > length ? (middle - length) / (2 * patches) : 0;
    return (first + column * stride) % frames;
}

std::vector<float> MelPatch::compute(std::span<const float> mono) const {
    const auto columns = static_cast<std::size_t>(m_frontEnd.columns);
    const std::size_t count = patchesOf(mono.size());
    Frames frames(*this, mono);
    std::vector<float> patches(count * m_frontEnd.patchSize());
    for (std::size_t first = 0; first < count * columns; first += kLanes) {
        const std::size_t taken = std::min(kLanes, count * columns - first);
        std::array<std::size_t, kLanes> picked{};
        std::array<std::size_t, kLanes> places{}; // of the lowest band
        for (std::size_t i = 0; i < taken; ++i) {
            const std::size_t patch = (first + i) / columns;
            const std::size_t column = (first + i) % columns;
            picked[i] = frameOf(patch, column, count, frames.count());
            places[i] = patch * m_frontEnd.patchSize() + column;
        }
        const std::span<const Lanes> mel = frames.compute(std::span(picked).first(taken));
        for (std::size_t band = 0; band < mel.size(); ++band) {
            for (std::size_t i = 0; i < taken; ++i)
                patches[places[i] + band * columns] = mel[band][i];
        }
    }
    frames.searchLoudest();
    if (frames.loudest() <= kSilence) {
        std::ranges::fill(patches, m_frontEnd.floorDb);
        return patches;
    }
    powerToDb(std::span<float>(patches), frames.loudest(), std::numeric_limits<float>::min(), -1.0F);
    for (float& db : patches)
        db = std::clamp(db, m_frontEnd.floorDb, 0.0F);
    return patches;
}

} // namespace segue::features
