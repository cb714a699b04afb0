// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/mel_patch.h"

#include "engine/error.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace segue::features {

namespace {

// Below this a whole excerpt is silence: without a bound the noise of a converter would become a loud picture.
constexpr float kSilence = 1e-10F;

const FrontEnd& checked(const FrontEnd& frontEnd) {
    if (frontEnd.columns <= 0 || !(frontEnd.floorDb < 0.0F))
        throw Error(ErrorKind::usage, "A patch needs at least one column and a floor below 0 dB.");
    return frontEnd;
}

/// Frame number of column k of the patch: floor((k + 0.5) / columns * frames), in whole numbers.
std::size_t pickedFrame(std::size_t column, std::size_t columns, std::size_t frames) {
    return (2 * column + 1) * frames / (2 * columns);
}

} // namespace

/// The mel frames of one excerpt, computed one at a time, and the loudest band among those seen.
class MelPatch::Frames final {
public:
    Frames(const MelPatch& patch, std::span<const float> mono)
        : m_patch(patch)
        , m_mono(mono)
        , m_workspace(patch.m_stft.makeWorkspace())
        , m_power(patch.m_stft.bins())
        , m_mel(patch.m_filterbank.bands()) {}

    [[nodiscard]] std::size_t count() const { return m_patch.m_stft.frames(m_mono.size()); }
    [[nodiscard]] float loudest() const { return m_loudest; }

    std::span<const float> compute(std::size_t frame) {
        m_patch.m_stft.powerFrame(m_mono, frame, m_workspace, m_power);
        m_patch.m_filterbank.apply(m_power, m_mel);
        for (float& value : m_mel) {
            value = std::isfinite(value) ? value : 0.0F;
            m_loudest = std::max(m_loudest, value);
        }
        return m_mel;
    }

    /// Makes loudest() that of all frames: from the one that may be the loudest down, until none left can be.
    void searchLoudest() {
        std::vector<std::pair<float, std::size_t>> candidates; // the bound, the frame
        for (std::size_t frame = 0; frame < count(); ++frame) {
            const float bound = m_patch.m_stft.frameEnergy(m_mono, frame) * m_patch.m_loudestPerEnergy;
            if (bound > m_loudest)
                candidates.emplace_back(bound, frame);
        }
        std::ranges::sort(candidates, std::greater<>());
        for (const auto& [bound, frame] : candidates) {
            if (bound <= m_loudest)
                return;
            compute(frame);
        }
    }

private:
    const MelPatch& m_patch;
    std::span<const float> m_mono;
    RealFft::Workspace m_workspace;
    std::vector<float> m_power;
    std::vector<float> m_mel;
    float m_loudest = 0.0F;
};

MelPatch::MelPatch(const FrontEnd& frontEnd)
    : m_frontEnd(checked(frontEnd))
    , m_stft(frontEnd.fftSize, frontEnd.hopLength)
    , m_filterbank(frontEnd.rateHz, frontEnd.fftSize, frontEnd.bands)
    // Parseval's theorem; a little more for rounding. The filters are zero where it does not hold (0 Hz, half the rate).
    , m_loudestPerEnergy(1.001F * m_filterbank.largestWeight() * static_cast<float>(frontEnd.fftSize) / 2.0F) {}

std::vector<float> MelPatch::compute(std::span<const float> mono) const {
    const auto columns = static_cast<std::size_t>(m_frontEnd.columns);
    Frames frames(*this, mono);
    std::vector<float> patch(m_frontEnd.patchSize());
    std::span<const float> mel;
    for (std::size_t column = 0; column < columns; ++column) {
        const std::size_t frame = pickedFrame(column, columns, frames.count());
        if (column == 0 || frame != pickedFrame(column - 1, columns, frames.count()))
            mel = frames.compute(frame);
        for (std::size_t band = 0; band < mel.size(); ++band)
            patch[band * columns + column] = mel[band];
    }
    frames.searchLoudest();
    if (frames.loudest() <= kSilence) {
        std::ranges::fill(patch, m_frontEnd.floorDb);
        return patch;
    }
    const float loudestDb = 10.0F * std::log10(frames.loudest());
    for (float& value : patch) {
        const float db = 10.0F * std::log10(std::max(value, std::numeric_limits<float>::min())) - loudestDb;
        value = std::clamp(db, m_frontEnd.floorDb, 0.0F);
    }
    return patch;
}

} // namespace segue::features
