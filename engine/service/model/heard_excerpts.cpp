// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/heard_excerpts.h"

#include "engine/audio/excerpt.h"

#include <algorithm>

namespace segue {

using std::chrono::milliseconds;

namespace {

milliseconds lengthOf(const inference::ModelSpec& spec) { return std::chrono::seconds(spec.frontEnd.excerptSeconds); }

} // namespace

std::vector<SongSpan> heardExcerpts(const Track& track, const inference::ModelSpec& spec) {
    std::vector<SongSpan> excerpts;
    if (track.state == AnalysisState::unheard)
        return excerpts;
    for (const auto& span : audio::planExcerpts(track.duration, lengthOf(spec), spec.frontEnd.excerptsPerSong))
        excerpts.push_back({span.start, span.length});
    if (track.state == AnalysisState::done && std::ranges::find(excerpts, track.previewStart, &SongSpan::start) == excerpts.end())
        excerpts = {typicalExcerpt(track, spec)};
    return excerpts;
}

SongSpan typicalExcerpt(const Track& track, const inference::ModelSpec& spec) {
    const auto start = std::clamp(track.previewStart, milliseconds{0}, std::max(milliseconds{0}, track.duration));
    return {start, std::min(track.duration - start, lengthOf(spec))};
}

} // namespace segue
