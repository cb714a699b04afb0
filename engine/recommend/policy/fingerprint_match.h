// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace segue::recommend {

/// Items of a Chromaprint fingerprint, one for each 0.124 s: 32 bits that stay nearly the same through codecs, rates and
/// equalisers.
using Fingerprint = std::span<const std::uint32_t>;

/// The share of bits that differ where the two lie best upon each other, up to 40 s apart, over at least 10 s: 0 for copies, up to
/// 0.15 for other encodings, masterings and cuts of one recording, 0.35 and more for nearly all others (0.2 for two drones in one
/// key). 1: they cannot be compared, since one is too short or hardly changes (silence, a held tone). About 0.4 ms for two of two
/// minutes.
[[nodiscard]] double fingerprintDistance(Fingerprint a, Fingerprint b);

/// Whether they are of one recording; it may be encoded, mastered, cut and faded in other ways.
[[nodiscard]] bool doFingerprintsMatch(Fingerprint a, Fingerprint b);

} // namespace segue::recommend
