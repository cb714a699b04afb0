// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/outline_reader.h"

#include <algorithm>
#include <new>
#include <utility>

namespace segue::analysis {

namespace {

/// Headers may claim any rate; loudness is defined for those that music has.
constexpr int kLowestHz = 8'000;
constexpr int kHighestHz = 384'000;
constexpr int kMostSamples = 1 << 18; ///< in a block, for files that claim to have a hundred channels

audio::Decoder openAtAMeasurableRate(const std::filesystem::path& song, const std::stop_token& stop) {
    audio::Decoder decoder(song, {}, stop);
    const int rateHz = std::clamp(decoder.output().rateHz, kLowestHz, kHighestHz);
    return rateHz == decoder.output().rateHz ? std::move(decoder) : audio::Decoder(song, {.rateHz = rateHz}, stop);
}

} // namespace

OutlineReader::OutlineReader(const std::filesystem::path& song, std::stop_token stop)
    : m_stop(std::move(stop))
    , m_decoder(openAtAMeasurableRate(song, m_stop))
    , m_rateHz(std::clamp(m_decoder.output().rateHz, kLowestHz, kHighestHz))
    , // stopped while opening, it tells neither
    m_channels(std::max(1, m_decoder.output().channels))
    , m_waveform(m_channels)
    , m_loudness(m_rateHz, m_channels)
    , m_fingerprint(m_rateHz, m_channels)
    , m_block(static_cast<std::size_t>(m_channels) *
              static_cast<std::size_t>(std::min(m_rateHz, std::max(1, kMostSamples / m_channels)))) {}

bool OutlineReader::readMore() {
    if (m_complete)
        return false;
    const std::size_t frames = m_decoder.read(m_block);
    const auto sound = std::span(m_block).first(frames * static_cast<std::size_t>(m_channels));
    m_waveform.add(sound);
    m_loudness.add(sound);
    m_fingerprint.add(sound);
    if (m_stop.stop_requested())
        return false;
    if (m_decoder.ranOutOfMemory())
        throw std::bad_alloc();
    m_complete = sound.size() < m_block.size();
    if (m_complete)
        m_packed = m_fingerprint.finish();
    return !m_complete;
}

std::uint64_t OutlineReader::expectedFrames() const {
    const auto claimed = std::max<std::int64_t>(0, m_decoder.format().duration.count()) * m_rateHz / 1000;
    return m_complete ? m_waveform.frames() : std::max(m_waveform.frames(), static_cast<std::uint64_t>(claimed));
}

float OutlineReader::progress() const {
    if (m_complete)
        return 1.F;
    if (m_decoder.format().duration.count() <= 0)
        return 0.F;
    return static_cast<float>(static_cast<double>(m_waveform.frames()) /
                              static_cast<double>(std::max<std::uint64_t>(1, expectedFrames())));
}

Outline OutlineReader::outline() const {
    const auto frames = expectedFrames();
    const auto rateHz = static_cast<std::uint64_t>(m_rateHz);
    return {.waveform = m_waveform.waveform(frames),
            .duration = std::chrono::milliseconds{(frames * 1000 + rateHz / 2) / rateHz},
            .loudnessLufs = m_loudness.integratedLufs(),
            .loudnessRangeLu = m_loudness.rangeLu(),
            .truePeakDb = m_loudness.truePeakDb(),
            .fingerprint = m_packed};
}

} // namespace segue::analysis
