// SPDX-License-Identifier: GPL-3.0-or-later
// CUE sheets and lyrics, in any code page.
#include "engine/audio/text_file.h"
#include "engine/playlist/cue_sheet.h"
#include "engine/playlist/lyrics.h"
#include "engine/words/section.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool isTrue) {
    if (!isTrue)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto text = segue::audio::textOf(bytes, size % 2 == 0);
    const auto parsed = segue::parseCueSheet(text);
    if (const auto* sheet = std::get_if<segue::CueSheet>(&parsed))
        for (std::size_t file = 0; file < sheet->files.size(); ++file) {
            std::int64_t end = 0;
            for (const auto* track : sheet->partsOf(file)) {
                require(track->start >= end && track->length >= 0);
                require(segue::sectionOf(segue::sectionPath("a", track->section())) == track->section());
                end = track->start + std::max<std::int64_t>(1, track->length);
            }
            static_cast<void>(segue::fileMeant(sheet->files[file], {"a.flac", "b.wav"}));
        }
    const auto lyrics = segue::parseLyrics(text);
    require(std::ranges::is_sorted(lyrics.lines, {}, &segue::LyricLine::at));
    return 0;
}
