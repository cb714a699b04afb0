// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/taught_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace segue::training {

TaughtOrder::TaughtOrder(const TaughtMusic& music) {
    std::map<std::int64_t, std::vector<std::size_t>> byRecording;
    for (const std::size_t row : music.rows(RowChoice::training))
        byRecording[music.recording(row)].push_back(row);
    for (auto& [recording, rows] : byRecording)
        m_recordings.push_back(std::move(rows));
}

std::vector<std::size_t> TaughtOrder::draw(std::size_t count, std::mt19937_64& random) const {
    constexpr std::size_t kOfOne = 2;
    std::vector<std::size_t> turn(m_recordings.size());
    std::iota(turn.begin(), turn.end(), std::size_t{0});
    std::shuffle(turn.begin(), turn.end(), random);
    std::vector<std::size_t> drawn;
    for (const std::size_t recording : turn) {
        if (drawn.size() >= count)
            break;
        auto rows = m_recordings[recording];
        std::shuffle(rows.begin(), rows.end(), random);
        rows.resize(std::min({rows.size(), kOfOne, count - drawn.size()}));
        drawn.insert(drawn.end(), rows.begin(), rows.end());
    }
    std::shuffle(drawn.begin(), drawn.end(), random); // mixup mixes neighbours, which should not be the pairs
    return drawn;
}

} // namespace segue::training
