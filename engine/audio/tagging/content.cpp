// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/content.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace segue::audio::tagging {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 512;
constexpr int kMostTags = 8;

/// Length of the ID3v2 tag that these bytes begin, 0 if they begin none.
std::int64_t tagLength(std::string_view head) {
    if (head.size() < 10 || !head.starts_with("ID3"))
        return 0;
    const auto part = [&](std::size_t at, unsigned shift) {
        return std::int64_t{static_cast<unsigned char>(head[at]) & 0x7F} << shift;
    };
    const bool hasFooter = (static_cast<unsigned char>(head[5]) & 0x10U) != 0;
    return 10 + part(6, 21) + part(7, 14) + part(8, 7) + part(9, 0) + (hasFooter ? 10 : 0);
}

Content oggContent(std::string_view page) {
    if (page.size() < 28)
        return Content::otherOgg;
    const std::string_view packet = page.substr(std::min<std::size_t>(page.size(), 27U + static_cast<unsigned char>(page[26])));
    constexpr auto kFirst = std::to_array<std::pair<std::string_view, Content>>({{"\x01vorbis"sv, Content::vorbis},
                                                                                 {"OpusHead"sv, Content::opus},
                                                                                 {"Speex   "sv, Content::speex},
                                                                                 {"\x7F"
                                                                                  "FLAC"sv,
                                                                                  Content::oggFlac}});
    for (const auto& [begin, content] : kFirst)
        if (packet.starts_with(begin))
            return content;
    return Content::otherOgg;
}

bool isMp4(std::string_view head) {
    const std::string_view box = head.size() < 8 ? std::string_view() : head.substr(4, 4);
    return box == "ftyp" || box == "moov" || box == "mdat" || box == "wide" || box == "free" || box == "skip";
}

Content packedContent(std::string_view head) {
    constexpr auto kFirst =
        std::to_array<std::pair<std::string_view, Content>>({{"fLaC"sv, Content::flac},
                                                             {"\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, Content::asf},
                                                             {"MAC "sv, Content::ape},
                                                             {"wvpk"sv, Content::wavPack},
                                                             {"MPCK"sv, Content::musepack},
                                                             {"MP+"sv, Content::musepack},
                                                             {"TTA1"sv, Content::trueAudio},
                                                             {"TTA2"sv, Content::trueAudio},
                                                             {"\x1A\x45\xDF\xA3"sv, Content::foreign},
                                                             {"DSD "sv, Content::foreign},
                                                             {"FRM8"sv, Content::foreign},
                                                             {"caff"sv, Content::foreign},
                                                             {"#!AMR"sv, Content::foreign},
                                                             {".snd"sv, Content::foreign},
                                                             {"riff\x2E\x91\xCF\x11"sv, Content::foreign},
                                                             {"RF64"sv, Content::foreign},
                                                             {"BW64"sv, Content::foreign}});
    for (const auto& [begin, content] : kFirst)
        if (head.starts_with(begin))
            return content;
    return Content::unknown;
}

/// Of what begins with nothing known: sound may lie behind junk.
Content contentByName(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const char* name : {".mp3", ".mp2", ".mp1", ".mpga"})
        if (extension == name)
            return Content::mpeg;
    return Content::unknown;
}

Content contentOf(TagStream& file) {
    std::int64_t at = 0;
    std::string head = file.bytesAt(at, kHead);
    for (int tags = 0; tags < kMostTags && tagLength(head) > 0; ++tags) {
        at += tagLength(head);
        head = file.bytesAt(at, kHead);
    }
    if (head.starts_with("OggS"))
        return oggContent(head);
    if (head.starts_with("RIFF") && std::string_view(head).substr(0, 12).ends_with("WAVE"))
        return Content::wav;
    if (head.starts_with("FORM") && head.size() >= 12 && (head.compare(8, 4, "AIFF") == 0 || head.compare(8, 4, "AIFC") == 0))
        return Content::aiff;
    if (isMp4(head))
        return Content::mp4;
    const bool isSync = head.size() >= 4 && head[0] == '\xFF' && (static_cast<unsigned char>(head[1]) & 0xE0U) == 0xE0U;
    if (isSync && (static_cast<unsigned char>(head[1]) & 0x06U) != 0)
        return Content::mpeg;
    if (isSync && (static_cast<unsigned char>(head[1]) & 0xF6U) == 0xF0U)
        return Content::foreign; // ADTS
    return packedContent(head);
}

} // namespace

Content contentOf(TagStream& file, const std::filesystem::path& name) {
    const Content content = contentOf(file);
    return content == Content::unknown ? contentByName(name) : content;
}

} // namespace segue::audio::tagging
