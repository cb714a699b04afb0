// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/decoder.h"
#include "engine/audio/excerpt.h"
#include "engine/audio/tag_stream.h"
#include "engine/audio/tags.h"
#include "engine/audio/wav_writer.h"
#include "engine/words/error.h"
#include "tests/fuzz/tagged_seeds.h"
#include "tests/support/bounded_run.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace segue;
using namespace segue::test;
using namespace std::string_literals;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMegabytes = 600; ///< what reading one file may take, and more than any needs
constexpr auto kLongest = 60s;          ///< not a measure: whoever takes so long hangs

std::string soundBytes(const TemporaryFolder& folder, const char* name = "sound.mp3") {
    audio::writeAudio(folder / name, glide(100, 3000, 5, 44'100), 44'100, 1);
    return readBytes(folder / name);
}

/// Tags, cover and excerpts of a file, as scan and analysis read them.
void readThrough(const fs::path& path) {
    static_cast<void>(audio::readTags(path));
    static_cast<void>(audio::readCover(path));
    try {
        static_cast<void>(audio::readExcerpts(path));
    } catch (const Error&) {
        // holds nothing that sounds
    }
}

BoundedEnd readBounded(const fs::path& path) {
    return runBounded(kMegabytes, kLongest, [&] { readThrough(path); });
}

TagLib::ByteVector bytesOf(const std::string& text) { return {text.data(), static_cast<unsigned>(text.size())}; }

/// Big endian, four bytes of so many bits each.
std::string sized(std::size_t value, int bits) {
    std::string text;
    for (int i = 3; i >= 0; --i)
        text += static_cast<char>((value >> (bits * i)) & ((1U << bits) - 1));
    return text;
}

/// A tag with a chapter (or a table of contents) in a chapter in a chapter and so on.
std::string nestedTag(int version, const std::string& name, std::size_t levels) {
    const std::string begin = "a\0"s + (name == "CHAP" ? std::string(16, '\1') : "\0\0"s);
    const std::size_t each = 10 + begin.size();
    std::string frames;
    for (std::size_t inside = levels; inside-- > 0;)
        frames += name + sized(inside * each + begin.size(), version == 3 ? 8 : 7) + "\0\0"s + begin;
    return "ID3"s + static_cast<char>(version) + "\0\0"s + sized(frames.size(), 7) + frames;
}

std::string nestedAtoms(const std::string& name, std::size_t levels) {
    std::string bytes = sized(16, 8) + "ftypM4A "s + std::string(4, '\0');
    const std::string begin = name == "stsd" ? std::string(8, '\0') : ""s;
    const std::size_t each = 8 + begin.size();
    for (; levels > 0; --levels)
        bytes += sized(levels * each, 8) + name + begin;
    return bytes;
}

/// 20,000 samples, 8 bits of one channel.
std::string wavAtRate(std::uint32_t rateHz) {
    const auto little = [](std::uint32_t value, int bytes) {
        std::string text;
        for (; bytes > 0; --bytes, value >>= 8)
            text += static_cast<char>(value & 0xFFU);
        return text;
    };
    std::string samples;
    for (int i = 0; i < 20'000; ++i)
        samples += static_cast<char>(i * 37);
    return "RIFF" + little(36 + 20'000, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) + little(rateHz, 4) +
           little(rateHz, 4) + little(1, 2) + little(8, 2) + "data" + little(20'000, 4) + samples;
}

} // namespace

TEST_CASE("a tag of 100 MB takes bounded time and memory, and the sound behind it is heard") {
    const TemporaryFolder folder;
    constexpr std::size_t kTagBytes = 100U << 20U;
    const auto sound = soundBytes(folder);
    for (const char* name : {"APIC", "TIT2", "PRIV"}) {
        INFO(name);
        std::string head = fuzz::id3Tag(3, {fuzz::id3Frame(3, "TIT2", "\0One"s)});
        head.replace(6, 4, sized(kTagBytes, 7));
        head += name + sized(kTagBytes - head.size(), 8) + "\0\0"s;
        writeBytes(folder / "large.mp3", head);
        fs::resize_file(folder / "large.mp3", 10 + kTagBytes); // the rest of it are zeros
        writeBytes(folder / "tail", sound);
        REQUIRE(std::system(("cat '" + (folder / "tail").string() + "' >> '" + (folder / "large.mp3").string() + "'").c_str()) ==
                0);
        CHECK(readBounded(folder / "large.mp3") == BoundedEnd::well);
        CHECK(audio::readExcerpts(folder / "large.mp3")->format.duration > 4s);
        CHECK(audio::readTags(folder / "large.mp3").title == "large");
    }
}

TEST_CASE("a tag of a million frames, or one that unpacks into gigabytes, is not read") {
    const TemporaryFolder folder;
    const auto sound = soundBytes(folder);
    const auto small = fuzz::id3Frame(3, "TXXX", "\0"s);
    std::string frames;
    for (int i = 0; i < 1'000'000; ++i)
        frames += small;
    CHECK_FALSE(audio::isReasonableId3(bytesOf(frames), 3));
    CHECK(audio::isReasonableId3(bytesOf(frames.substr(0, small.size() * 1000)), 3));
    CHECK_FALSE(audio::isReasonableId3(TagLib::ByteVector(10'000'000, 'A'), 2));
    writeBytes(folder / "many.mp3", fuzz::id3Tag(3, {frames}) + sound);
    CHECK(readBounded(folder / "many.mp3") == BoundedEnd::well);

    for (const int version : {3, 4}) {
        auto packed = fuzz::id3Frame(version, "APIC", std::string(100'000, 'x'));
        packed[9] = static_cast<char>(version == 4 ? 0x08 : 0x80);
        CHECK_FALSE(audio::isReasonableId3(bytesOf(packed), version));
        const std::string extension = version == 4 ? "\0\0\0\6\1\0"s : "\0\0\0\6\0\0\0\0\0\0"s;
        CHECK_FALSE(audio::isReasonableId3(bytesOf(extension + packed), version, 0x40));
        CHECK_FALSE(audio::isReasonableId3(bytesOf(packed), version, 0x80));
        packed[9] = 0;
        CHECK(audio::isReasonableId3(bytesOf(packed), version));
        CHECK(audio::isReasonableId3(bytesOf(extension + packed), version, 0x40));
    }
    // A rich tag of a usual size passes, also one of the fourth version whose writer counted as in the third.
    auto wrong = fuzz::id3Frame(3, "APIC", std::string(300, 'x')) + fuzz::id3Frame(3, "TIT2", "\0One"s);
    CHECK(audio::isReasonableId3(bytesOf(wrong), 4));
    writeBytes(folder / "rich.mp3", fuzz::richId3Tag(4) + sound);
    CHECK(audio::readTags(folder / "rich.mp3").title == "Séance");
    CHECK(audio::readCover(folder / "rich.mp3"));
}

TEST_CASE("chapters within chapters and boxes within boxes, sixty thousand deep, end no program") {
    const TemporaryFolder folder;
    const auto sound = soundBytes(folder);
    for (const int version : {3, 4, 5}) {
        for (const char* name : {"CHAP", "CTOC"}) {
            INFO(name << " of version " << version);
            writeBytes(folder / "deep.mp3", nestedTag(version, name, 60'000) + sound);
            CHECK(readBounded(folder / "deep.mp3") == BoundedEnd::well);
            CHECK(audio::readExcerpts(folder / "deep.mp3")->excerpts.size() == 1);
        }
    }
    writeBytes(folder / "deep.flac", nestedTag(4, "CHAP", 60'000) + fuzz::flacHeaders());
    CHECK(readBounded(folder / "deep.flac") == BoundedEnd::well);
    for (const char* name : {"moov", "meta", "trak", "stsd"}) {
        INFO(name);
        writeBytes(folder / "deep.m4a", nestedAtoms(name, 60'000));
        CHECK(readBounded(folder / "deep.m4a") == BoundedEnd::well);
        CHECK(audio::readTags(folder / "deep.m4a").title == "deep");
    }
}

TEST_CASE("chapters are hidden from TagLib wherever they stand, and nothing else is touched") {
    const auto hidden = [](std::string text) {
        TagLib::ByteVector body = bytesOf(text);
        audio::hideChapters(body);
        return std::string(body.data(), body.size());
    };
    for (const int version : {3, 4}) {
        const auto part = fuzz::id3Frame(version, "TIT2", "\0Part"s);
        const auto chapter = fuzz::id3Frame(version, "CHAP", "one\0"s + std::string(16, '\0') + part);
        const auto list = fuzz::id3Frame(version, "CTOC", "all\0\1\1one\0"s + part);
        const auto title = fuzz::id3Frame(version, "TIT2", "\0CHAPTER ONE: THE CHAP AND THE CTOCS"s);
        const auto end = fuzz::id3Frame(version, "TALB", "\0CHAP"s);
        const auto body = hidden(title + chapter + list + fuzz::id3Frame(version, "CHAP", chapter) + end);
        CHECK(body == title + "X" + chapter.substr(1) + "X" + list.substr(1) + "X" +
                          fuzz::id3Frame(version, "CHAP", "X" + chapter.substr(1)).substr(1) + end);
    }
}

TEST_CASE("an unknown version of tag is not read more trustingly than a known one") {
    const TemporaryFolder folder;
    auto packed = fuzz::id3Frame(4, "TXXX", std::string(100'000, 'x'));
    packed[9] = 0x08;
    for (const int version : {5, 9, 255})
        CHECK_FALSE(audio::isReasonableId3(bytesOf(packed), version));
    for (const int version : {0, 1})
        CHECK_FALSE(audio::isReasonableId3(TagLib::ByteVector(10'000'000, 'A'), version));
    const auto old = "ID3"s + std::string(3, '\0') + sized(10'000'000, 7) + std::string(10'000'000, 'A');
    writeBytes(folder / "old.mp3", old + soundBytes(folder));
    CHECK(readBounded(folder / "old.mp3") == BoundedEnd::well);
}

TEST_CASE("a file whose sound has an absurd rate is refused with a sentence, and takes no memory") {
    const TemporaryFolder folder;
    for (const std::uint32_t rateHz : {1U, 2U, 100U, 999U, 6'000'001U, 2'000'000'000U}) {
        INFO(rateHz << " Hz");
        writeBytes(folder / "rate.wav", wavAtRate(rateHz));
        const auto open = [&] { audio::Decoder(folder / "rate.wav", {.rateHz = 48'000, .channels = 2}); };
        REQUIRE(runBounded(100, kLongest, open) == BoundedEnd::threw);
        CHECK_THROWS_WITH(open(), Catch::Contains("rate.wav") && Catch::Contains(" Hz"));
        CHECK(readBounded(folder / "rate.wav") == BoundedEnd::well);
    }
    for (const std::uint32_t rateHz : {1000U, 4000U, 768'000U, 5'644'800U}) {
        INFO(rateHz << " Hz");
        writeBytes(folder / "rate.wav", wavAtRate(rateHz));
        CHECK(runBounded(100, kLongest, [&] {
                  audio::Decoder decoder(folder / "rate.wav", {.rateHz = 48'000, .channels = 2});
                  std::vector<float> block(8192);
                  if (decoder.read(block) == 0)
                      throw Error(ErrorKind::badFile, "silent");
              }) == BoundedEnd::well);
    }
}

TEST_CASE("comments and pictures that claim more than the file holds are no tags") {
    const TemporaryFolder folder;
    std::string flac = fuzz::flacHeaders();
    const auto comments = flac.find("Segue");
    flac.replace(comments - 4, 4, "\xFF\xFF\xFF\xFF"s); // four gigabytes of vendor
    writeBytes(folder / "a.flac", flac);
    CHECK(readBounded(folder / "a.flac") == BoundedEnd::well);
    flac = fuzz::flacHeaders();
    flac.replace(flac.find("Segue") + 5, 4, "\xFF\xFF\xFF\xFF"s); // as many comments
    writeBytes(folder / "a.flac", flac);
    CHECK(readBounded(folder / "a.flac") == BoundedEnd::well);
    flac = fuzz::flacHeaders();
    flac.replace(flac.find("image/png") - 4, 4, "\xFF\xFF\xFF\xFF"s); // a picture's kind
    writeBytes(folder / "a.flac", flac);
    CHECK(readBounded(folder / "a.flac") == BoundedEnd::well);
    CHECK_FALSE(audio::readCover(folder / "a.flac"));
    audio::writeAudio(folder / "a.ogg", tone(440, 1, 44'100), 44'100, 1, {{"title", "One"}});
    std::string ogg = readBytes(folder / "a.ogg");
    ogg.replace(ogg.find("=One") - 9, 4, "\xFF\xFF\xFF\x7F"s);
    writeBytes(folder / "a.ogg", ogg);
    CHECK(readBounded(folder / "a.ogg") == BoundedEnd::well);
}

TEST_CASE("a hundred thousand chapters take bounded time and memory") {
    const TemporaryFolder folder;
    const auto sound = soundBytes(folder);
    std::string frames;
    for (int i = 0; i < 100'000; ++i)
        frames += fuzz::id3Frame(3, "CHAP",
                                 "c" + std::to_string(i) + "\0\0\0\0\1\0\0\0\2"s + std::string(8, '\xFF') +
                                     fuzz::id3Frame(3, "TIT2", "\0Part"s));
    writeBytes(folder / "book.mp3", fuzz::id3Tag(3, {fuzz::id3Frame(3, "TIT2", "\0Book"s), frames}) + sound);
    CHECK(readBounded(folder / "book.mp3") == BoundedEnd::well);
    CHECK(audio::readTags(folder / "book.mp3").title == "Book");
    CHECK(audio::readExcerpts(folder / "book.mp3")->excerpts.size() == 1);

    std::string list = ";FFMETADATA1\n";
    for (int i = 0; i < 100'000; ++i)
        list += "[CHAPTER]\nTIMEBASE=1/100000\nSTART=" + std::to_string(5 * i) + "\nEND=" + std::to_string(5 * i + 5) +
                "\ntitle=Part\n";
    writeBytes(folder / "chapters.txt", list);
    for (const char* name : {"book.mka", "book.m4a"}) {
        INFO(name);
        const std::string command = "ffmpeg -v error -y -nostdin -i '" + (folder / "sound.mp3").string() + "' -i '" +
                                    (folder / "chapters.txt").string() + "' -map_metadata 1 -c:a aac '" + (folder / name).string() +
                                    "'";
        if (std::system(command.c_str()) != 0) {
            WARN("skipped: FFmpeg's program cannot write " << name);
            continue;
        }
        CHECK(readBounded(folder / name) == BoundedEnd::well);
        CHECK_FALSE(audio::readExcerpts(folder / name)->excerpts.empty());
    }
}

TEST_CASE("a file that is cut short, emptied or removed while it is read ends there") {
    const TemporaryFolder folder;
    for (const char* name : {"a.wav", "a.flac", "a.mp3"}) {
        for (const std::uintmax_t left : {std::uintmax_t{0}, std::uintmax_t{30'000}}) {
            INFO(name << " cut to " << left);
            audio::writeAudio(folder / name, noise(20, 44'100), 44'100, 1);
            audio::Decoder decoder(folder / name);
            std::vector<float> block(44'100);
            REQUIRE(decoder.read(block) == block.size());
            fs::resize_file(folder / name, left);
            std::size_t seconds = 0;
            while (decoder.read(block) > 0)
                REQUIRE(++seconds < 30);
            decoder.seek(10s);
            static_cast<void>(decoder.read(block));
            fs::remove(folder / name);
            decoder.seek(1s);
            static_cast<void>(decoder.read(block));
            CHECK_THROWS_AS(audio::readTags(folder / name), Error);
        }
    }
}

TEST_CASE("music under another kind's name is heard; what is no music at all is refused, whatever its name") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "real.flac", tone(440, 3, 44'100), 44'100, 1, {{"title", "One"}});
    for (const char* name : {"a.mp3", "a.ogg", "a.m4a", "a.wav", "a.wma"}) {
        INFO(name);
        fs::copy_file(folder / "real.flac", folder / name, fs::copy_options::overwrite_existing);
        CHECK(audio::readExcerpts(folder / name)->format.codec == "flac");
    }
    std::string html = "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body>";
    for (int i = 0; i < 5000; ++i)
        html += "<p>The song you asked for is not here.</p>\n";
    for (const char* name :
         {"b.mp3", "b.flac", "b.ogg", "b.opus", "b.m4a", "b.aac", "b.wav", "b.aiff", "b.wma", "b.ape", "b.wv", "b.mka"}) {
        for (const std::string& bytes : {html, std::string(100'000, '\0'), std::string(1, '\0')}) {
            INFO(name << ", " << bytes.size() << " bytes");
            writeBytes(folder / name, bytes);
            CHECK_THROWS_AS(audio::readExcerpts(folder / name), Error);
            CHECK(audio::readTags(folder / name).title == "b");
        }
    }
}

// What the fuzzers found, as the smallest files that show it.

TEST_CASE("a long text is cut between two characters, whichever they are") {
    const TemporaryFolder folder;
    for (const std::string& character : {"\xC2\xBF"s, "é"s, "\xEF\xBF\xBD"s, "新"s, "😀"s}) {
        for (int before = 995; before <= 1001; ++before) {
            std::string title(static_cast<std::size_t>(before), 'a');
            for (int i = 0; i < 4; ++i)
                title += character;
            audio::writeAudio(folder / "a.flac", tone(440, 0.1, 44'100), 44'100, 1, {{"title", title}});
            const auto read = audio::readTags(folder / "a.flac").title;
            CHECK(audio::toValidUtf8(read) == read);
            CHECK(title.starts_with(read));
            CHECK(read.size() > 995 - 4);
        }
    }
}
