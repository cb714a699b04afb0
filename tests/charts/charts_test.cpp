// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/charts/confusion_matrix.h"
#include "engine/charts/line_chart.h"
#include "engine/charts/scatter_chart.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <png.h>

#include <cstdint>
#include <limits>
#include <set>
#include <vector>

using namespace segue;

namespace {

struct Picture {
    std::size_t width = 0;
    std::size_t height = 0;
    std::vector<std::uint8_t> rgb; // [height, width, 3]

    [[nodiscard]] std::uint32_t at(std::size_t x, std::size_t y) const {
        const std::uint8_t* const pixel = rgb.data() + (y * width + x) * 3;
        return static_cast<std::uint32_t>(pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
    }
};

Picture read(const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, file.c_str()) != 0);
    image.format = PNG_FORMAT_RGB;
    Picture picture{.width = image.width, .height = image.height, .rgb = std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    REQUIRE(png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) != 0);
    return picture;
}

// Whether a stripe along all four edges is as white as paper: nothing was cut off there.
bool edgeIsWhite(const Picture& picture) {
    constexpr std::size_t kStripe = 12;
    for (std::size_t y = 0; y < picture.height; ++y)
        for (std::size_t x = 0; x < picture.width; ++x) {
            const bool inside = x >= kStripe && x + kStripe < picture.width && y >= kStripe && y + kStripe < picture.height;
            if (!inside && picture.at(x, y) != 0xFFFFFF)
                return false;
        }
    return true;
}

std::size_t coloursOf(const Picture& picture) {
    std::set<std::uint32_t> colours;
    for (std::size_t y = 0; y < picture.height; ++y)
        for (std::size_t x = 0; x < picture.width; ++x)
            colours.insert(picture.at(x, y));
    return colours.size();
}

const std::string kLong(400, 'W');
const std::string kNoUtf8 = "Fado \xFF\xC3( \xED\xA0\x80 \x01 ok";

charts::ConfusionMatrix matrixOf(std::size_t labels) {
    charts::ConfusionMatrix matrix{.title = kLong, .labels = {}, .counts = {}};
    for (std::size_t i = 0; i < labels; ++i)
        matrix.labels.push_back(i == 0 ? kLong : i == 1 ? kNoUtf8 : "Genre " + std::to_string(i));
    matrix.counts.assign(labels, std::vector<std::size_t>(labels, 3));
    matrix.counts.back().assign(labels, 0);
    return matrix;
}

} // namespace

TEST_CASE("nothing in a chart touches the edge, however long or broken its texts") {
    const test::TemporaryFolder folder;
    const auto file = folder / "chart.png";
    charts::drawLineChart({.title = kLong, .xLabel = kLong, .yLabel = kNoUtf8, .lines = {{kLong, {1, 2}, {-1e12, 3}}}}, file);
    auto picture = read(file);
    CHECK((picture.width == 1600 && picture.height == 1000));
    CHECK(edgeIsWhite(picture));
    charts::drawScatterChart({.title = kNoUtf8, .note = kLong, .groups = {{kLong, {1, 2, 2}, {-5, 3, 9}}}}, file);
    picture = read(file);
    CHECK((picture.width == 1600 && picture.height >= 600 && picture.height <= 1240));
    CHECK(edgeIsWhite(picture));
    for (const std::size_t labels : {1, 2, 8, 16, 161}) {
        INFO(labels);
        charts::drawConfusionMatrix(matrixOf(labels), file);
        CHECK(edgeIsWhite(read(file)));
    }
}

TEST_CASE("a text that is no UTF-8 does not end the drawing") {
    const test::TemporaryFolder folder;
    const std::vector<charts::Line> lines{{"loss", {1, 2, 3}, {3, 2, 1}}};
    charts::drawLineChart({.title = "Loss", .xLabel = "epoch", .yLabel = "", .lines = lines}, folder / "good.png");
    charts::drawLineChart({.title = kNoUtf8, .xLabel = "epoch", .yLabel = "", .lines = lines}, folder / "bad.png");
    CHECK(coloursOf(read(folder / "bad.png")) > coloursOf(read(folder / "good.png")) / 2);
}

TEST_CASE("charts without a point that can be drawn are drawn empty") {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const test::TemporaryFolder folder;
    const auto file = folder / "chart.png";
    charts::drawLineChart({}, file);
    CHECK(edgeIsWhite(read(file)));
    charts::drawLineChart({.title = "Loss", .xLabel = "", .yLabel = "", .lines = {{"a", {}, {}}, {"b", {1}, {kNone}}}}, file);
    CHECK(edgeIsWhite(read(file)));
    charts::drawScatterChart({.title = "", .note = "", .groups = {}}, file);
    CHECK(edgeIsWhite(read(file)));
    charts::drawScatterChart({.title = "", .note = "", .groups = {{"a", {kNone, 2}, {1, 1}}, {"b", {2}, {1}}}}, file);
    CHECK(edgeIsWhite(read(file)));
}

TEST_CASE("a line of one point is still seen") {
    const test::TemporaryFolder folder;
    charts::drawLineChart({.title = "", .xLabel = "", .yLabel = "", .lines = {{"", {}, {}}, {"", {4}, {0.5}}}}, folder / "one.png");
    const auto picture = read(folder / "one.png");
    bool vermilion = false;
    for (std::size_t y = 0; y < picture.height; ++y)
        for (std::size_t x = 0; x < picture.width; ++x)
            vermilion = vermilion || (picture.at(x, y) >> 16 > 200 && (picture.at(x, y) & 0xFFFF) < 0x7000);
    CHECK(vermilion);
}

TEST_CASE("charts that contradict themselves are refused, as is a folder that is not there") {
    const test::TemporaryFolder folder;
    const auto file = folder / "chart.png";
    CHECK_THROWS_AS(charts::drawLineChart({.lines = {{"a", {1, 2}, {1}}}}, file), Error);
    CHECK_THROWS_AS(charts::drawScatterChart({.groups = {{"a", {1, 2}, {1}}}}, file), Error);
    CHECK_THROWS_AS(charts::drawConfusionMatrix({.labels = {"a", "b"}, .counts = {{1, 2}}}, file), Error);
    CHECK_THROWS_AS(charts::drawConfusionMatrix({}, file), Error);
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK_THROWS_AS(charts::drawLineChart({}, folder / "no such folder" / "chart.png"), Error);
}
