// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/features/png_writer.h"
#include "engine/spectrogram/song_spectrogram.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <png.h>

#include <algorithm>
#include <vector>

using namespace segue;
using namespace segue::test;
using spectrogram::writeSongSpectrogram;

namespace {

struct Image {
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

Image readImage(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
    image.format = PNG_FORMAT_GRAY;
    Image spectrogram{static_cast<int>(image.width), static_cast<int>(image.height),
                      std::vector<unsigned char>(PNG_IMAGE_SIZE(image))};
    REQUIRE(png_image_finish_read(&image, nullptr, spectrogram.grey.data(), 0, nullptr) != 0);
    return spectrogram;
}

} // namespace

TEST_CASE("a rising tone is a bright line that rises in the spectrogram") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.wav", glide(100.0, 10'000.0, 10.0, 44'100), 44'100, 1);
    for (const SpectrogramKind kind : {SpectrogramKind::mel, SpectrogramKind::stft}) {
        const auto shown =
            writeSongSpectrogram(folder / "a.wav", folder / "a.png", {.kind = kind}, {.maxWidth = 400, .height = 200});
        CHECK(shown == std::chrono::seconds(10));
        const Image spectrogram = readImage(folder / "a.png");
        CHECK(spectrogram.width <= 400);
        CHECK(spectrogram.width > 200);
        CHECK(spectrogram.height == 200);
        const int early = spectrogram.brightest(spectrogram.width / 10);
        const int late = spectrogram.brightest(spectrogram.width * 9 / 10);
        CHECK(late < early - 30);
        CHECK(spectrogram.at(spectrogram.width / 2, spectrogram.brightest(spectrogram.width / 2)) > 150);
        CHECK(spectrogram.at(spectrogram.width / 10, 5) < 40);
    }
}

TEST_CASE("silence and a blink of sound make a spectrogram too, in every kind") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "silence.wav", silence(1.0, 44'100), 44'100, 1);
    audio::writeAudio(folder / "short.wav", tone(440.0, 0.1, 8'000), 8'000, 1);
    for (const SpectrogramKind kind :
         {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ, SpectrogramKind::chroma}) {
        writeSongSpectrogram(folder / "silence.wav", folder / "silence.png", {.kind = kind});
        const Image dark = readImage(folder / "silence.png");
        CHECK(*std::ranges::max_element(dark.grey) < 40);
        writeSongSpectrogram(folder / "short.wav", folder / "short.png", {.kind = kind});
        CHECK(readImage(folder / "short.png").width > 10);
    }
}

TEST_CASE("a spectrogram that cannot be written is an error and leaves nothing behind") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "out");
    audio::writeAudio(folder / "a.wav", tone(440.0, 0.1, 44'100), 44'100, 1);
    CHECK_THROWS_AS(writeSongSpectrogram(folder / "a.wav", folder / "out/nowhere/a.png", {}), Error);
    CHECK_THROWS_AS(writeSongSpectrogram(folder / "none.wav", folder / "out/a.png", {}), Error);
    CHECK_THROWS_AS(writeSongSpectrogram(folder / "a.wav", folder / "out/a.png", {}, {.maxWidth = 0}), Error);
    CHECK_THROWS_AS(features::writePng("/dev/full/a.png", std::vector<std::uint8_t>(12), 2, 2), Error);
    CHECK(std::filesystem::is_empty(folder / "out"));
}
