// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/words/error.h"
#include "engine/features/png_writer.h"
#include "engine/spectrogram/song_picture.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <png.h>

#include <algorithm>
#include <vector>

using namespace segue;
using namespace segue::test;
using picture::writeSongPicture;

namespace {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> grey;

    [[nodiscard]] int at(int x, int y) const {
        return grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }

    /// Row of the brightest pixel in a column.
    [[nodiscard]] int brightest(int x) const {
        int row = 0;
        for (int y = 0; y < height; ++y)
            row = at(x, y) > at(x, row) ? y : row;
        return row;
    }
};

Picture readPicture(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
    image.format = PNG_FORMAT_GRAY;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height),
                    std::vector<unsigned char>(PNG_IMAGE_SIZE(image))};
    REQUIRE(png_image_finish_read(&image, nullptr, picture.grey.data(), 0, nullptr) != 0);
    return picture;
}

} // namespace

TEST_CASE("a rising tone is a bright line that rises in the picture") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.wav", glide(100.0, 10'000.0, 10.0, 44'100), 44'100, 1);
    for (const PictureKind kind : {PictureKind::mel, PictureKind::stft}) {
        const auto shown =
            writeSongPicture(folder / "a.wav", folder / "a.png", {.kind = kind}, {.maxWidth = 400, .height = 200});
        CHECK(shown == std::chrono::seconds(10));
        const Picture picture = readPicture(folder / "a.png");
        CHECK(picture.width <= 400);
        CHECK(picture.width > 200);
        CHECK(picture.height == 200);
        const int early = picture.brightest(picture.width / 10);
        const int late = picture.brightest(picture.width * 9 / 10);
        CHECK(late < early - 30);
        CHECK(picture.at(picture.width / 2, picture.brightest(picture.width / 2)) > 150);
        CHECK(picture.at(picture.width / 10, 5) < 40);
    }
}

TEST_CASE("silence and a blink of sound make a picture too, in every kind") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "silence.wav", silence(1.0, 44'100), 44'100, 1);
    audio::writeAudio(folder / "short.wav", tone(440.0, 0.1, 8'000), 8'000, 1);
    for (const PictureKind kind : {PictureKind::stft, PictureKind::mel, PictureKind::constantQ, PictureKind::chroma}) {
        writeSongPicture(folder / "silence.wav", folder / "silence.png", {.kind = kind});
        const Picture dark = readPicture(folder / "silence.png");
        CHECK(*std::ranges::max_element(dark.grey) < 40);
        writeSongPicture(folder / "short.wav", folder / "short.png", {.kind = kind});
        CHECK(readPicture(folder / "short.png").width > 10);
    }
}

TEST_CASE("a picture that cannot be written is an error and leaves nothing behind") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "out");
    audio::writeAudio(folder / "a.wav", tone(440.0, 0.1, 44'100), 44'100, 1);
    CHECK_THROWS_AS(writeSongPicture(folder / "a.wav", folder / "out/nowhere/a.png", {}), Error);
    CHECK_THROWS_AS(writeSongPicture(folder / "none.wav", folder / "out/a.png", {}), Error);
    CHECK_THROWS_AS(writeSongPicture(folder / "a.wav", folder / "out/a.png", {}, {.maxWidth = 0}), Error);
    CHECK_THROWS_AS(features::writePng("/dev/full/a.png", std::vector<std::uint8_t>(12), 2, 2), Error);
    CHECK(std::filesystem::is_empty(folder / "out"));
}
