// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/buffer_watch.h"

namespace segue::playback {

namespace {

// The mixer holds up to 4 s at usual rates, and is filled up ten times a second or more.
constexpr double kLow = 0.34;
constexpr double kFull = 0.67;
constexpr std::chrono::seconds kTimeToFill{3};
constexpr std::chrono::seconds kCalm{10};

} // namespace

void BufferWatch::begin(Time now) {
    m_hasFilled = false;
    m_begun = now;
    m_fullSince.reset();
}

void BufferWatch::look(double filled, bool moreToCome, Time now) {
    const bool isFull = filled >= kFull || !moreToCome;
    const bool isLate = now - m_begun > kTimeToFill;
    if (filled < kLow && moreToCome && (m_hasFilled || isLate))
        m_isStrained = true;
    m_hasFilled = m_hasFilled || isFull;
    if (!isFull)
        m_fullSince.reset();
    else if (!m_fullSince)
        m_fullSince = now;
    if (m_isStrained && m_fullSince && now - *m_fullSince >= kCalm)
        m_isStrained = false;
}

} // namespace segue::playback
