// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/sound_meter.h"

#include "engine/audio/loudness.h"
#include "engine/features/resample.h"

#include <cmath>

namespace segue::analysis {

namespace {

/// What is stored and shown is a number, whatever went wrong below.
float finite(float value, float otherwise) { return std::isfinite(value) ? value : otherwise; }

} // namespace

SoundFeatures SoundMeter::measure(std::span<const audio::Excerpt> excerpts, int rateHz) const {
    SoundFeatures measured;
    features::FeatureSet heard;
    audio::LoudnessMeter loudness(m_extractor.rateHz(), 1, audio::LoudnessMode::integrated);
    for (std::size_t i = 0; i < excerpts.size(); ++i) {
        const auto samples = features::resample(excerpts[i].samples, rateHz, m_extractor.rateHz());
        loudness.add(samples);
        if (i == excerpts.size() / 2)
            heard = m_extractor.compute(samples, features::FeatureScope::scalars);
    }
    measured.tempoBpm = finite(heard.pulseBpm, measured.tempoBpm);
    measured.key = static_cast<std::int8_t>(heard.key.key);
    measured.keyStrength = finite(heard.key.strength, measured.keyStrength);
    measured.centroidHz = finite(heard.centroidHz, measured.centroidHz);
    measured.onsetsPerSecond = finite(heard.onsetsPerSecond, measured.onsetsPerSecond);
    measured.loudnessLufs = finite(loudness.integratedLufs(), measured.loudnessLufs);
    return measured;
}

} // namespace segue::analysis
