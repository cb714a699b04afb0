// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/fixed_point.h"
#include "engine/recommend/policy/screen.h"
#include "engine/words/track.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace segue::recommend {

/// What the listener said of a song.
struct Opinion {
    TrackId track = 0;            ///< to find its embedding by; 0 where `embedding` is given
    float weight = 0.F;           ///< > 0: more like this; < 0: less like this; a skip weighs less than a word
    std::vector<float> embedding; ///< [columns]; filled in by the recommender where the song is there
};

/// How opinions move songs. The values were chosen by simulated listeners (`segue-cli evaluate --lists`).
struct LeaningShape {
    float reach = 0.5F;     ///< a likeness below this (of unit vectors) counts as none
    float strength = 0.25F; ///< the largest shift of a similarity by the nearest opinions
    /// And by all of them together. So far only in part: with n opinions n / (n + kDoubt) of it.
    float general = 0.4F;
    static constexpr float kDoubt = 5.F;
};

/// What is known of the listener: what is not to be listed at all, and what is to come sooner or later.
struct Taste {
    std::shared_ptr<const Blocks> blocks; ///< shared, since there may be many and each list takes them along; null: none
    std::vector<Opinion> opinions;
    LeaningShape shape = {};

    [[nodiscard]] const Blocks& blocked() const;
};

/// Opinions made ready for many songs.
///
/// A song comes sooner the more it resembles the nearest liked one, and later the more it resembles the nearest disliked one:
/// the rule of Pampalk, Pohle and Widmer (ISMIR 2005), here as a shift of its similarity instead of a choice between two, so
/// that songs that nothing was said about stay where they were. The direction from all disliked songs to all liked ones adds
/// to that.
///
/// Thread rule: a value; const functions side by side.
class Leaning final {
public:
    Leaning(std::span<const Opinion> opinions, std::size_t columns, const LeaningShape& shape = {});
    [[nodiscard]] bool isEmpty() const { return m_weights.empty(); }
    /// @param row a packed embedding (fixed_point.h)
    [[nodiscard]] float shift(const std::int16_t* row) const; ///< at most the shape's strengths, either way

private:
    LeaningShape m_shape;
    std::size_t m_stride;
    PackedValues m_rows;          ///< [opinions, stride], then the direction
    std::vector<float> m_weights; ///< [-1, 1]
};

} // namespace segue::recommend
