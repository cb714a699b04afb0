// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/spectrogram_image.h"

#include "engine/error.h"
#include "engine/features/decibel.h"
#include "engine/features/mel.h"
#include "engine/features/stft.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <numbers>
#include <string>
#include <system_error>
#include <vector>

namespace segue::features {

namespace {

constexpr int kFftSize = 4096; ///< long enough that every one of the bands has bins of its own
constexpr int kBands = 256;
constexpr float kRangeDb = 80.0F;

using Colour = std::array<std::uint8_t, 3>;

std::uint8_t gammaEncoded(double linear) {
    const double value = std::clamp(linear, 0.0, 1.0);
    const double encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(encoded * 255.0));
}

/// Oklab lightness rises evenly from nearly black to nearly white while the hue turns from blue through red to yellow,
/// so that equal steps in dB look like equal steps in brightness.
Colour colourAt(double level) {
    const double lightness = 0.08 + 0.88 * level;
    const double hue = (280.0 + 185.0 * level) * std::numbers::pi / 180.0;
    const double chroma = 0.03 + 0.15 * std::sin(std::numbers::pi * std::pow(level, 0.9));
    const double a = chroma * std::cos(hue);
    const double b = chroma * std::sin(hue);
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3.0);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3.0);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3.0);
    return {gammaEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            gammaEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            gammaEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

/// [kBands, width] of power; frames that share a column leave the loudest.
Matrix melColumns(std::span<const float> mono, int rateHz, int maxWidth) {
    const int hop = std::clamp(static_cast<int>(mono.size() / static_cast<std::size_t>(maxWidth)), 32, 1024);
    const Stft stft(kFftSize, hop);
    const MelFilterbank filterbank(rateHz, kFftSize, kBands);
    const std::size_t frames = stft.frames(mono.size());
    Matrix result(kBands, std::min(frames, static_cast<std::size_t>(maxWidth)));
    RealFft::Workspace workspace = stft.makeWorkspace();
    std::vector<float> power(stft.bins());
    std::vector<float> mel(kBands);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        stft.powerFrame(mono, frame, workspace, power);
        filterbank.apply(power, mel);
        const std::size_t column = frame * result.columns / frames;
        for (std::size_t band = 0; band < result.rows; ++band)
            result.at(band, column) = std::max(result.at(band, column), std::isfinite(mel[band]) ? mel[band] : 0.0F);
    }
    return result;
}

/// RGB rows from the top (highest band) down, bands interpolated to the height.
std::vector<std::uint8_t> paint(const Matrix& db, std::size_t height) {
    std::array<Colour, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = colourAt(static_cast<double>(i) / 255.0);
    std::vector<std::uint8_t> pixels(height * db.columns * 3);
    for (std::size_t y = 0; y < height; ++y) {
        const double upwards = static_cast<double>(height - 1 - y) / static_cast<double>(std::max<std::size_t>(1, height - 1));
        const double at = upwards * static_cast<double>(db.rows - 1);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, db.rows - 1);
        const auto share = static_cast<float>(at - static_cast<double>(below));
        for (std::size_t x = 0; x < db.columns; ++x) {
            const float value = db.at(below, x) * (1.0F - share) + db.at(above, x) * share;
            const float level = std::clamp(1.0F + value / kRangeDb, 0.0F, 1.0F);
            const Colour& colour = colours[static_cast<std::size_t>(level * 255.0F + 0.5F)];
            std::ranges::copy(colour, pixels.begin() + static_cast<std::ptrdiff_t>((y * db.columns + x) * 3));
        }
    }
    return pixels;
}

[[noreturn]] void failWriting(const std::filesystem::path& path, int code) {
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    throw Error(full ? ErrorKind::noSpace : ErrorKind::io,
                "The picture “" + path.string() + "” could not be written: " + std::generic_category().message(code) + ".");
}

void writePng(const std::filesystem::path& path, const std::vector<std::uint8_t>& pixels, std::size_t width, std::size_t height) {
    std::filesystem::path part = path;
    part += ".part";
    std::FILE* const file = std::fopen(part.c_str(), "wb");
    if (file == nullptr)
        failWriting(path, errno);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.format = PNG_FORMAT_RGB;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    errno = 0;
    bool written = png_image_write_to_stdio(&image, file, 0, pixels.data(), 0, nullptr) != 0;
    int code = errno;
    if (std::fclose(file) != 0 && written) {
        written = false;
        code = errno;
    }
    if (written && std::rename(part.c_str(), path.c_str()) != 0) {
        written = false;
        code = errno;
    }
    if (!written) {
        std::remove(part.c_str());
        failWriting(path, code != 0 ? code : EIO);
    }
}

} // namespace

void writeSpectrogram(std::span<const float> mono, int rateHz, const std::filesystem::path& png, SpectrogramSize size) {
    if (mono.empty() || size.maxWidth <= 0 || size.height <= 0)
        throw Error(ErrorKind::usage, "A spectrogram needs sound and a picture size.");
    Matrix mel = melColumns(mono, rateHz, size.maxWidth);
    const float loudest = *std::ranges::max_element(mel.values);
    constexpr float kSilence = 1e-10F;
    powerToDb(std::span<float>(mel.values), std::max(loudest, kSilence), kSilence * 1e-3F, -1.0F);
    if (loudest <= kSilence)
        std::ranges::fill(mel.values, -kRangeDb);
    const auto height = static_cast<std::size_t>(size.height);
    writePng(png, paint(mel, height), mel.columns, height);
}

} // namespace segue::features
