// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

namespace segue::analysis {

/// What a song costs: seconds of its sound that are read, plus a share for opening it.
using Work = std::chrono::milliseconds;

/// The work for a song of this duration by its tags (0: unknown, taken to be long), of which at most `mostRead` is read.
[[nodiscard]] Work workOf(std::chrono::milliseconds duration, std::chrono::milliseconds mostRead);

/// How fast songs are answered, and the time left: a moving estimate by the songs' work, not by their number; pure. A failure
/// counts as no work, and its time as no more than a usual song's, so that a folder of broken files makes the estimate
/// neither short nor endless.
class Speedometer final {
public:
    using Time = std::chrono::steady_clock::time_point;

    void start(Time now); ///< forgets everything
    void goOn(Time now);  ///< work goes on after a rest, which does not count
    void count(Time now, Work work);
    void countFailure(Time now);

    /// Songs over the last half minute, failures included; 0 until something was counted.
    [[nodiscard]] double songsPerSecond() const;
    /// Nothing at first: an estimate from a few songs would be wild.
    [[nodiscard]] std::optional<std::chrono::seconds> timeLeft(Work left) const;

private:
    struct Answer {
        Time at;
        double seconds = 0.0; ///< time that it took
        double work = 0.0;    ///< seconds; 0: it failed
    };
    void add(Answer answer);

    std::deque<Answer> m_answers;         ///< those that the estimate is made from
    Time m_last{};                        ///< start of the next answer's time
    double m_seconds = 0.0, m_work = 0.0; ///< of m_answers
    std::size_t m_heard = 0;              ///< of m_answers, without failures
};

} // namespace segue::analysis
