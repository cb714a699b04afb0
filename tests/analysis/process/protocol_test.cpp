// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/protocol.h"
#include "engine/words/error.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <tuple>

using namespace segue;
using namespace segue::analysis;

namespace {

PipeMessage throughThePipe(const PipeMessage& message) {
    FrameReader reader;
    reader.append(encode(message));
    auto result = reader.next();
    REQUIRE(result);
    CHECK_FALSE(reader.next());
    return *result;
}

const SongAnalysis kSong{"id",
                         std::chrono::milliseconds{61'000},
                         {0.6F, 0.8F},
                         {0.1F, 0.9F},
                         std::chrono::milliseconds{12'000},
                         SoundFeatures{123.5F, 21, 0.75F, 1800.F, 2.5F, -9.5F},
                         {1, 0, 0xFFFFFFFF}};

} // namespace

TEST_CASE("messages come out of the pipe as they went in") {
    CHECK(std::get<Hello>(throughThePipe(Hello{3, "m/1"})).model == "m/1");
    CHECK(std::get<Refused>(throughThePipe(Refused{"why"})).reason == "why");
    const auto answer = std::get<Answer>(throughThePipe(Answer{7, kSong}));
    CHECK(answer.id == 7);
    CHECK(std::get<SongAnalysis>(answer.outcome) == kSong);
    const auto failure = std::get<Answer>(throughThePipe(Answer{8, AnalysisFailure{"badFile", "It is text."}}));
    CHECK(std::get<AnalysisFailure>(failure.outcome) == AnalysisFailure{"badFile", "It is text."});
    const AnalysisFailure silent{kSilentFailure, "It is silent.", {"flac-1-id", {1, 2}, std::chrono::milliseconds{1234}}};
    CHECK(std::get<AnalysisFailure>(std::get<Answer>(throughThePipe(Answer{7, silent})).outcome) == silent);
}

TEST_CASE("a request says what it asks for, and an outline comes back whole") {
    CHECK(std::get<Request>(throughThePipe(Request{1, "/a.mp3"})).kind == TaskKind::analysis);
    CHECK(std::get<Request>(throughThePipe(Request{1, "/a.mp3", TaskKind::outline})).kind == TaskKind::outline);
    CHECK(std::get<Request>(throughThePipe(Request{1, "/a.mp3", TaskKind::embedding})).kind == TaskKind::embedding);
    auto unmeasured = kSong;
    unmeasured.features.reset();
    CHECK(std::get<SongAnalysis>(std::get<Answer>(throughThePipe(Answer{7, unmeasured})).outcome) == unmeasured);
    Outline outline{.waveform = {.peak = std::vector<std::uint8_t>(Waveform::kColumns, 255),
                                 .rms = std::vector<std::uint8_t>(Waveform::kColumns, 7)},
                    .duration = std::chrono::milliseconds{61'000},
                    .loudnessLufs = -9.5F,
                    .loudnessRangeLu = 6.F,
                    .truePeakDb = 0.25F};
    outline.waveform.peak[500] = 3;
    CHECK(std::get<Outline>(std::get<Answer>(throughThePipe(Answer{9, outline})).outcome) == outline);
}

TEST_CASE("an identity is asked for, and comes back whole") {
    CHECK(std::get<Request>(throughThePipe(Request{1, "/a.mp3", TaskKind::identity})).kind == TaskKind::identity);
    const SongIdentity identity{"mp3-61000-0123", {7, 0, 0xFFFFFFFF}, std::chrono::milliseconds{61'000}};
    CHECK(std::get<SongIdentity>(std::get<Answer>(throughThePipe(Answer{9, identity})).outcome) == identity);
    CHECK(std::get<SongIdentity>(std::get<Answer>(throughThePipe(Answer{9, SongIdentity{"x"}})).outcome).rest.empty());
}

TEST_CASE("what is asked of a file, and what it says of itself, come out as they went in") {
    const auto asked =
        std::get<ReadRequest>(throughThePipe(ReadRequest{5, "/a\xFF.mp3", ReadKind::format, {.guessCodePage = false}}));
    CHECK(asked.song.native() == "/a\xFF.mp3");
    CHECK(asked.kind == ReadKind::format);
    CHECK_FALSE(asked.options.guessCodePage);
    const audio::Tags tags{.isSong = false,
                           .title = "T",
                           .artist = "A, B",
                           .artists = {"A", "B"},
                           .albumArtist = "AA",
                           .album = "L",
                           .genre = "G",
                           .trackNumber = 1,
                           .discNumber = 2,
                           .year = 1999,
                           .originalYear = 1969,
                           .releaseId = "RI",
                           .isrc = "IS",
                           .orderArtist = "OA",
                           .orderAlbum = "OL",
                           .orderTitle = "OT",
                           .hasCover = true,
                           .duration = std::chrono::milliseconds{0},
                           .format = "FLAC",
                           .bitRateKbps = 912};
    const auto told = std::get<audio::Tags>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{7, tags})).found);
    CHECK(
        std::tie(told.isSong, told.title, told.artist, told.artists, told.albumArtist, told.album, told.genre, told.trackNumber) ==
        std::tie(tags.isSong, tags.title, tags.artist, tags.artists, tags.albumArtist, tags.album, tags.genre, tags.trackNumber));
    CHECK(std::tie(told.discNumber, told.year, told.orderArtist, told.orderAlbum, told.orderTitle, told.hasCover, told.duration) ==
          std::tie(tags.discNumber, tags.year, tags.orderArtist, tags.orderAlbum, tags.orderTitle, tags.hasCover, tags.duration));
    CHECK(std::tie(told.originalYear, told.releaseId, told.isrc, told.format, told.bitRateKbps) ==
          std::tie(tags.originalYear, tags.releaseId, tags.isrc, tags.format, tags.bitRateKbps));
    CHECK_FALSE(std::get<audio::Tags>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{7, audio::Tags{}})).found).duration);
    const CoverPart part{.width = 2, .height = 3, .bytes = {1, 0, 255}, .isLast = false};
    const auto same = std::get<CoverPart>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{8, part})).found);
    CHECK(same.bytes == part.bytes);
    CHECK_FALSE(same.isLast);
    const auto wanted = std::get<ReadRequest>(throughThePipe(ReadRequest{
        .id = 12, .song = "/a.mp3", .kind = ReadKind::thumbnails, .from = audio::CoverSource::ownElseBeside, .unless = "abc"}));
    CHECK(wanted.kind == ReadKind::thumbnails);
    CHECK(wanted.from == audio::CoverSource::ownElseBeside);
    CHECK(wanted.unless == "abc");
    const audio::CoverThumbnails small{.content = std::string(32, 'a'), .isBeside = true, .files = {{{1}, {0, 255}, {3, 4, 5}}}};
    const auto made = std::get<audio::CoverThumbnails>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{13, small})).found);
    CHECK(made.content == small.content);
    CHECK(made.isBeside);
    CHECK(made.files == small.files);
    const audio::StreamFormat format{
        .rateHz = 44'100, .channels = 2, .codec = "flac", .duration = std::chrono::milliseconds{7}, .bitRate = 9};
    CHECK(std::get<audio::StreamFormat>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{9, format})).found).bitRate == 9);
    const audio::Extras extras{.lyrics = std::string(audio::kMaxLyricsBytes, 'x'),
                               .chapters = {{std::chrono::milliseconds{0}, "One"}, {std::chrono::milliseconds{61'250}, ""}},
                               .recordingId = "9a6c2d1e-0000-4000-8000-00000000000f"};
    const auto heard = std::get<audio::Extras>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{11, extras})).found);
    CHECK(heard.lyrics == extras.lyrics);
    CHECK(heard.chapters == extras.chapters);
    CHECK(heard.recordingId == extras.recordingId);
    const audio::Tags divided{.title = "Image", .cueSheet = "FILE a.flac WAVE\n"};
    CHECK(std::get<audio::Tags>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{12, divided})).found).cueSheet == divided.cueSheet);
    const audio::NotRead refused{audio::NotRead::Why::refused, "It is gone."};
    CHECK(std::get<audio::NotRead>(std::get<ReadAnswer>(throughThePipe(ReadAnswer{10, refused})).found).reason == "It is gone.");
}

TEST_CASE("a song's name may hold any bytes") {
    const std::string name = "/m/\xFF\xC3\n\"caf\xE9.mp3";
    CHECK(std::get<Request>(throughThePipe(Request{1, name})).song.native() == name);
}

TEST_CASE("frames may arrive in pieces of any size") {
    auto bytes = encode(Answer{1, kSong});
    const auto second = encode(Request{2, "/x"});
    bytes.insert(bytes.end(), second.begin(), second.end());
    FrameReader reader;
    std::size_t messages = 0;
    for (const auto byte : bytes) {
        reader.append({&byte, 1});
        while (reader.next())
            ++messages;
    }
    CHECK(messages == 2);
}

TEST_CASE("what is no message is an error, not a crash") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        const auto junk = test::junk(300, seed);
        FrameReader reader;
        reader.append({reinterpret_cast<const std::uint8_t*>(junk.data()), junk.size()});
        try {
            while (reader.next()) {
            }
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::process);
        }
    }
    FrameReader reader;
    const std::vector<std::uint8_t> wrongType = [] {
        auto frame = encode(Hello{1, "x"});
        frame[frame.size() - 1] = 0xC1; // never used in MessagePack
        return frame;
    }();
    reader.append(wrongType);
    CHECK_THROWS_AS(reader.next(), Error);
}

TEST_CASE("a message nested a million times is an error, not a crash") {
    for (const auto container : {std::uint8_t{0x91}, std::uint8_t{0x81}}) { // a list of one, a map of one
        std::vector<std::uint8_t> frame(4);
        for (int i = 0; i < 1'000'000; ++i) {
            frame.push_back(container);
            if (container == 0x81)
                frame.push_back(0xA0); // its key: no text
        }
        const auto length = frame.size() - 4;
        for (std::size_t i = 0; i < 4; ++i)
            frame[i] = static_cast<std::uint8_t>(length >> (8 * i));
        FrameReader reader;
        reader.append(frame);
        CHECK_THROWS_AS(reader.next(), Error);
    }
}
