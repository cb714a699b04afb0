// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/tagged_seeds.h"

#include <cstdint>

namespace segue::fuzz {

using namespace std::string_literals;

namespace {

std::string taggedSeedsBigEndian(std::size_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text += static_cast<char>(value >> (8 * i));
    return text;
}

std::string taggedSeedsLittleEndian(std::size_t value, int bytes) {
    std::string text = taggedSeedsBigEndian(value, bytes);
    return {text.rbegin(), text.rend()};
}

/// ID3's lengths: seven bits a byte.
std::string sevenBits(std::size_t value) {
    std::string text;
    for (int i = 3; i >= 0; --i)
        text += static_cast<char>((value >> (7 * i)) & 0x7FU);
    return text;
}

const std::string kPicture = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0"s;

std::string vorbisComments() {
    std::string text = taggedSeedsLittleEndian(5, 4) + "Segue"s + taggedSeedsLittleEndian(3, 4);
    for (const std::string& comment : {"TITLE=Séance"s, "ARTIST=A"s, "TRACKNUMBER=3/12"s})
        text += taggedSeedsLittleEndian(comment.size(), 4) + comment;
    return text;
}

std::string flacBlock(int type, bool isLast, const std::string& body) {
    return static_cast<char>(type | (isLast ? 0x80 : 0)) + taggedSeedsBigEndian(body.size(), 3) + body;
}

} // namespace

std::string id3Frame(int version, std::string_view id, std::string_view body) {
    return std::string(id) + (version == 4 ? sevenBits(body.size()) : taggedSeedsBigEndian(body.size(), 4)) + "\0\0"s +
           std::string(body);
}

std::string id3Tag(int version, const std::vector<std::string>& frames) {
    std::string body;
    for (const auto& frame : frames)
        body += frame;
    return "ID3"s + static_cast<char>(version) + "\0\0"s + sevenBits(body.size()) + body;
}

std::string richId3Tag(int version) {
    const auto chapter = [&](const std::string& name, std::size_t from) {
        return id3Frame(version, "CHAP",
                        name + "\0"s + taggedSeedsBigEndian(from, 4) + taggedSeedsBigEndian(from + 100, 4) +
                            std::string(8, '\xFF') + id3Frame(version, "TIT2", "\0Part"s));
    };
    return id3Tag(version, {id3Frame(version, "TIT2", "\3Séance"s),
                            id3Frame(version, "TPE1",
                                     "\1\xFF\xFE"
                                     "A\0b\0"s),
                            id3Frame(version, "TALB", "\0caf\xE9"s), id3Frame(version, "TRCK", "\0"s + "3/12"),
                            id3Frame(version, "TCON", "\2\0(\0"s + "1\0)"s), id3Frame(version, "TDRC", "\0"s + "2003-05-01"),
                            id3Frame(version, "COMM", "\0eng\0text"s), id3Frame(version, "TXXX", "\0name\0value"s),
                            id3Frame(version, "APIC", "\0image/png\0\3\0"s + kPicture), chapter("one", 0), chapter("two", 100)});
}

std::string apeTag() {
    const auto item = [](const std::string& key, const std::string& value, std::uint32_t flags) {
        return taggedSeedsLittleEndian(value.size(), 4) + taggedSeedsLittleEndian(flags, 4) + key + "\0"s + value;
    };
    const std::string items = item("Title", "Séance", 0) + item("Cover Art (Front)", "cover.png\0"s + kPicture, 2);
    return items + "APETAGEX" + taggedSeedsLittleEndian(2000, 4) + taggedSeedsLittleEndian(items.size() + 32, 4) +
           taggedSeedsLittleEndian(2, 4) + std::string(4 + 8, '\0');
}

std::string flacHeaders() {
    const std::string stream = taggedSeedsBigEndian(4096, 2) + taggedSeedsBigEndian(4096, 2) + std::string(6, '\0') +
                               "\x0A\xC4\x42\xF0\0\0\x10\0"s + std::string(16, '\0');
    const std::string type = "image/png";
    const std::string picture = taggedSeedsBigEndian(3, 4) + taggedSeedsBigEndian(type.size(), 4) + type +
                                taggedSeedsBigEndian(0, 4) + std::string(16, '\0') + taggedSeedsBigEndian(kPicture.size(), 4) +
                                kPicture;
    return "fLaC" + flacBlock(0, false, stream) + flacBlock(4, false, vorbisComments()) + flacBlock(6, true, picture);
}

} // namespace segue::fuzz
