// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/speedometer.h"

#include <algorithm>

namespace segue::analysis {

namespace {

constexpr std::chrono::seconds kOpening{6}; ///< opening a file costs as much as analysing this much of its sound
constexpr std::chrono::seconds kSpeedWindow{30};
// The time and the number of songs that the estimate is made from: a minute of jingles must not predict a night of mixes.
constexpr double kWindowSeconds = 90.0;
constexpr std::size_t kWindowSongs = 64;
// The estimate is given only from this much on.
constexpr double kFewestSeconds = 5.0;
constexpr std::size_t kFewestSongs = 8;

double secondsOf(std::chrono::duration<double> span) { return span.count(); }

} // namespace

Work workOf(std::chrono::milliseconds duration, std::chrono::milliseconds mostRead) {
    return kOpening + (duration.count() > 0 ? std::min(duration, mostRead) : mostRead);
}

void Speedometer::start(Time now) {
    m_answers.clear();
    m_seconds = m_work = 0.0;
    m_heard = 0;
    m_last = now;
}

void Speedometer::goOn(Time now) { m_last = now; }

void Speedometer::count(Time now, Work work) { add({now, secondsOf(now - m_last), secondsOf(work)}); }

void Speedometer::countFailure(Time now) {
    const double usual = m_heard > 0 ? m_seconds / static_cast<double>(m_heard) : 0.0;
    add({now, std::min(secondsOf(now - m_last), usual), 0.0});
}

void Speedometer::add(Answer answer) {
    m_last = answer.at;
    m_answers.push_back(answer);
    m_seconds += answer.seconds;
    m_work += answer.work;
    m_heard += answer.work > 0.0 ? 1 : 0;
    while (m_answers.size() > 1) {
        const Answer& oldest = m_answers.front();
        const std::size_t heard = m_heard - (oldest.work > 0.0 ? 1 : 0);
        if (m_seconds - oldest.seconds < kWindowSeconds || heard < kWindowSongs)
            break;
        m_seconds -= oldest.seconds;
        m_work -= oldest.work;
        m_heard = heard;
        m_answers.pop_front();
    }
}

double Speedometer::songsPerSecond() const {
    std::size_t songs = 0;
    double seconds = 0.0;
    for (auto answer = m_answers.rbegin(); answer != m_answers.rend() && m_last - answer->at < kSpeedWindow; ++answer) {
        ++songs;
        seconds += answer->seconds;
    }
    return seconds > 0.0 ? static_cast<double>(songs) / seconds : 0.0;
}

std::optional<std::chrono::seconds> Speedometer::timeLeft(Work left) const {
    if (m_heard < kFewestSongs || m_seconds < kFewestSeconds || m_work <= 0.0)
        return std::nullopt;
    return std::chrono::seconds{static_cast<std::int64_t>(secondsOf(left) * m_seconds / m_work + 0.5)};
}

} // namespace segue::analysis
