// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/cover_thumbnails.h"
#include "engine/audio/ffmpeg/cover_making.h"
#include "engine/audio/ffmpeg/thumbnail_making.h"

#include "engine/audio/direct_reader.h"
#include "engine/audio/image_type.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>

using namespace segue;
using namespace std::string_literals;
using audio::ffmpeg::makeCoverImage;

namespace {

audio::Cover coverOf(const std::string& bytes) {
    const auto view = std::as_bytes(std::span(bytes));
    return {.mimeType = audio::imageType(view), .bytes = {view.begin(), view.end()}};
}

/// An image by FFmpeg's program; empty: it is not here or cannot write that.
std::string written(const std::string& name, const std::string& source, const std::string& options = {}) {
    const test::TemporaryFolder folder;
    const auto file = folder / name;
    const auto command =
        "ffmpeg -v quiet -y -nostdin -f lavfi -i '" + source + "' -frames:v 1 " + options + " '" + file.string() + "'";
    return std::system(command.c_str()) == 0 ? test::readBytes(file) : std::string();
}

bool isNear(const CoverImage& image, int x, int y, std::array<int, 4> colour) {
    for (std::size_t i = 0; i < colour.size(); ++i) {
        const auto place =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 4 + i;
        if (std::abs(image.pixels.at(place) - colour.at(i)) > 12)
            return false;
    }
    return true;
}

Message refusalOf(const std::string& bytes) {
    try {
        static_cast<void>(makeCoverImage(coverOf(bytes)));
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

std::string bigEndian(unsigned value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

/// Behind a JPEG's first two bytes: EXIF with a way to lie.
std::string withOrientation(const std::string& jpeg, char way) {
    const std::string exif = "Exif\0\0MM\0*\0\0\0\x8\0\1\x01\x12\0\3\0\0\0\1\0"s + way + "\0\0\0\0\0\0"s;
    return jpeg.substr(0, 2) + "\xFF\xE1\0"s + static_cast<char>(exif.size() + 2) + exif + jpeg.substr(2);
}

/// Nothing can be made to test with.
void skip() { WARN("skipped: there is no program ffmpeg"); }

} // namespace

TEST_CASE("a cover of every kind that is found is made anew: JPEG, PNG, GIF, BMP and WebP") {
    for (const char* name : {"a.jpg", "a.png", "a.gif", "a.bmp", "a.webp"}) {
        INFO(name);
        const auto bytes = written(name, "color=0xFF0000:s=64x48");
        if (bytes.empty()) {
            WARN("skipped: FFmpeg's program does not write " << name);
            continue;
        }
        const auto image = makeCoverImage(coverOf(bytes));
        CHECK(image.width == 64);
        CHECK(image.height == 48);
        REQUIRE(image.pixels.size() == 64U * 48 * 4);
        CHECK(isNear(image, 32, 24, {0xFF, 0, 0, 0xFF}));
        CHECK(audio::imageType(std::as_bytes(std::span(image.file))) == "image/jpeg");
    }
}

TEST_CASE("a large cover is made smaller: what is shown has 320 pixels on its shorter side, the file 1,200 on its longer one") {
    const auto green = [](int x, int) { return x < 1500 ? test::Colour{0, 200, 0} : test::Colour{0, 0, 200}; };
    const auto image = makeCoverImage(coverOf(test::bmp(3000, 1500, green)));
    CHECK(image.width == 640);
    CHECK(image.height == 320);
    CHECK(isNear(image, 100, 160, {0, 200, 0, 255}));
    CHECK(isNear(image, 540, 160, {0, 0, 200, 255}));
    const auto again = makeCoverImage(coverOf({image.file.begin(), image.file.end()}));
    CHECK(again.file.size() > 1000);
    CHECK(again.width == 640);
    const auto line = makeCoverImage(coverOf(test::bmp(20'000, 1, {1, 2, 3})));
    CHECK(line.width == 1200);
    CHECK(line.height == 1);
}

TEST_CASE("a large JPEG is decoded at a part of its size and looks the same") {
    const auto bytes = written("a.jpg", "color=0x2040C0:s=6000x5000");
    if (bytes.empty())
        return skip();
    const auto image = makeCoverImage(coverOf(bytes));
    CHECK(image.width == 384);
    CHECK(image.height == 320);
    CHECK(isNear(image, 5, 5, {0x20, 0x40, 0xC0, 0xFF}));
    CHECK(isNear(image, 380, 316, {0x20, 0x40, 0xC0, 0xFF}));
}

TEST_CASE("what is transparent stays so, and its file is a PNG of at most 1,200 pixels") {
    const auto bytes = written("a.png", "color=lime:s=1600x800,format=rgba,geq=r=0:g=255:b=0:a=255*lt(X\\,800)", "-pix_fmt rgba");
    if (bytes.empty())
        return skip();
    const auto image = makeCoverImage(coverOf(bytes));
    CHECK(isNear(image, 100, 100, {0, 255, 0, 255}));
    CHECK(image.pixels.at((100U * 640 + 600) * 4 + 3) == 0);
    const std::string file(image.file.begin(), image.file.end());
    CHECK(audio::imageType(std::as_bytes(std::span(file))) == "image/png");
    CHECK(file.substr(16, 8) == bigEndian(1200) + bigEndian(600));
}

TEST_CASE("a header that promises more than 40 million pixels is refused with its size, however short the file") {
    auto bytes = test::bmp(8, 8, {1, 2, 3});
    const auto widthAndHeight = std::string("\x20\x4E\0\0\x20\x4E\0\0", 8); // 20,000 each
    bytes.replace(18, 8, widthAndHeight);
    CHECK(refusalOf(bytes) == Message(MessageId::coverTooLarge, {"20000", "20000", "40"}));
    if (auto png = written("a.png", "color=red:s=8x8"); !png.empty()) {
        png.replace(16, 8, bigEndian(20'000) + bigEndian(20'000));
        CHECK(refusalOf(png).id() == MessageId::coverTooLarge);
    }
    if (const auto whole = written("a.jpg", "color=red:s=7000x7000"); !whole.empty())
        CHECK(refusalOf(whole) == Message(MessageId::coverTooLarge, {"7000", "7000", "40"}));
}

TEST_CASE("what is no image says so") {
    for (const auto& bytes :
         {"\xFF\xD8\xFF\xE0 and nothing"s, "\x89PNG\r\n\x1A\n and so on"s, "GIF89a"s, "BM"s, "RIFFabcdWEBP"s, ""s})
        CHECK(refusalOf(bytes).id() == MessageId::coverNotDecoded);
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "a.mp3", "no sound");
    test::writeBytes(folder / "cover.jpg", "\xFF\xD8\xFF\xE0 and nothing");
    const auto reading = audio::DirectReader().readCover(folder / "a.mp3");
    REQUIRE(std::holds_alternative<audio::NotRead>(reading));
    CHECK(std::get<audio::NotRead>(reading).reason.id() == MessageId::coverNotDecoded);
}

TEST_CASE("a photograph is turned as its EXIF data say") {
    const auto bytes = written("a.jpg", "color=red:s=64x48,drawbox=x=32:y=0:w=32:h=48:color=blue:t=fill");
    if (bytes.empty())
        return skip();
    struct Way {
        char number;
        int redX, redY, blueX, blueY;
    };
    for (const Way& way : {Way{1, 4, 24, 60, 24},
                           {2, 60, 24, 4, 24},
                           {3, 60, 24, 4, 24},
                           {4, 4, 24, 60, 24},
                           {5, 24, 4, 24, 60},
                           {6, 24, 4, 24, 60},
                           {7, 24, 60, 24, 4},
                           {8, 24, 60, 24, 4}}) {
        INFO(int{way.number});
        const auto image = makeCoverImage(coverOf(withOrientation(bytes, way.number)));
        CHECK(image.width == (way.number < 5 ? 64 : 48));
        CHECK(isNear(image, way.redX, way.redY, {255, 0, 0, 255}));
        CHECK(isNear(image, way.blueX, way.blueY, {0, 0, 255, 255}));
    }
}

TEST_CASE("small covers are squares of the middle, in three sizes, and one that is smaller stays as small") {
    const auto wide = test::bmp(1000, 400, [](int x, int) {
        return x < 300 || x >= 700 ? test::Colour{255, 0, 0} : test::Colour{0, 0, 255};
    });
    const auto made = audio::ffmpeg::makeThumbnails(coverOf(wide));
    for (std::size_t i = 0; i < kCoverSides.size(); ++i) {
        const auto square = audio::decodeThumbnail(made.files[i]);
        CHECK(square.side == kCoverSides[i]);
        REQUIRE(square.pixels.size() == static_cast<std::size_t>(square.side) * static_cast<std::size_t>(square.side) * 4);
        const auto corner = square.pixels.size() - 4 * static_cast<std::size_t>(square.side) / 2 - 4;
        CHECK(square.pixels[corner] < 20); // nothing of the sides
        CHECK(square.pixels[corner + 2] > 235);
    }
    const auto small = audio::ffmpeg::makeThumbnails(coverOf(test::bmp(100, 90, {1, 2, 3})));
    CHECK(audio::decodeThumbnail(small.files[0]).side == 64);
    CHECK(audio::decodeThumbnail(small.files[1]).side == 90);
    CHECK(audio::decodeThumbnail(small.files[2]).side == 90);
    CHECK(audio::decodeThumbnail(audio::ffmpeg::makeThumbnails(coverOf(test::bmp(1, 1, {1, 2, 3}))).files[2]).side == 1);
    CHECK(audio::decodeThumbnail(audio::ffmpeg::makeThumbnails(coverOf(test::bmp(20'000, 3, {1, 2, 3}))).files[2]).side == 3);
}

TEST_CASE("a small cover that is not one of Segue's is refused") {
    const auto bytes = [](const std::string& text) { return std::vector<std::uint8_t>(text.begin(), text.end()); };
    CHECK_THROWS_AS(audio::decodeThumbnail(bytes(test::bmp(400, 400, {1, 2, 3}))), Error);
    CHECK_THROWS_AS(audio::decodeThumbnail(bytes(test::bmp(40, 30, {1, 2, 3}))), Error);
    CHECK_THROWS_AS(audio::decodeThumbnail(bytes("")), Error);
    CHECK_THROWS_AS(audio::decodeThumbnail(bytes(test::junk(5000))), Error);
}

TEST_CASE("a large JPEG becomes the same small cover as it would without being decoded at a part of its size") {
    const auto large = written("a.jpg", "testsrc=size=1600x1600", "-q:v 2");
    const auto whole = written("a.png", "testsrc=size=1600x1600");
    if (large.empty() || whole.empty()) {
        WARN("skipped: FFmpeg's program is not here");
        return;
    }
    const auto halved = audio::decodeThumbnail(audio::ffmpeg::makeThumbnails(coverOf(large)).files[1]);
    const auto plain = audio::decodeThumbnail(audio::ffmpeg::makeThumbnails(coverOf(whole)).files[1]);
    REQUIRE(halved.pixels.size() == plain.pixels.size());
    double difference = 0.0;
    for (std::size_t i = 0; i < plain.pixels.size(); ++i)
        difference += std::abs(plain.pixels[i] - halved.pixels[i]);
    CHECK(difference / static_cast<double>(plain.pixels.size()) < 12.0);
}

TEST_CASE("a cover's content is named by its bytes alone") {
    const auto one = test::bmp(4, 4, {1, 2, 3}), other = test::bmp(4, 4, {1, 2, 4});
    const auto name = [](const std::string& bytes) { return audio::coverContent(std::as_bytes(std::span(bytes))); };
    CHECK(name(one) == name(std::string(one)));
    CHECK(name(one) != name(other));
    CHECK(audio::isCoverContent(name(one)));
    CHECK_FALSE(audio::isCoverContent(""));
    CHECK_FALSE(audio::isCoverContent(std::string(32, 'g')));
}
