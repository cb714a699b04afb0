// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/play_items.h"

#include <algorithm>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kShortestPreview{10'000};

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

milliseconds heardLength(const Track& track, bool preview) {
    const auto item = playItem(track, preview);
    return item.isPreview() ? item.length : track.duration;
}

} // namespace segue::ui
