// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/item_reader.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>
#include <utility>

namespace segue::playback {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFadeIn{20};
constexpr milliseconds kFadeOut{1'000};

/// Half a cosine from 0 to 1, as a square so that it is exact near 0.
float rise(std::uint64_t at, std::uint64_t of) {
    const float sine = std::sin(0.5F * std::numbers::pi_v<float> * static_cast<float>(at) / static_cast<float>(of));
    return sine * sine;
}

} // namespace

milliseconds timeOf(std::uint64_t frames, int rateHz) {
    const auto rate = static_cast<std::uint64_t>(rateHz);
    return milliseconds((frames * 1000 + rate / 2) / rate);
}

std::uint64_t framesOf(milliseconds time, int rateHz) {
    return (static_cast<std::uint64_t>(std::max<milliseconds::rep>(0, time.count())) * static_cast<std::uint64_t>(rateHz) + 500) /
           1000;
}

ItemReader::ItemReader(const PlayItem& item, std::stop_token stop)
    : m_decoder(item.track.path, {.rateHz = 0, .channels = AudioSink::kChannels, .monoGains = {}, .isTrimmed = true}, stop)
    , m_stop(std::move(stop))
    , m_start(std::max(item.start, milliseconds(0)))
    , m_preview(item.isPreview())
    , m_rateHz(std::max(1, m_decoder.output().rateHz)) {
    const milliseconds whole = m_decoder.format().duration;
    // A start beyond the end comes from a file that was replaced by a shorter one: its last seconds are played.
    if (whole.count() > 0 && m_start >= whole) {
        m_start = std::max(milliseconds(0), whole - item.length);
    }
    if (m_preview) {
        m_frames = framesOf(whole.count() > 0 ? std::min(item.length, whole - m_start) : item.length, m_rateHz);
    } else if (whole.count() > 0) {
        m_frames = framesOf(whole - m_start, m_rateHz);
    }
    if (m_start.count() > 0) {
        m_decoder.seek(m_start);
    }
}

std::size_t ItemReader::read(std::span<float> interleaved) {
    try {
        return m_ranOutOfMemory ? 0 : readNext(interleaved);
    } catch (const std::bad_alloc&) {
        m_ranOutOfMemory = m_ended = true;
        return 0;
    }
}

std::size_t ItemReader::readNext(std::span<float> interleaved) {
    std::size_t wanted = interleaved.size() / 2;
    if (m_preview) {
        wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, m_frames - std::min(m_frames, m_position)));
    }
    const std::size_t frames = wanted > 0 ? m_decoder.read(interleaved.first(2 * wanted)) : 0;
    const std::uint64_t fadeOut = std::min(framesOf(kFadeOut, m_rateHz), m_frames / 2);
    const std::uint64_t fadeIn = framesOf(kFadeIn, m_rateHz);
    for (std::size_t i = 0; m_preview && i < frames; ++i) {
        const std::uint64_t at = m_position + i;
        const std::uint64_t left = m_frames - at;
        float gain = 1.F;
        if (m_start.count() > 0 && at < fadeIn) {
            gain = rise(at + 1, fadeIn);
        }
        if (left <= fadeOut) {
            gain *= rise(left, fadeOut + 1);
        }
        interleaved[2 * i] *= gain;
        interleaved[2 * i + 1] *= gain;
    }
    m_position += frames;
    m_ended = frames == 0;
    return frames;
}

void ItemReader::seek(milliseconds position) {
    try {
        seekTo(position);
        m_ranOutOfMemory = false;
    } catch (const std::bad_alloc&) {
        m_ranOutOfMemory = m_ended = true;
    }
}

void ItemReader::seekTo(milliseconds position) {
    milliseconds target = std::max(position, milliseconds(0));
    if (m_frames > 0) {
        target = std::min(target, length());
    }
    m_decoder.seek(m_start + target);
    m_position = framesOf(target, m_rateHz);
    // Where a format cannot be entered exactly, the place that was reached counts.
    const milliseconds reached = m_decoder.position() - m_start;
    if (reached.count() >= 0 && std::chrono::abs(reached - target) > milliseconds(1)) {
        m_position = framesOf(reached, m_rateHz);
    }
    m_ended = false;
}

milliseconds ItemReader::length() const { return m_frames > 0 ? timeOf(m_frames, m_rateHz) : milliseconds(0); }

std::string ItemReader::whyEndedEarly() const {
    if (!m_ended || m_stop.stop_requested()) {
        return {};
    }
    if (m_ranOutOfMemory) {
        return "there is not enough memory";
    }
    return m_position + 2 * static_cast<std::uint64_t>(m_rateHz) < m_frames ? "the file is damaged or no longer there" : "";
}

} // namespace segue::playback
