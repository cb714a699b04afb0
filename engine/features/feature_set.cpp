// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/feature_set.h"

#include "engine/features/chroma.h"
#include "engine/features/chroma_cq.h"
#include "engine/features/constant_q.h"
#include "engine/features/decibel.h"
#include "engine/features/finite.h"
#include "engine/features/frame_block.h"
#include "engine/features/mfcc.h"
#include "engine/features/onset.h"
#include "engine/features/spectral.h"
#include "engine/features/tempo.h"
#include "engine/features/tonnetz.h"
#include "engine/features/tuning.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace segue::features {

namespace {

constexpr int kFftSize = 2048;
constexpr int kHopLength = 512;
constexpr int kMelBands = 128;

Lanes scaled(Lanes lanes, float factor) {
    for (float& value : lanes)
        value *= factor;
    return lanes;
}

float meanOf(std::span<const float> values) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    return values.empty() ? 0.0F : static_cast<float>(sum / static_cast<double>(values.size()));
}

/// Whether the sound rises anywhere but where it begins and ends. What rounding makes of a steady tone does not count: a
/// tempo would be found in it, another one on each computer.
bool hasPulse(std::span<const float> envelope) {
    constexpr float kLeastRise = 0.01F; ///< dB, mean of the bands: nobody hears it
    constexpr std::size_t kEdge = 8;    ///< frames that see the zeros before and behind the sound
    return envelope.size() > 2 * kEdge &&
           std::ranges::any_of(envelope.subspan(kEdge, envelope.size() - 2 * kEdge), [](float rise) { return rise > kLeastRise; });
}

} // namespace

/// The computation of the features of one sound.
class FeatureExtractor::Run final {
public:
    Run(const FeatureExtractor& extractor, std::span<const float> samples, FeatureScope scope);
    FeatureSet finish();

private:
    [[nodiscard]] bool wants(FeatureScope scope) const { return m_scope >= scope; }
    void transform();
    void measure(const FrameBlock& power, std::size_t first);
    void measureConstantQ();
    void measureOnsets();

    const FeatureExtractor& m_extractor;
    std::span<const float> m_samples;
    FeatureScope m_scope;
    std::size_t m_frames;
    float m_hzPerBin;
    FeatureSet m_set;
    std::vector<FrameBlock> m_power; ///< all frames, for the chroma, whose tuning is known at the end
    FrameBlock m_magnitude;
    std::vector<Lanes> m_mel;
    Matrix m_melDb;
    TuningEstimator m_tuning;
    TuningEstimator m_powerTuning;
    ContrastLevels m_contrast;
};

FeatureExtractor::Run::Run(const FeatureExtractor& extractor, std::span<const float> samples, FeatureScope scope)
    : m_extractor(extractor)
    , m_samples(samples)
    , m_scope(scope)
    , m_frames(extractor.m_stft.frames(samples.size()))
    , m_hzPerBin(static_cast<float>(static_cast<double>(extractor.m_rateHz) / kFftSize))
    , m_magnitude(extractor.m_stft.bins())
    , m_mel(kMelBands)
    , m_melDb(kMelBands, m_frames)
    , m_tuning(extractor.m_stft.bins(), extractor.m_rateHz)
    , m_powerTuning(extractor.m_stft.bins(), extractor.m_rateHz)
    , m_contrast(extractor.m_stft.bins(), extractor.m_rateHz, wants(FeatureScope::timelines) ? m_frames : 0) {
    m_set.spectralCentroid = Matrix(1, m_frames);
    if (wants(FeatureScope::timelines)) {
        m_set.rms = Matrix(1, m_frames);
        m_set.spectralBandwidth = Matrix(1, m_frames);
        m_set.spectralRolloff = Matrix(1, m_frames);
        m_set.chromaStft = Matrix(kPitchClasses, m_frames);
        m_power.reserve((m_frames + kLanes - 1) / kLanes);
    }
    if (wants(FeatureScope::everything))
        m_set.magnitude = Matrix(extractor.m_stft.bins(), m_frames);
}

/// The STFT, and all that is measured frame by frame.
void FeatureExtractor::Run::transform() {
    const PreciseStft& stft = m_extractor.m_stft;
    PreciseStft::Workspace workspace = stft.makeWorkspace();
    std::vector<float> rows(kLanes * stft.bins());
    FrameBlock scratch(stft.bins());
    std::array<std::size_t, kLanes> numbers{};
    for (std::size_t first = 0; first < m_frames; first += kLanes) {
        const std::size_t count = std::min(kLanes, m_frames - first);
        std::iota(numbers.begin(), numbers.end(), first);
        stft.magnitudeFrames(m_samples, std::span(numbers).first(count), workspace, rows);
        for (std::size_t lane = 0; lane < count; ++lane) {
            const auto spectrum = std::span<const float>(rows).subspan(lane * stft.bins(), stft.bins());
            m_tuning.add(spectrum);
            if (wants(FeatureScope::timelines))
                m_powerTuning.addSquareOf(spectrum);
        }
        FrameBlock& block = wants(FeatureScope::timelines) ? m_power.emplace_back(stft.bins()) : scratch;
        m_magnitude.assign(rows);
        block.assignSquareOf(m_magnitude);
        measure(block, first);
    }
}

void FeatureExtractor::Run::measure(const FrameBlock& power, std::size_t first) {
    m_extractor.m_filterbank.apply(power, m_mel);
    for (std::size_t band = 0; band < m_mel.size(); ++band)
        copyLanes(m_mel[band], m_melDb.row(band), first);
    if (!wants(FeatureScope::timelines)) {
        copyLanes(scaled(features::spectralCentroid(m_magnitude), m_hzPerBin), m_set.spectralCentroid.values, first);
        return;
    }
    const SpectralShape shape = spectralShape(m_magnitude);
    copyLanes(scaled(shape.centroid, m_hzPerBin), m_set.spectralCentroid.values, first);
    copyLanes(scaled(shape.bandwidth, m_hzPerBin), m_set.spectralBandwidth.values, first);
    copyLanes(scaled(shape.rolloff, m_hzPerBin), m_set.spectralRolloff.values, first);
    copyLanes(features::rms(power), m_set.rms.values, first);
    m_contrast.measure(m_magnitude, first);
    if (wants(FeatureScope::everything))
        m_magnitude.copyTo(m_set.magnitude, first);
}

void FeatureExtractor::Run::measureConstantQ() {
    m_set.tuning = m_tuning.estimate();
    Matrix cqt = constantQ(m_samples, m_extractor.m_rateHz, {.tuning = m_set.tuning});
    m_set.chromaCqt = features::chromaCqt(cqt);
    m_set.key = estimateKey(features::chromaCqt(cqt, ChromaLayout::semitones));
    if (wants(FeatureScope::timelines)) {
        m_set.chromaCens = features::chromaCens(cqt);
        m_set.tonnetz = features::tonnetz(m_set.chromaCens);
    }
    if (wants(FeatureScope::everything))
        m_set.cqt = std::move(cqt);
}

void FeatureExtractor::Run::measureOnsets() {
    if (wants(FeatureScope::everything))
        m_set.melPower = m_melDb; // still power
    powerToDb(std::span<float>(m_melDb.values));
    m_set.onsetStrength = features::onsetStrength(m_melDb, kFftSize, kHopLength);
    const double seconds = static_cast<double>(m_samples.size()) / m_extractor.m_rateHz;
    const Beats beats = beatTrack(m_set.onsetStrength, m_extractor.m_rateHz, kHopLength);
    m_set.tempoBpm = beats.tempoBpm;
    m_set.pulseBpm = hasPulse(m_set.onsetStrength) ? steadyBpm(beats, m_extractor.m_rateHz, kHopLength) : 0.0F;
    m_set.onsetsPerSecond = onsetRate(m_set.onsetStrength, m_extractor.m_rateHz, seconds, kHopLength);
}

FeatureSet FeatureExtractor::Run::finish() {
    transform();
    m_set.centroidHz = meanOf(m_set.spectralCentroid.values);
    if (wants(FeatureScope::timelines)) {
        const Matrix filters = chromaFilters(m_extractor.m_rateHz, kFftSize, m_powerTuning.estimate());
        for (std::size_t block = 0; block < m_power.size(); ++block)
            chromaOfBlock(m_power[block], filters, m_set.chromaStft, block * kLanes);
        m_power = {}; // before the constant-Q transform asks for memory
        m_set.spectralContrast = m_contrast.take();
        m_set.zeroCrossingRate = features::zeroCrossingRate(m_samples, kFftSize, kHopLength);
    }
    measureOnsets();
    if (wants(FeatureScope::timelines))
        m_set.mfcc = features::mfcc(m_melDb);
    measureConstantQ();
    if (wants(FeatureScope::everything))
        m_set.spectralFlatness = features::spectralFlatness(m_set.magnitude);
    if (!wants(FeatureScope::timelines)) {
        m_set.spectralCentroid = {};
        m_set.chromaCqt = {};
        m_set.onsetStrength = {};
    }
    return std::move(m_set);
}

FeatureExtractor::FeatureExtractor(int rateHz)
    : m_rateHz(rateHz)
    , m_stft(kFftSize, kHopLength)
    , m_filterbank(rateHz, kFftSize, kMelBands) {}

FeatureSet FeatureExtractor::compute(std::span<const float> mono, FeatureScope scope) const {
    const FiniteSamples finite(mono);
    return Run(*this, finite.get(), scope).finish();
}

std::vector<float> statisticsOf(const FeatureSet& features, const StatisticsLayout& layout) {
    return statisticsOf(std::array<const Matrix*, kFeatureCount>{&features.chromaCens, &features.chromaCqt, &features.chromaStft,
                                                                 &features.mfcc, &features.rms, &features.spectralBandwidth,
                                                                 &features.spectralCentroid, &features.spectralContrast,
                                                                 &features.spectralRolloff, &features.tonnetz,
                                                                 &features.zeroCrossingRate},
                        layout);
}

} // namespace segue::features
