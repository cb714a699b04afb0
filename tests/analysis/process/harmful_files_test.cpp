// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/library_store.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

using namespace segue;
namespace fs = std::filesystem;

namespace {

/// A library whose files are read by a process that dies of some.
struct Fixture {
    test::TemporaryFolder folder;
    fs::path root = folder / "music";
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    analysis::ProcessReader files{{.program = SCRIPTED_ANALYZER}};

    Fixture() {
        fs::create_directories(root);
        test::writeBytes(folder / "readings", "");
        writer.run([&](store::Database& database) { store::LibraryStore(database).add("Music", root); }).get();
    }

    void song(const std::string& name, const std::string& title) const {
        audio::writeAudio(root / (name + ".wav"), test::tone(440.0, 0.1, 8000), 8000, 1, {{"title", title}});
    }
    library::ScanResult scan() {
        const auto ignore = [](std::span<const TrackId>) {};
        return library::scanLibrary(
            *store::LibraryStore(reader).findCounted(1), reader, writer, files, {},
            {.progress = [](library::ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore});
    }
    Track row(const std::string& name) {
        const auto found = store::TrackStore(reader, "m/1").findByPath(root / (name + ".wav"));
        REQUIRE(found);
        return *found;
    }
    std::vector<Problem> problems() { return store::ProblemStore(reader, "m/1", 1).all(); }
    /// How often each was read since this was asked last.
    std::size_t readings(const std::string& name) const {
        std::ifstream file(folder / "readings");
        std::size_t count = 0;
        for (std::string line; std::getline(file, line);)
            count += line == name ? 1 : 0;
        return count;
    }
    void forgetReadings() const { test::writeBytes(folder / "readings", ""); }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a scan reads all but the file that its reader dies of, which has its name for a title and a problem") {
    song("a", "First");
    song("diesread", "Deadly");
    song("z", "Last");
    const auto result = scan();
    CHECK(result.read == 3);
    CHECK(result.harmful == 1);
    CHECK(row("a").title == "First");
    CHECK(row("z").title == "Last");
    CHECK(row("diesread").title == "diesread");
    REQUIRE(problems().size() == 1);
    CHECK(problems()[0].kind == Problem::Kind::tags);
    CHECK(problems()[0].path == root / "diesread.wav");
    CHECK(problems()[0].reason.id() == MessageId::fileCrashesReader);
    CHECK(problems()[0].since.time_since_epoch().count() > 0);
    CHECK(readings("diesread") == 2); // and once more alone
}

TEST_CASE_METHOD(Fixture, "a file that did harm is not read again, and is when it is another") {
    song("diesread", "Deadly");
    song("a", "First");
    static_cast<void>(scan());
    forgetReadings();
    CHECK(scan().read == 0);
    CHECK(readings("diesread") == 0);
    song("diesread", "Quite another title");
    test::writeBytes(root / "diesread.wav.well", "");
    const auto result = scan();
    CHECK(result.read == 1);
    CHECK(result.harmful == 0);
    CHECK(row("diesread").title == "Quite another title");
    CHECK(problems().empty());
}

TEST_CASE_METHOD(Fixture, "a file that did harm is read again when the listener asks for it, and found well or harmful") {
    song("diesread", "Deadly");
    static_cast<void>(scan());
    const bool isWell = GENERATE(false, true);
    if (isWell)
        test::writeBytes(root / "diesread.wav.well", "");
    const auto since = problems().at(0).since;
    const auto id = row("diesread").id;
    writer.run([&](store::Database& database) { store::ProblemStore(database, "m/1", 1).tryAgain({&id, 1}); }).get();
    CHECK(problems().empty());
    CHECK(store::ProblemStore(reader, "m/1", 1).librariesWithTagsToRead() == std::vector<LibraryId>{1});
    static_cast<void>(scan());
    CHECK(problems().size() == (isWell ? 0U : 1U));
    CHECK(row("diesread").title == (isWell ? "Deadly" : "diesread"));
    if (!isWell)
        CHECK(problems()[0].since == since);
    CHECK(store::ProblemStore(reader, "m/1", 1).librariesWithTagsToRead().empty());
}

TEST_CASE_METHOD(Fixture, "a song whose file is only touched keeps its tags when its reader dies of it") {
    song("diesread", "Known before");
    test::writeBytes(root / "diesread.wav.well", "");
    static_cast<void>(scan());
    REQUIRE(row("diesread").title == "Known before");
    fs::remove(root / "diesread.wav.well");
    fs::permissions(root / "diesread.wav", fs::perms::owner_exec, fs::perm_options::add); // another ctime
    static_cast<void>(scan());
    CHECK(row("diesread").title == "Known before");
    CHECK(problems().size() == 1);
    CHECK(store::ProblemStore(reader, "m/1", 1).whyTagsNotRead(row("diesread").id, audio::kTagsVersion));
    CHECK_FALSE(store::ProblemStore(reader, "m/1", 1).whyTagsNotRead(row("diesread").id, audio::kTagsVersion + 1));
    forgetReadings();
    static_cast<void>(scan());
    CHECK(readings("diesread") == 0);
}
