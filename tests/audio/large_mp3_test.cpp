// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/audio/ffmpeg/mpeg_frames.h"
#include "tests/audio/files_for_tests.h"
#include "tests/audio/gapless_parts.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

using namespace segue;
using namespace segue::audio;
using namespace segue::test;
using std::chrono::milliseconds;

namespace {

constexpr int kRate = 44'100;
constexpr OutputFormat kPlayed{.rateHz = 0, .channels = 2, .monoGains = {}, .isTrimmed = true};

std::string largeMp3BigEndian(std::size_t number) {
    std::string text(4, '\0');
    for (auto at = text.rbegin(); at != text.rend(); ++at, number /= 256)
        *at = static_cast<char>(number % 256);
    return text;
}

/// The frames of a sound, and before them the one that describes them.
struct Encoded {
    Encoded(const std::filesystem::path& path, std::span<const float> sound, std::int64_t bitRate) {
        writeAs(path, "libmp3lame", "mp3", sound, kRate, bitRate);
        const auto bytes = readBytes(path);
        const auto tag = std::min(bytes.find("Info"), bytes.find("Xing"));
        REQUIRE(tag != std::string::npos);
        const std::size_t first = tag - 36; // a head and its side information
        const std::size_t second = bytes.find(bytes.substr(first, 2), tag);
        about = bytes.substr(first, second - first);
        frames = bytes.substr(second);
        count = (sound.size() / 2 + 1'151) / 1'152 + 1;
    }
    std::string about;
    std::string frames;
    std::size_t count;
};

/// Twenty seconds at 64 kbit/s, twenty at 320, a table of places that is wrong everywhere, and 41 MB of tag before them.
void writeLargeMp3(const std::filesystem::path& folder, const std::filesystem::path& path) {
    constexpr std::size_t kTag = 41U << 20U;
    auto master = gaplessMaster(kRate);
    while (master.size() < 2 * 40 * std::size_t{kRate})
        master.insert(master.end(), master.begin(), master.end() - static_cast<std::ptrdiff_t>(2 * 777)); // no period of a frame
    master.resize(2 * 40 * std::size_t{kRate});
    const std::span sound(master);
    const Encoded slow(folder / "slow.mp3", sound.first(sound.size() / 2), 64'000);
    const Encoded fast(folder / "fast.mp3", sound.last(sound.size() / 2), 320'000);
    std::string about = slow.about;
    about.replace(36, 4, "Xing"); // of varying rate
    about.replace(44, 4, largeMp3BigEndian(slow.count + fast.count));
    about.replace(48, 4, largeMp3BigEndian(about.size() + slow.frames.size() + fast.frames.size()));
    for (std::size_t i = 0; i < 100; ++i)
        about[52 + i] = static_cast<char>(255 * i * i / 10'000);
    std::string tag("ID3\x04\0\0", 6);
    for (const unsigned shift : {21U, 14U, 7U, 0U})
        tag += static_cast<char>(kTag >> shift & 0x7FU);
    writeBytes(path, tag + std::string(kTag, '\0') + about + slow.frames + fast.frames);
}

} // namespace

TEST_CASE("a jump in a large MP3 whose own table is wrong is exact to the sample") {
    const TemporaryFolder folder;
    const auto path = folder / "large.mp3";
    writeLargeMp3(folder.path(), path);
    Decoder straight(path, kPlayed);
    const auto whole = readAll(straight);
    REQUIRE(whole.size() / 2 > 39 * std::size_t{kRate});
    Decoder decoder(path, kPlayed);
    std::vector<float> part(2 * 4'000);
    for (const int second : {30, 5, 38, 21, 19, 1, 35}) {
        CAPTURE(second);
        decoder.seek(milliseconds(1'000 * second));
        REQUIRE(decoder.read(part) == 4'000);
        const std::span right(whole.data() + 2 * std::size_t{kRate} * static_cast<std::size_t>(second), part.size());
        float worst = 0.F;
        for (std::size_t i = 0; i < part.size(); ++i)
            worst = std::max(worst, std::fabs(part[i] - right[i]));
        CHECK(worst < 1e-5F);
    }
}

TEST_CASE("frames are found by their heads, over damage, and no further than the file goes") {
    const TemporaryFolder folder;
    const auto path = folder / "a.mp3";
    auto master = gaplessMaster(kRate);
    master.resize(2 * 3 * std::size_t{kRate});
    const Encoded encoded(folder / "source.mp3", master, 128'000);
    const std::string damage(5'000, '\x55');
    writeBytes(path, encoded.frames.substr(0, 30'000) + damage + encoded.frames.substr(30'000));
    ffmpeg::MpegFrames frames(path, 0);
    const auto first = frames.before(10, {});
    REQUIRE(first);
    CHECK(first->frame == 0);
    CHECK(first->byte == 0);
    const auto later = frames.before(100, {});
    REQUIRE(later);
    CHECK(later->frame == 64);
    CHECK(later->byte > 64 * 400);
    CHECK_FALSE(frames.before(100'000, {}));
    CHECK(frames.before(100, {}));
    std::stop_source stopped;
    stopped.request_stop();
    CHECK_FALSE(ffmpeg::MpegFrames(path, 0).before(100, stopped.get_token()));
    CHECK_FALSE(ffmpeg::MpegFrames(folder / "nobody.mp3", 0).before(0, {}));
}
