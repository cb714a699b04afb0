// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/colour_scale.h"
#include "engine/features/mel.h"
#include "engine/spectrogram/rows.h"
#include "engine/spectrogram/spectrogram_words.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace segue {

using namespace spectrogram;

SpectrogramStyle SpectrogramStyle::canonical() const {
    const auto window = static_cast<unsigned>(std::clamp(windowLength, kShortestWindow, kLongestWindow));
    SpectrogramStyle style{kind, static_cast<int>(std::bit_floor(window)), std::clamp(zoom, 0, kZooms - 1), linear};
    if (kind != SpectrogramKind::stft)
        style.linear = false;
    if (kind == SpectrogramKind::constantQ)
        style.windowLength = SpectrogramStyle{}.windowLength;
    return style;
}

SpectrogramAxis::SpectrogramAxis(const SpectrogramStyle& style) {
    switch (style.kind) {
    case SpectrogramKind::stft:
        if (style.linear) {
            const LinearRows linear(style.windowLength);
            m_rows = linear.rows;
            m_first = linear.firstHz;
            m_step = linear.stepHz;
        } else {
            m_scale = Scale::logarithmic;
            m_rows = kLogarithmicRows;
            m_first = kLowestHz;
            m_step = std::log2(kHighestHz / kLowestHz) / (kLogarithmicRows - 1);
        }
        break;
    case SpectrogramKind::mel:
        m_scale = Scale::mel;
        m_rows = kMelRows;
        m_step = features::hzToMel(kSpectrogramRateHz / 2.0) / (kMelRows + 1);
        m_first = m_step;
        break;
    case SpectrogramKind::constantQ:
        m_scale = Scale::logarithmic;
        m_rows = kConstantQRows;
        m_first = kConstantQLowestHz;
        m_step = 1.0 / kNotesPerOctave;
        break;
    case SpectrogramKind::chroma:
        m_scale = Scale::chroma;
        m_rows = kNotesPerOctave;
        break;
    }
}

double SpectrogramAxis::hzOf(double row) const {
    switch (m_scale) {
    case Scale::linear:
        return m_first + row * m_step;
    case Scale::logarithmic:
        return m_first * std::exp2(row * m_step);
    case Scale::mel:
        return features::melToHz(m_first + row * m_step);
    case Scale::chroma:
        break;
    }
    return 0.0;
}

double SpectrogramAxis::rowOf(double hz) const {
    const double audible = std::max(hz, 1e-3);
    switch (m_scale) {
    case Scale::linear:
        return (hz - m_first) / m_step;
    case Scale::logarithmic:
        return std::log2(audible / m_first) / m_step;
    case Scale::mel:
        return (features::hzToMel(hz) - m_first) / m_step;
    case Scale::chroma:
        break;
    }
    const double semitones = kNotesPerOctave * std::log2(audible / kConstantQLowestHz);
    return std::fmod(std::round(semitones) + 100.0 * kNotesPerOctave, static_cast<double>(kNotesPerOctave));
}

const std::array<SpectrogramColour, 256>& spectrogramColours() { return features::colourScale(); }

} // namespace segue
