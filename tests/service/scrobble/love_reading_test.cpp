// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/scrobble/love_reading.h"

#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;

TEST_CASE("a file tells which recording it is, or none, and one that is not there may tell another time") {
    const test::TemporaryFolder folder;
    const std::string id = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae";
    audio::writeAudio(folder / "known.flac", test::tone(440.0, 0.1, 44'100), 44'100, 1, {{"MUSICBRAINZ_TRACKID", id}});
    audio::writeAudio(folder / "untold.flac", test::tone(440.0, 0.1, 44'100), 44'100, 1);
    audio::DirectReader files;
    const auto recordingOf = recordingsIn(files);
    CHECK(recordingOf(folder / "known.flac", {}) == id);
    CHECK(recordingOf(folder / "untold.flac", {}) == std::string());
    CHECK_FALSE(recordingOf(folder / "away.flac", {}));
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(recordingOf(folder / "known.flac", stop.get_token()));
}
