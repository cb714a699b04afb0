// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/play_items.h"

#include <algorithm>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kShortestPreview{10'000};
constexpr milliseconds kTurn{6'000}; ///< long enough to hear what a stretch is like, short enough to remember the other

} // namespace

playback::PlayItem playItem(const Track& track, bool preview) {
    playback::PlayItem item{.track = track, .start = milliseconds{0}, .length = milliseconds{0}};
    const bool lengthKnown = track.duration.count() > 0;
    if (!preview)
        return item;
    if (lengthKnown && track.duration <= kPreviewLength) {
        item.length = track.duration;
        return item;
    }
    item.length = kPreviewLength;
    item.start = std::max(track.previewStart, milliseconds{0});
    if (!lengthKnown)
        return item;
    // Where there is music is where it starts, even if the song ends before the preview would; what lies before may be silence.
    if (item.start > track.duration - kShortestPreview)
        item.start = track.duration - kPreviewLength;
    item.length = std::min(kPreviewLength, track.duration - item.start);
    return item;
}

playback::PlayItem stretchItem(const Track& track, const SongSpan& span) {
    return {.track = track, .start = span.start, .length = span.length};
}

std::vector<playback::PlayItem> inTurn(const Track& first, const SongSpan& ofFirst, const Track& second, const SongSpan& ofSecond) {
    std::vector<playback::PlayItem> items;
    const auto length = std::min(ofFirst.length, ofSecond.length);
    for (milliseconds at{0}; at < length; at += kTurn) {
        const auto left = std::min(kTurn, length - at);
        items.push_back(stretchItem(first, {ofFirst.start + at, left}));
        items.push_back(stretchItem(second, {ofSecond.start + at, left}));
    }
    return items;
}

milliseconds heardLength(const Track& track, bool preview) {
    const auto item = playItem(track, preview);
    return item.isPreview() ? item.length : track.duration;
}

} // namespace segue::ui
