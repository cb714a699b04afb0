// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: a file that whoever reads its tags, its cover or its format dies of costs that file, and is left alone then.
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/fuzz/tagged_seeds.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <map>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::string littleEndian(std::size_t size) {
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += static_cast<char>(size >> (8 * i) & 0xFFU);
    return text;
}

/// A picture among the tags of a WAV file.
void addPicture(const fs::path& wav) {
    using namespace std::string_literals;
    std::string tag = fuzz::id3Tag(3, {fuzz::id3Frame(3, "APIC", "\0image/bmp\0\3\0"s + test::bmp(8, 8, {1, 2, 3}))});
    tag.resize((tag.size() + 1) / 2 * 2);
    auto bytes = test::readBytes(wav) + "id3 " + littleEndian(tag.size()) + tag;
    bytes.replace(4, 4, littleEndian(bytes.size() - 8));
    test::writeBytes(wav, bytes);
}

/// An engine whose reader dies of files as their names say; those that it dies of for their cover have one of their own.
struct HarmfulFilesSession {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, Track> rows; ///< by title
    std::vector<Problem> problems;
    std::size_t problemCount = 0, problemLists = 0;
    Progress progress;
    RequestId request = 0;
    std::map<RequestId, CoverLoaded> covers;
    std::map<RequestId, SongDetailsLoaded> details;
    std::map<std::string, DescribedFile> outside; ///< by name
    std::unique_ptr<Engine> engine;

    explicit HarmfulFilesSession(const std::vector<std::string>& names) {
        test::writeScriptedBundle(folder / "bundle");
        fs::create_directories(music);
        test::writeBytes(music / "cover.bmp", test::bmp(8, 8, {1, 2, 3}));
        test::writeBytes(folder / "readings", "");
        for (const auto& name : names)
            audio::writeAudio(path(name), test::tone(440, 0.2, 8000), 8000, 1);
        for (const auto& name : names)
            if (name.starts_with("diescover"))
                addPicture(path(name));
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .reader = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .resumeAtStart = false},
                                          [this](Event event) { note(std::move(event)); });
        engine->libraries().add(music);
        REQUIRE(wait([&] { return rows.size() == names.size() && answered() == names.size() && !progress.running; }));
    }
    ~HarmfulFilesSession() { engine.reset(); }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.title] = std::move(track);
        if (const auto* now = std::get_if<ProblemsChanged>(&event))
            problemCount = now->count;
        if (auto* all = std::get_if<ProblemsLoaded>(&event)) {
            problems = std::move(all->problems);
            ++problemLists;
        }
        if (const auto* now = std::get_if<Progress>(&event))
            progress = *now;
        if (auto* cover = std::get_if<CoverLoaded>(&event))
            covers[cover->request] = std::move(*cover);
        if (auto* described = std::get_if<SongDetailsLoaded>(&event))
            details[described->request] = std::move(*described);
        if (auto* some = std::get_if<FilesDescribed>(&event))
            for (auto& file : some->files)
                outside[file.track.path.filename()] = std::move(file);
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }
    std::size_t answered() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(rows, [](const auto& row) { return row.second.state != AnalysisState::waiting; }));
    }
    template <typename Answer>
    Answer answer(std::map<RequestId, Answer>& answers) {
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        return answers[request];
    }

    fs::path path(const std::string& name) const { return music / (name + ".wav"); }
    CoverLoaded cover(const std::string& name) {
        engine->songs().loadCover(++request, path(name));
        return answer(covers);
    }
    SongDetailsLoaded describe(const std::string& name) {
        engine->songs().loadDetails(++request, path(name));
        return answer(details);
    }
    std::vector<Problem> listProblems() {
        const auto before = problemLists;
        engine->problems().list(++request);
        REQUIRE(wait([&] { return problemLists > before; }));
        const std::lock_guard lock(mutex);
        return problems;
    }
    std::size_t readings() const { return test::readBytes(folder / "readings").size(); }
};

} // namespace

TEST_CASE("a file that the reader dies of in a scan is told as a problem, analysed all the same, and not opened for its details or "
          "its cover") {
    HarmfulFilesSession session({"diesread1", "rock1"});
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    CHECK(session.listProblems().at(0).reason.id() == MessageId::fileCrashesReader);
    CHECK(session.rows.at("diesread1").state == AnalysisState::done);
    const auto before = session.readings();
    CHECK(session.describe("diesread1").problem.id() == MessageId::fileCrashesReader);
    CHECK(session.cover("diesread1").image.isEmpty());
    CHECK(session.readings() == before);
    CHECK(session.describe("rock1").problem.empty());
    CHECK(session.describe("rock1").details.codec == "pcm_s16le");
    CHECK_FALSE(session.cover("rock1").image.isEmpty());
}

TEST_CASE("a file that the reader dies of for its cover has none, is told as a problem and is left alone then") {
    HarmfulFilesSession session({"diescover1", "rock1"});
    CHECK(session.problemCount == 0);
    CHECK(session.cover("diescover1").image.isEmpty());
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    const auto before = session.readings();
    CHECK(session.cover("diescover1").image.isEmpty());
    CHECK(session.readings() == before);
    CHECK_FALSE(session.cover("rock1").image.isEmpty());
}

TEST_CASE("files in no library are described by their tags, and what is no music, or does harm, says why") {
    HarmfulFilesSession session({"rock1"});
    const auto elsewhere = session.folder / "elsewhere";
    fs::create_directories(elsewhere);
    audio::writeAudio(elsewhere / "a.flac", test::tone(440, 0.5, 8000), 8000, 1, {{"title", "One"}, {"artist", "Somebody"}});
    test::writeBytes(elsewhere / "notes.txt", "a shopping list");
    audio::writeAudio(elsewhere / "diesread1.wav", test::tone(440, 0.2, 8000), 8000, 1);
    session.engine->songs().describeFiles(
        77, {elsewhere / "a.flac", elsewhere / "notes.txt", elsewhere / "diesread1.wav", elsewhere / "gone.mp3"});
    REQUIRE(session.wait([&] { return session.outside.size() == 4; }));
    CHECK(session.outside.at("a.flac").track.title == "One");
    CHECK(session.outside.at("a.flac").track.artist == "Somebody");
    CHECK(session.outside.at("a.flac").problem.empty());
    CHECK(session.outside.at("notes.txt").problem.id() == MessageId::songNoMusicWhy);
    CHECK(session.outside.at("diesread1.wav").problem.id() == MessageId::fileCrashesReader);
    CHECK_FALSE(session.outside.at("gone.mp3").problem.empty());
    CHECK(session.outside.at("gone.mp3").track.title == "gone.mp3");
}

TEST_CASE("an image beside the songs that the reader dies of costs them their cover, until it changes, and no song") {
    HarmfulFilesSession session({"diesbeside1", "rock1"});
    CHECK(session.cover("diesbeside1").problem.id() == MessageId::fileCrashesReader);
    const auto before = session.readings();
    CHECK(session.cover("rock1").problem.id() == MessageId::fileCrashesReader); // the folder's image is to blame
    CHECK(session.readings() == before);
    CHECK(session.problemCount == 0);
    CHECK(session.describe("diesbeside1").problem.empty());
    test::writeBytes(session.music / "cover.bmp", test::bmp(16, 8, {1, 2, 3}));
    const auto cover = session.cover("rock1");
    CHECK(cover.image.width == 16);
    CHECK(cover.image.height == 8);
    CHECK(cover.image.pixels.size() == 16U * 8 * CoverImage::kBytesAPixel);
}

TEST_CASE("a file that did harm is read again at once when the listener asks for it") {
    HarmfulFilesSession session({"diesread1", "rock1"});
    REQUIRE(session.wait([&] { return session.problemCount == 1; }));
    test::writeBytes(session.path("diesread1").native() + ".well", "");
    session.engine->problems().tryAgain({session.rows.at("diesread1").id});
    REQUIRE(session.wait([&] { return session.problemCount == 0; }));
    REQUIRE(session.wait([&] { return !session.progress.running; }));
    CHECK(session.listProblems().empty());
    CHECK_FALSE(session.cover("diesread1").image.isEmpty());
}
