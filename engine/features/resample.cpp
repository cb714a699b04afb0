// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/resample.h"

#include "engine/features/finite.h"
#include "engine/words/error.h"

#include <soxr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>

namespace segue::features {

namespace {

struct Delete {
    void operator()(soxr* resampler) const noexcept { soxr_delete(resampler); }
};
using Resampler = std::unique_ptr<soxr, Delete>;

void check(double fromHz, double toHz) {
    constexpr double kWidest = 1000.0;
    const bool usable = std::isfinite(fromHz) && std::isfinite(toHz) && fromHz > 0.0 && toHz > 0.0;
    if (!usable || fromHz > toHz * kWidest || toHz > fromHz * kWidest)
        throw Error(ErrorKind::usage, "Sound cannot be resampled between these rates.");
}

Resampler makeResampler(double fromHz, double toHz) {
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_error_t error = nullptr;
    Resampler resampler(soxr_create(fromHz, toHz, 1, &error, nullptr, &quality, nullptr));
    if (!resampler || error != nullptr)
        throw std::bad_alloc(); // the rates were checked
    return resampler;
}

/// Pushes all samples through, block by block: the resampler's own buffers stay small, and what was looked at is still near.
void run(soxr* resampler, std::span<const float> samples, std::span<float> result) {
    constexpr std::size_t kBlock = 1U << 14U;
    std::size_t written = 0;
    const auto push = [&](const float* input, std::size_t count) {
        std::size_t made = 0;
        if (soxr_process(resampler, input, count, nullptr, result.data() + written, result.size() - written, &made) != nullptr)
            throw std::bad_alloc();
        written += made;
    };
    for (std::size_t begin = 0; begin < samples.size(); begin += kBlock) {
        const FiniteSamples finite(samples.subspan(begin, std::min(kBlock, samples.size() - begin)));
        push(finite.get().data(), finite.get().size());
    }
    push(nullptr, 0); // the end of the sound: what is still inside comes out
}

} // namespace

std::vector<float> resample(std::span<const float> mono, double fromHz, double toHz, ResampleGain gain) {
    check(fromHz, toHz);
    if (fromHz == toHz || mono.empty()) {
        const FiniteSamples finite(mono);
        return {finite.get().begin(), finite.get().end()};
    }
    const double ratio = toHz / fromHz;
    std::vector<float> result(static_cast<std::size_t>(std::ceil(static_cast<double>(mono.size()) * ratio)));
    run(makeResampler(fromHz, toHz).get(), mono, result);
    if (gain == ResampleGain::energy) {
        // Not left to soxr, whose filter would round differently.
        const auto root = static_cast<float>(std::sqrt(ratio));
        for (float& sample : result)
            sample /= root;
    }
    return result;
}

} // namespace segue::features
