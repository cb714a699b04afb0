// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/onset.h"

#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace segue::features {

namespace {

/// How far a peak looks around, in frames.
struct PeakRule {
    std::size_t beforeMaximum; ///< and itself
    std::size_t around;        ///< on both sides, for the mean
    std::size_t pause;         ///< frames after an onset in which there is none
};

constexpr float kAboveMean = 0.07F;

PeakRule ruleFor(int rateHz, int hopLength) {
    const auto frames = [&](double seconds) { return static_cast<std::size_t>(std::floor(seconds * rateHz / hopLength)); };
    return {frames(0.03), frames(0.10), frames(0.03)};
}

/// [0, 1]; empty where nothing rises or something is not a number.
std::vector<float> stretched(std::span<const float> envelope) {
    if (envelope.empty() || !std::ranges::all_of(envelope, [](float value) { return std::isfinite(value); }))
        return {};
    const auto [lowest, highest] = std::ranges::minmax(envelope);
    if (!(highest > lowest))
        return {};
    std::vector<float> result(envelope.begin(), envelope.end());
    for (float& value : result)
        value = (value - lowest) / (highest - lowest + std::numeric_limits<float>::min());
    return result;
}

bool isPeak(std::span<const float> values, std::size_t frame, const PeakRule& rule) {
    const std::size_t firstRival = frame - std::min(frame, rule.beforeMaximum);
    for (std::size_t rival = firstRival; rival < frame; ++rival) {
        if (values[rival] > values[frame])
            return false;
    }
    const std::size_t begin = frame - std::min(frame, rule.around);
    const std::size_t end = std::min(values.size(), frame + rule.around + 1);
    const float sum = std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(begin),
                                      values.begin() + static_cast<std::ptrdiff_t>(end), 0.0F);
    return values[frame] >= sum / static_cast<float>(end - begin) + kAboveMean;
}

} // namespace

std::vector<float> onsetStrength(const Matrix& melDb, int fftSize, int hopLength) {
    if (fftSize <= 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "Onsets need a positive window and hop.");
    // The difference belongs to the later frame, and a window notices a stroke half its length early.
    const std::size_t shift = 1 + static_cast<std::size_t>(fftSize / (2 * hopLength));
    std::vector<float> strength(melDb.columns);
    if (melDb.columns <= shift || melDb.rows == 0)
        return strength;
    const std::size_t count = melDb.columns - shift;
    float* sums = strength.data() + shift;
    for (std::size_t band = 0; band < melDb.rows; ++band) {
        const float* db = melDb.row(band).data();
        for (std::size_t frame = 0; frame < count; ++frame)
            sums[frame] += std::max(0.0F, db[frame + 1] - db[frame]);
    }
    for (float& value : strength)
        value = std::isfinite(value) ? value / static_cast<float>(melDb.rows) : 0.0F;
    return strength;
}

std::vector<std::size_t> onsetDetect(std::span<const float> envelope, int rateHz, int hopLength) {
    if (rateHz <= 0 || hopLength <= 0)
        throw Error(ErrorKind::usage, "Onsets need a positive rate and hop.");
    const std::vector<float> values = stretched(envelope);
    const PeakRule rule = ruleFor(rateHz, hopLength);
    std::vector<std::size_t> onsets;
    std::size_t frame = 0;
    while (frame < values.size()) {
        if (isPeak(values, frame, rule)) {
            onsets.push_back(frame);
            frame += rule.pause;
        }
        ++frame;
    }
    return onsets;
}

float onsetRate(std::span<const float> envelope, int rateHz, double seconds, int hopLength) {
    if (!(seconds > 0.0))
        return 0.0F;
    return static_cast<float>(static_cast<double>(onsetDetect(envelope, rateHz, hopLength).size()) / seconds);
}

} // namespace segue::features
