// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/torch/sound_part.h"
#include "engine/training/dataset.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace segue::training {

inline constexpr std::size_t kSoundPartSize = 96;

/// Learns the sound part of an embedding from clips by linear discriminant analysis of their statistics. The scatter within a
/// class is what must not matter: clips by one artist, the halves of one clip, and a clip with another equaliser. Takes a few
/// seconds for 7,000 clips.
///
/// A function of its arguments alone. Throws Error{usage} if there are fewer than two rows or the data set's patches are not
/// the networks' size.
[[nodiscard]] inference::SoundPart fitSoundPart(const Dataset& dataset, std::span<const std::size_t> rows, std::uint64_t seed);

} // namespace segue::training
