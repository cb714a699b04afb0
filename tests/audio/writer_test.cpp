// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/decoder.h"
#include "engine/audio/wav_writer.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <csignal>

#include <sys/resource.h>

using namespace segue;
using namespace segue::test;

namespace {

/// While it lives no file of this process may grow beyond a size, as if the disk were full.
class SmallDisk final {
public:
    explicit SmallDisk(rlim_t bytes) {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

ErrorKind failureKind(const std::filesystem::path& path, std::span<const float> samples, int rateHz, int channels) {
    try {
        audio::writeAudio(path, samples, rateHz, channels);
    } catch (const Error& error) {
        return error.kind();
    }
    FAIL("nothing was thrown");
    return ErrorKind::io;
}

} // namespace

TEST_CASE("what is written is what is read") {
    const TemporaryFolder folder;
    const auto samples = spread(glide(100.0, 5000.0, 5.0, 44'100), 2);
    audio::writeWav(folder / "pcm.wav", samples, 44'100, 2);
    audio::Decoder pcm(folder / "pcm.wav");
    CHECK(largestDifference(readAll(pcm), samples) <= 1.0F / 32768.0F);
    for (const char* name : {"a.wav", "a.flac"}) {
        audio::writeAudio(folder / name, samples, 44'100, 2);
        audio::Decoder decoder(folder / name);
        CHECK(decoder.format().channels == 2);
        const auto read = readAll(decoder);
        CHECK(read.size() == samples.size());
        CHECK(largestDifference(read, samples) <= 1.0F / 32768.0F);
    }
}

TEST_CASE("louder than full scale is clipped, not wrapped") {
    const TemporaryFolder folder;
    const std::vector<float> loud{2.0F, -2.0F, 1.0F, -1.0F};
    audio::writeWav(folder / "a.wav", loud, 44'100, 1);
    audio::Decoder decoder(folder / "a.wav");
    CHECK(identical(readAll(decoder), std::vector<float>{32767.0F / 32768.0F, -1.0F, 32767.0F / 32768.0F, -1.0F}));
}

TEST_CASE("equal sound makes equal files") {
    const TemporaryFolder folder;
    const auto samples = noise(2.0, 44'100);
    for (const std::string extension : {".flac", ".ogg", ".mp3"}) {
        audio::writeAudio(folder / ("a" + extension), samples, 44'100, 1);
        audio::writeAudio(folder / ("b" + extension), samples, 44'100, 1);
        CHECK((readBytes(folder / ("a" + extension)) == readBytes(folder / ("b" + extension))));
    }
}

TEST_CASE("a full disk is told apart and leaves nothing behind") {
    const TemporaryFolder folder;
    const auto samples = noise(5.0, 44'100);
    for (const char* name : {"a.wav", "a.flac"}) {
        const SmallDisk disk(20'000);
        CHECK(failureKind(folder / name, samples, 44'100, 1) == ErrorKind::noSpace);
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("what cannot be written is refused before anything is made") {
    const TemporaryFolder folder;
    const auto samples = noise(0.1, 44'100);
    CHECK(failureKind(folder / "a.xyz", samples, 44'100, 1) == ErrorKind::unsupported);
    CHECK(failureKind(folder / "a.mp3", samples, 12'345, 1) == ErrorKind::unsupported);
    CHECK(failureKind(folder / "a.flac", {}, 44'100, 1) == ErrorKind::usage);
    CHECK(failureKind(folder / "a.flac", std::span(samples).first(3), 44'100, 2) == ErrorKind::usage);
    CHECK(failureKind(folder / "nowhere/a.flac", samples, 44'100, 1) == ErrorKind::io);
    CHECK(std::filesystem::is_empty(folder.path()));
}
