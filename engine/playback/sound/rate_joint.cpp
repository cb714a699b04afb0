// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/rate_joint.h"

#include "engine/playback/audio_sink.h"

#include <algorithm>

namespace segue::playback {

RateJoint::RateJoint(int fromHz, int toHz)
    : m_converter(fromHz, toHz, AudioSink::kChannels)
    , m_fromHz(fromHz)
    , m_toHz(toHz) {}

std::uint64_t RateJoint::due() const {
    const auto from = static_cast<std::uint64_t>(m_fromHz);
    const auto to = static_cast<std::uint64_t>(m_toHz);
    // In two parts, so that days of sound do not overflow.
    return m_in / from * to + (m_in % from * to + from / 2) / from;
}

std::uint64_t RateJoint::owed() const { return due() - std::min(due(), m_out); }

void RateJoint::convert(std::span<const float> interleaved, std::vector<float>& out) {
    const std::size_t before = out.size();
    m_in += interleaved.size() / 2;
    m_converter.convert(interleaved, out);
    m_out += (out.size() - before) / 2;
}

void RateJoint::finish(std::vector<float>& out) {
    const auto rest = static_cast<std::size_t>(owed());
    const std::size_t before = out.size();
    m_converter.finish(out);
    out.resize(before + 2 * rest, 0.F); // the converter rounds in its own way, and lets its filter ring out
    m_out += rest;
}

} // namespace segue::playback
