// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/item_source.h"

#include "engine/playback/sound/mixer.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace segue::playback {

namespace {

constexpr float kRampSeconds = 0.02F;

std::uint64_t atRate(int toHz, std::uint64_t frames, int fromHz) {
    const auto from = static_cast<std::uint64_t>(fromHz);
    const auto to = static_cast<std::uint64_t>(toHz);
    return frames / from * to + (frames % from * to + from / 2) / from;
}

} // namespace

ItemSource::ItemSource(const PlayItem& item, std::stop_token stop)
    : m_reader(item, std::move(stop)) {
    deliverAt(AudioSink::kRateHz);
}

void ItemSource::deliverAt(int streamHz) {
    m_streamHz = streamHz;
    m_joint.reset();
    if (rateHz() == m_streamHz)
        return;
    m_joint.emplace(rateHz(), m_streamHz);
    m_block.resize(2 * Mixer::kMostFrames);
}

std::uint64_t ItemSource::position() const { return atRate(m_streamHz, m_reader.position(), rateHz()); }

std::optional<std::uint64_t> ItemSource::left() const {
    if (length().count() <= 0)
        return std::nullopt;
    const std::uint64_t whole = framesOf(length(), m_streamHz);
    return whole - std::min(whole, position()) + (m_ready.size() - m_taken) / 2 + (m_joint ? m_joint->owed() : 0);
}

void ItemSource::setGain(float factor, bool isRamp) {
    m_goal = std::isfinite(factor) ? std::max(0.F, factor) : 1.F;
    if (!isRamp)
        m_gain = m_goal;
}

void ItemSource::continueFrom(std::optional<RateJoint> joint) {
    if (joint && m_joint && joint->fromHz() == m_joint->fromHz())
        m_joint = std::move(joint);
}

void ItemSource::applyGain(std::span<float> interleaved) {
    if (m_gain == 1.F && m_goal == 1.F)
        return;
    const float step = 1.F / (kRampSeconds * static_cast<float>(rateHz()));
    for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2) {
        m_gain += std::clamp(m_goal - m_gain, -step, step);
        interleaved[i] *= m_gain;
        interleaved[i + 1] *= m_gain;
    }
}

std::size_t ItemSource::takeReady(std::span<float> interleaved) {
    const std::size_t part = std::min(interleaved.size() / 2 * 2, m_ready.size() - m_taken);
    std::copy_n(m_ready.begin() + static_cast<std::ptrdiff_t>(m_taken), part, interleaved.begin());
    m_taken += part;
    return part / 2;
}

std::size_t ItemSource::read(std::span<float> interleaved) {
    try {
        return m_ranOutOfMemory ? 0 : readNext(interleaved);
    } catch (const std::bad_alloc&) {
        m_ranOutOfMemory = true;
        return 0;
    }
}

std::string ItemSource::whyEndedEarly() const { return m_ranOutOfMemory ? "there is not enough memory" : m_reader.whyEndedEarly(); }

std::size_t ItemSource::readNext(std::span<float> interleaved) {
    if (!m_joint) {
        const std::size_t frames = m_reader.read(interleaved);
        applyGain(interleaved.first(2 * frames));
        return frames;
    }
    while (m_taken == m_ready.size()) {
        m_ready.clear();
        m_taken = 0;
        const std::size_t frames = m_reader.read(m_block);
        if (frames == 0)
            return 0;
        applyGain(std::span(m_block).first(2 * frames));
        m_joint->convert(std::span(m_block).first(2 * frames), m_ready);
    }
    return takeReady(interleaved);
}

void ItemSource::seek(std::chrono::milliseconds position) {
    m_ranOutOfMemory = false;
    m_reader.seek(position);
    m_ready.clear();
    m_taken = 0;
    if (rateHz() != m_streamHz)
        m_joint.emplace(rateHz(), m_streamHz);
}

} // namespace segue::playback
