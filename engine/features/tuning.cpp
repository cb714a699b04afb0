// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/tuning.h"

#include "engine/features/median.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace segue::features {

namespace {

constexpr double kTuningLowestHz = 150.0;
constexpr double kHighestHz = 4000.0;
constexpr float kShareOfLoudest = 0.1F;
constexpr std::size_t kTuningSteps = 100;

double edgeOf(std::size_t step) { return -0.5 + static_cast<double>(step) * 0.01; }

float largestOf(std::span<const float> spectrum) {
    std::array<float, 16> lanes{};
    std::size_t bin = 0;
    for (; bin + lanes.size() <= spectrum.size(); bin += lanes.size()) {
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] = lanes[lane] < spectrum[bin + lane] ? spectrum[bin + lane] : lanes[lane];
    }
    for (; bin < spectrum.size(); ++bin)
        lanes[0] = std::max(lanes[0], spectrum[bin]);
    return *std::ranges::max_element(lanes);
}

} // namespace

float pitchTuning(std::span<const float> hz) {
    std::array<std::size_t, kTuningSteps> counts{};
    for (const float frequency : hz) {
        if (!(frequency > 0.0F) || !std::isfinite(frequency))
            continue;
        // Floats, as librosa has them here: a tone on an edge must fall to the same side. The logarithm is the float nearest
        // to the true one, which std::log2 of a float misses now and then.
        const float semitones = 12.0F * static_cast<float>(std::log2(static_cast<double>(frequency / 27.5F)));
        const auto whole = static_cast<float>(static_cast<int>(semitones)); // faster than floor()
        float deviation = semitones - whole;
        deviation += deviation < 0.0F ? 1.0F : 0.0F;
        deviation = deviation >= 0.5F ? deviation - 1.0F : deviation;
        auto step = std::min(kTuningSteps - 1, static_cast<std::size_t>((deviation + 0.5F) * 100.0F));
        while (step > 0 && static_cast<double>(deviation) < edgeOf(step))
            --step;
        while (step + 1 < kTuningSteps && static_cast<double>(deviation) >= edgeOf(step + 1))
            ++step;
        ++counts[step];
    }
    const auto most = std::ranges::max_element(counts);
    return *most == 0 ? 0.0F : static_cast<float>(edgeOf(static_cast<std::size_t>(most - counts.begin())));
}

TuningEstimator::TuningEstimator(std::size_t bins, int rateHz)
    : m_bins(bins) {
    if (bins < 2 || rateHz <= 0)
        throw Error(ErrorKind::usage, "A tuning needs a spectrum and its rate.");
    m_hzPerBin = rateHz / (2.0 * static_cast<double>(bins - 1));
    m_firstBin = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(kTuningLowestHz / m_hzPerBin)));
    m_endBin = std::min(bins - 1, static_cast<std::size_t>(std::ceil(std::min(kHighestHz, rateHz / 2.0) / m_hzPerBin)));
    m_isPeak.resize(bins + sizeof(std::uint64_t));
}

template <typename Level>
void TuningEstimator::addPeaks(std::span<const float> spectrum, Level level) {
    const float loudest = largestOf(spectrum);
    const float threshold = kShareOfLoudest * level(loudest);
    const float surelyBelow = kShareOfLoudest * loudest; // a square's share is higher
    const float* __restrict value = spectrum.data();
    unsigned char* __restrict isPeak = m_isPeak.data();
    for (std::size_t bin = m_firstBin; bin < m_endBin; ++bin)
        isPeak[bin] =
            static_cast<unsigned char>(static_cast<int>(value[bin] > surelyBelow) & static_cast<int>(value[bin] > value[bin - 1]) &
                                       static_cast<int>(value[bin] >= value[bin + 1]));
    for (std::size_t bin = m_firstBin; bin < m_endBin; ++bin) {
        std::uint64_t eight = 0; // most bins are no peaks
        std::memcpy(&eight, isPeak + bin, sizeof(eight));
        if (eight == 0) {
            bin += sizeof(eight) - 1;
            continue;
        }
        const float before = level(value[bin - 1]);
        const float peak = level(value[bin]);
        const float after = level(value[bin + 1]);
        if (isPeak[bin] == 0 || !(peak > threshold && peak > before && peak >= after))
            continue;
        const double bend = static_cast<double>(after) + before - 2.0 * static_cast<double>(peak);
        const double slope = (static_cast<double>(after) - before) / 2.0;
        const auto shift = static_cast<float>(std::abs(slope) >= std::abs(bend) ? 0.0 : -slope / bend);
        m_hz.push_back(static_cast<float>((static_cast<double>(bin) + shift) * m_hzPerBin));
        m_levels.push_back(peak + 0.5F * ((after - before) / 2.0F) * shift);
    }
}

void TuningEstimator::add(std::span<const float> spectrum) {
    addPeaks(spectrum, [](float value) { return value; });
}

void TuningEstimator::addSquareOf(std::span<const float> magnitude) {
    addPeaks(magnitude, [](float value) { return value * value; });
}

float TuningEstimator::estimate() const {
    if (m_levels.empty())
        return 0.0F;
    const float threshold = medianOf(m_levels);
    std::vector<float> loud;
    loud.reserve(m_hz.size());
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        if (m_levels[i] >= threshold)
            loud.push_back(m_hz[i]);
    }
    return pitchTuning(loud);
}

float estimateTuning(const Matrix& spectrogram, int rateHz) {
    TuningEstimator estimator(spectrogram.rows, rateHz);
    std::vector<float> spectrum(spectrogram.rows);
    for (std::size_t frame = 0; frame < spectrogram.columns; ++frame) {
        for (std::size_t bin = 0; bin < spectrum.size(); ++bin)
            spectrum[bin] = spectrogram.at(bin, frame);
        estimator.add(spectrum);
    }
    return estimator.estimate();
}

} // namespace segue::features
