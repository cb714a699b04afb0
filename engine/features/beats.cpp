// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/tempo.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace segue::features {

namespace {

constexpr double kTightness = 100.0;

/// Half to even, as numpy and librosa round.
std::ptrdiff_t rounded(double value) { return static_cast<std::ptrdiff_t>(std::nearbyint(value)); }

/// The envelope over its standard deviation, smoothed by a bell that is 1/32 of a beat wide. Divided in float, from there on
/// in double, as librosa does: where two chains are nearly as good, the digits decide.
std::vector<double> localScore(std::span<const float> envelope, std::ptrdiff_t period) {
    const auto size = static_cast<std::ptrdiff_t>(envelope.size());
    const double mean = std::accumulate(envelope.begin(), envelope.end(), 0.0) / static_cast<double>(size);
    double squares = 0.0;
    for (const float value : envelope)
        squares += (value - mean) * (value - mean);
    const float deviation =
        static_cast<float>(std::sqrt(squares / static_cast<double>(size - 1))) + std::numeric_limits<float>::min();

    std::vector<double> bell(static_cast<std::size_t>(2 * period + 1));
    for (std::ptrdiff_t i = -period; i <= period; ++i) {
        const double distance = static_cast<double>(i) * 32.0 / static_cast<double>(period);
        bell[static_cast<std::size_t>(i + period)] = std::exp(-0.5 * distance * distance);
    }
    std::vector<float> steady(envelope.size());
    std::ranges::transform(envelope, steady.begin(), [deviation](float value) { return value / deviation; });
    std::vector<double> score(envelope.size());
    for (std::ptrdiff_t frame = 0; frame < size; ++frame) {
        double sum = 0.0;
        // The very first frame never counts, and the last one is added first: so librosa's loop runs.
        for (std::ptrdiff_t at = std::min(frame + period, size - 1); at >= std::max<std::ptrdiff_t>(frame - period, 1); --at)
            sum += bell[static_cast<std::size_t>(frame - at + period)] * static_cast<double>(steady[static_cast<std::size_t>(at)]);
        score[static_cast<std::size_t>(frame)] = sum;
    }
    return score;
}

/// For each frame the best chain of beats that ends there: its score, and the beat before (-1: none).
struct Chains {
    std::vector<double> score;
    std::vector<std::ptrdiff_t> previous;
};

Chains findChains(std::span<const double> local, std::ptrdiff_t period) {
    Chains chains{std::vector<double>(local.size()), std::vector<std::ptrdiff_t>(local.size(), -1)};
    const auto nearest = rounded(static_cast<double>(period) / 2.0);
    const std::ptrdiff_t farthest = 2 * period;
    std::vector<double> penalty(static_cast<std::size_t>(farthest + 1)); // of the distance to the beat before
    for (std::ptrdiff_t distance = std::max<std::ptrdiff_t>(nearest, 1); distance <= farthest; ++distance) {
        const double octaves = std::log(static_cast<double>(distance)) - std::log(static_cast<double>(period));
        penalty[static_cast<std::size_t>(distance)] = kTightness * octaves * octaves;
    }
    const double faint = 0.01 * *std::ranges::max_element(local);
    bool started = false;
    for (std::size_t frame = 0; frame < local.size(); ++frame) {
        double best = -std::numeric_limits<double>::infinity();
        std::ptrdiff_t from = -1;
        const auto here = static_cast<std::ptrdiff_t>(frame);
        for (std::ptrdiff_t distance = std::max<std::ptrdiff_t>(nearest, 1); distance <= std::min(farthest, here); ++distance) {
            const double score =
                chains.score[static_cast<std::size_t>(here - distance)] - penalty[static_cast<std::size_t>(distance)];
            if (score > best) {
                best = score;
                from = here - distance;
            }
        }
        chains.score[frame] = local[frame] + (from >= 0 ? best : 0.0);
        started = started || local[frame] >= faint;
        chains.previous[frame] = started ? from : -1;
    }
    return chains;
}

/// The last local maximum of the score that is at least half their median.
std::size_t lastBeat(std::span<const double> score) {
    const auto isPeak = [&](std::size_t i) {
        return i > 0 && score[i] > score[i - 1] && (i + 1 == score.size() || score[i] >= score[i + 1]);
    };
    std::vector<double> peaks;
    for (std::size_t i = 0; i < score.size(); ++i) {
        if (isPeak(i))
            peaks.push_back(score[i]);
    }
    if (peaks.empty())
        return score.size() - 1;
    std::ranges::sort(peaks);
    const std::size_t middle = peaks.size() / 2;
    const double median = peaks.size() % 2 == 1 ? peaks[middle] : (peaks[middle - 1] + peaks[middle]) / 2.0;
    for (std::size_t i = score.size(); i-- > 0;) {
        if (isPeak(i) && score[i] >= 0.5 * median)
            return i;
    }
    return score.size() - 1;
}

/// Half the root mean square of the beats' scores, smoothed over neighbours.
double weakBelow(std::span<const std::size_t> beats, std::span<const double> local) {
    const auto size = static_cast<std::ptrdiff_t>(beats.size());
    const auto at = [&](std::ptrdiff_t i) { return i >= 0 && i < size ? local[beats[static_cast<std::size_t>(i)]] : 0.0; };
    // librosa takes two more values than there are beats: the second of them is 0, and both count in the mean.
    const std::ptrdiff_t count = std::min<std::ptrdiff_t>(size + 2, static_cast<std::ptrdiff_t>(local.size()));
    double squares = 0.0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const double smooth = 0.5 * at(i - 1) + at(i) + 0.5 * at(i + 1);
        squares += smooth * smooth;
    }
    return 0.5 * std::sqrt(squares / static_cast<double>(count));
}

std::vector<std::size_t> trimmed(std::vector<std::size_t> beats, std::span<const double> local) {
    const double threshold = weakBelow(beats, local);
    const auto strong = [&](double score) { return score > threshold; };
    const auto first = static_cast<std::size_t>(std::ranges::find_if(local, strong) - local.begin());
    std::size_t end = local.size();
    while (end > first && !strong(local[end - 1]))
        --end;
    std::erase_if(beats, [&](std::size_t beat) { return beat < first || beat >= end; });
    return beats;
}

} // namespace

Beats beatTrack(std::span<const float> envelope, int rateHz, int hopLength) {
    Beats result{.tempoBpm = tempo(envelope, rateHz, hopLength)};
    if (!(result.tempoBpm > 0.0F) || envelope.size() < 2)
        return result;
    const std::ptrdiff_t period = rounded(60.0 * rateHz / hopLength / static_cast<double>(result.tempoBpm));
    const std::vector<double> local = localScore(envelope, period);
    const Chains chains = findChains(local, period);
    for (auto beat = static_cast<std::ptrdiff_t>(lastBeat(chains.score)); beat >= 0;
         beat = chains.previous[static_cast<std::size_t>(beat)])
        result.frames.push_back(static_cast<std::size_t>(beat));
    std::ranges::reverse(result.frames);
    result.frames = trimmed(std::move(result.frames), local);
    return result;
}

float steadyBpm(const Beats& beats, int rateHz, int hopLength) {
    constexpr std::size_t kFewest = 4;
    const std::size_t count = beats.frames.size();
    if (count < kFewest || rateHz <= 0 || hopLength <= 0)
        return beats.tempoBpm;
    const double middle = static_cast<double>(count - 1) / 2.0;
    double product = 0.0;
    double squares = 0.0;
    for (std::size_t beat = 0; beat < count; ++beat) {
        const double distance = static_cast<double>(beat) - middle;
        product += distance * static_cast<double>(beats.frames[beat]);
        squares += distance * distance;
    }
    const double framesPerBeat = product / squares;
    return static_cast<float>(60.0 * rateHz / hopLength / framesPerBeat);
}

} // namespace segue::features
