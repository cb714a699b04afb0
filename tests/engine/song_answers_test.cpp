// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine answers about one song: its outline and its details.
#include "tests/engine/engine_session.h"
#include "tests/support/files.h"

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Session = test::EngineSession;

TEST_CASE("after the analysis whole songs are read, and the rows get their loudness") {
    Session session;
    session.readsWholeSongs = true;
    session.start();
    session.song("rock1", 100);
    session.song("flat1", 200); // cannot be read as a whole
    session.song("broken1", 300);
    session.addAndWait(3);
    REQUIRE(session.wait([&] { return session.outlined == 1 && !session.progress.running; }));
    CHECK(session.row("rock1").features->loudnessLufs == -11.F);
    CHECK(session.row("flat1").state == AnalysisState::done);
    CHECK(session.row("flat1").features->loudnessLufs == -14.F);
    CHECK(session.outline(1, session.music / "rock1.wav").outline.waveform.peak.front() == 200); // the stored one
}

TEST_CASE("a song without an outline is read when somebody asks, and stored") {
    Session session;
    session.song("rock1", 100);
    session.addAndWait(1);
    const auto read = session.outline(1, session.music / "rock1.wav");
    CHECK(read.problem.empty());
    CHECK(read.outline.waveform.peak.size() == Waveform::kColumns);
    CHECK(read.outline.duration == 200ms);
    REQUIRE(session.wait([&] { return session.outlined == 1; }));
    CHECK(session.row("rock1").features->loudnessLufs == read.outline.loudnessLufs);
    fs::remove(session.music / "rock1.wav");
    CHECK(session.outline(2, session.music / "rock1.wav").outline == read.outline);
}

TEST_CASE("songs outside every library and songs that cannot be read are answered too") {
    Session session;
    audio::writeAudio(session.folder / "else.wav", test::tone(500, 0.5, 8000), 8000, 1);
    CHECK(session.outline(1, session.folder / "else.wav").outline.duration == 500ms);
    test::writeBytes(session.folder / "text.mp3", "eggs, milk, bread");
    CHECK(segue::test::said(session.outline(2, session.folder / "text.mp3").problem).find("text.mp3") != std::string::npos);
    CHECK(segue::test::said(session.outline(3, session.folder / "gone.mp3").problem).find("gone.mp3") != std::string::npos);
    CHECK(session.outlined == 0);
}

TEST_CASE("of songs asked for in a hurry the newest is read, and an engine may end while one is") {
    Session session;
    for (const char* name : {"a.wav", "b.wav", "c.wav", "d.wav"})
        audio::writeAudio(session.folder / name, test::noise(300, 8000), 8000, 1);
    session.engine->songs().loadOutline(1, session.folder / "a.wav");
    session.engine->songs().loadOutline(2, session.folder / "b.wav");
    session.engine->songs().loadOutline(3, session.folder / "c.wav");
    session.engine->songs().loadOutline(4, session.folder / "c.wav"); // asked for again: answered under its newest number
    CHECK(session.outline(5, session.folder / "d.wav").complete == 1.F);
    CHECK(session.outline(6, session.folder / "d.wav").complete == 1.F);
    session.engine->songs().loadOutline(7, session.folder / "a.wav");
    session.start();
    CHECK(session.outline(8, session.folder / "a.wav").complete == 1.F);
}

TEST_CASE("a song's details tell its file, what was heard, and where the analysis and a preview listen") {
    Session session;
    audio::writeAudio(session.music / "folk1.flac", test::tone(500, 60, 8000), 8000, 2,
                      {{"title", "Folk One"}, {"artist", "Someone"}});
    session.addAndWait(1);
    const auto known = session.describe(1, session.music / "folk1.flac");
    CHECK(known.problem.empty());
    CHECK(known.details.track.id != 0);
    CHECK(known.details.track.title == "Folk One");
    CHECK(known.details.track.features);
    CHECK(known.details.codec == "flac");
    CHECK(known.details.rateHz == 8000);
    CHECK(known.details.channels == 2);
    CHECK(known.details.bytes == fs::file_size(session.music / "folk1.flac"));
    REQUIRE(known.details.heardGenres.size() == 2);
    CHECK(known.details.heardGenres[0].first == "Folk");
    CHECK(known.details.heardGenres[0].second > known.details.heardGenres[1].second);
    REQUIRE(known.details.excerpts.size() == 1); // the preview is none of the planned places: only its own is known
    CHECK(known.details.excerpts[0].start == 12s);
    REQUIRE(known.details.preview);
    CHECK(known.details.preview->start == 12s);
    CHECK(known.details.preview->length == 30s);
}

TEST_CASE("details of a file outside every library are its tags; of one that is gone, why") {
    Session session;
    audio::writeAudio(session.folder / "else.flac", test::tone(500, 5, 8000), 8000, 1, {{"title", "Elsewhere"}});
    const auto outside = session.describe(1, session.folder / "else.flac");
    CHECK(outside.details.track.id == 0);
    CHECK(outside.details.track.title == "Elsewhere");
    CHECK(outside.details.codec == "flac");
    CHECK(outside.details.excerpts.size() == 1);
    CHECK(outside.details.heardGenres.empty());
    CHECK_FALSE(outside.details.preview);
    session.song("rock1", 100);
    session.addAndWait(1);
    fs::remove(session.music / "rock1.wav");
    const auto gone = session.describe(2, session.music / "rock1.wav");
    CHECK(segue::test::said(gone.problem).find("rock1.wav") != std::string::npos);
    CHECK(gone.details.track.title == "rock1"); // what the library knows is still told
    CHECK(gone.details.heardGenres.size() == 2);
    CHECK_FALSE(session.describe(3, session.folder / "never.mp3").problem.empty());
}
