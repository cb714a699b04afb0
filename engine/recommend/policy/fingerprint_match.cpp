// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/fingerprint_match.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace segue::recommend {

namespace {

constexpr std::size_t kMostApart = 323;   ///< 40 s
constexpr std::size_t kLeastOverlap = 81; ///< 10 s
constexpr double kSameRecording = 0.18;   ///< tests/recommend/policy/labelled_versions_test.cpp prints what lies on both sides
constexpr std::size_t kGlance = 4;        ///< one of so many items tells where two lie upon each other
constexpr double kBitsOfItem = 32.0;
constexpr std::size_t kChanging = 4; ///< one of so many items at least is another than the one before

bool saysAnything(Fingerprint items) {
    if (items.size() < kLeastOverlap)
        return false;
    std::size_t changes = 0;
    for (std::size_t i = 1; i < items.size(); ++i)
        changes += items[i] != items[i - 1] ? 1 : 0;
    return changes * kChanging >= items.size();
}

/// Of every `step`-th item of `late`, moved on by `by` items, against `early`.
double distanceAt(Fingerprint early, Fingerprint late, std::size_t by, std::size_t step) {
    if (late.size() <= by)
        return 1.0;
    const auto count = std::min(early.size(), late.size() - by);
    if (count < kLeastOverlap)
        return 1.0;
    std::size_t bits = 0, compared = 0;
    for (std::size_t i = 0; i < count; i += step, ++compared)
        bits += static_cast<std::size_t>(std::popcount(early[i] ^ late[i + by]));
    return static_cast<double>(bits) / (kBitsOfItem * static_cast<double>(compared));
}

/// How far `late` is to be moved on to lie best upon `early`, by some of the items.
std::size_t bestPlace(Fingerprint early, Fingerprint late) {
    std::size_t best = 0;
    double nearest = 2.0;
    for (std::size_t by = 0; by <= kMostApart; ++by)
        if (const double distance = distanceAt(early, late, by, kGlance); distance < nearest) {
            nearest = distance;
            best = by;
        }
    return best;
}

} // namespace

double fingerprintDistance(Fingerprint a, Fingerprint b) {
    if (!saysAnything(a) || !saysAnything(b))
        return 1.0;
    return std::min(distanceAt(a, b, bestPlace(a, b), 1), distanceAt(b, a, bestPlace(b, a), 1));
}

bool doFingerprintsMatch(Fingerprint a, Fingerprint b) { return fingerprintDistance(a, b) < kSameRecording; }

} // namespace segue::recommend
