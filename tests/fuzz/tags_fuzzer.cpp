// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags and cover of any bytes under any music file's name: valid text of bounded length, a cover of bounded size.
#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "tests/fuzz/fuzz_file.h"

#include <cstdlib>

using namespace segue;

namespace {

void requireShowable(const std::string& text) {
    if (text.size() > 4000 || audio::toValidUtf8(text) != text)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 2)
        return 0;
    const auto path = fuzz::writeAsChosen({bytes, size}, fuzz::kMusicNames);
    const auto tags = audio::readTags(path);
    for (const auto* text : {&tags.title, &tags.artist, &tags.albumArtist, &tags.album, &tags.genre, &tags.orderArtist,
                             &tags.orderAlbum, &tags.orderTitle})
        requireShowable(*text);
    for (const auto& artist : tags.artists)
        requireShowable(artist);
    if (tags.trackNumber < 0 || tags.discNumber < 0 || tags.year < 0 || tags.year > 2999)
        std::abort();
    if (const auto cover = audio::readCover(path); cover && cover->bytes.size() > audio::kMaxCoverBytes)
        std::abort();
    return 0;
}
