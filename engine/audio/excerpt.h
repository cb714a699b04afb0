// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/decoder.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::audio {

/// A stretch of a song by time.
struct ExcerptSpan {
    std::chrono::milliseconds start{0};
    std::chrono::milliseconds length{0};
    bool operator==(const ExcerptSpan&) const = default;
};

/// Which stretches of a song to analyse; pure.
///
/// A song of at least @p count times @p length gets @p count excerpts CENTRED at evenly spaced places from 20 to 80 %
/// (three: 20, 50 and 80 %), moved apart from the middle just so far that they do not overlap. A shorter song gets
/// as many as cover it (a remainder of up to a tenth of an excerpt is left out), spread evenly from its beginning to
/// its end. A song not longer than one excerpt is one excerpt. All lie inside the song, in order. Nothing for a
/// duration, length or count of 0 or less.
[[nodiscard]] std::vector<ExcerptSpan> planExcerpts(std::chrono::milliseconds duration, std::chrono::milliseconds length,
                                                    int count);

/// What readExcerpts() reads.
struct ExcerptPlan {
    int rateHz = 44'100;
    std::chrono::milliseconds length = std::chrono::seconds(30);
    int count = 3;
};

/// One excerpt as mono PCM.
struct Excerpt {
    std::chrono::milliseconds start{0};
    std::vector<float> samples; ///< [frames], mean of the channels, at the plan's rate
};

/// Tells whether two files hold the same recording: printable ASCII without spaces, "codec-milliseconds-hash", with the
/// 128-bit XXH3 of the compressed packets inside the excerpts. It does not depend on path, tags, cover or the rate that the
/// excerpts are resampled to; it does depend on which stretches were read.
///
/// `rest` tells apart songs that are equal inside the excerpts only: hashes of a few packets from elsewhere. Two of them
/// belong to the same sound if most places that both know agree (store::RecordingStore compares them).
struct AudioIdentity {
    static constexpr std::size_t kPlaces = 12; ///< evenly spread over the song

    std::string text;
    std::vector<std::uint32_t> rest; ///< [kPlaces]; 0: inside an excerpt, or not found
    bool operator==(const AudioIdentity&) const = default;
};

struct ExcerptSet {
    StreamFormat format;
    std::vector<Excerpt> excerpts; ///< at least one, none empty, in order
    AudioIdentity identity;
};

/// Reads a song's excerpts by seeking, so that a two-hour mix costs no more than a song. A duration that is unknown or proves
/// wrong (a file cut short) is measured first. Memory: the samples plus one codec frame.
/// @return nothing if @p stop was requested. Throws like Decoder.
[[nodiscard]] std::optional<ExcerptSet> readExcerpts(const std::filesystem::path& path, const ExcerptPlan& plan = {},
                                                     std::stop_token stop = {});

/// The same for stretches given by time, for instance {{0 s, 30 s}}. A stretch that ends beyond the end is shortened; one
/// that begins beyond it is left out. Throws Error{badFile} if nothing remains.
[[nodiscard]] std::optional<ExcerptSet> readExcerpts(const std::filesystem::path& path, int rateHz,
                                                     std::span<const ExcerptSpan> spans, std::stop_token stop = {});

} // namespace segue::audio
