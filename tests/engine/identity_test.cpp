// SPDX-License-Identifier: GPL-3.0-or-later
//
// What belongs to a recording follows it wherever its file goes. The files here are scripts for the scripted analyzer: the
// first line says which sound they hold, the rest stands for tags.

#include "engine/engine.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <sstream>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct IdentitySession {
    test::TemporaryFolder folder;
    fs::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, RecommendationsReady> answers;
    std::map<RequestId, std::vector<Track>> loaded;
    std::chrono::milliseconds position{0};
    Progress progress;
    std::size_t idles = 0;
    RequestId requests = 0;
    std::shared_ptr<test::Crank> crank = std::make_shared<test::Crank>();
    std::unique_ptr<Engine> engine;

    IdentitySession() {
        test::writeScriptedBundle(folder / "bundle");
        test::writeBytes(folder / "requests", "");
        fs::create_directories(music);
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .resumeAtStart = false,
                                                        .sink = test::makeManualSink(crank)},
                                          [this](Event event) { note(std::move(event)); });
    }
    ~IdentitySession() { engine.reset(); }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* all = std::get_if<LibrariesChanged>(&event))
            libraries = std::move(all->libraries);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        if (auto* gone = std::get_if<TracksRemoved>(&event))
            for (const auto id : gone->tracks)
                rows.erase(id);
        if (auto* ready = std::get_if<RecommendationsReady>(&event))
            answers[ready->request] = std::move(*ready);
        if (auto* all = std::get_if<TracksLoaded>(&event))
            loaded[all->request] = all->tracks.all();
        if (auto* playing = std::get_if<PlaybackChanged>(&event))
            position = playing->status.position;
        if (auto* now = std::get_if<Progress>(&event)) {
            progress = *now;
            idles += now->running ? 0 : 1;
        }
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }

    /// @param tags of some length or other
    void write(const std::string& name, const std::string& sound, const std::string& tags = "tags") {
        fs::create_directories((music / name).parent_path());
        test::writeBytes(music / (name + ".mp3"), "sound " + sound + "\n" + tags);
    }
    void add(const fs::path& root, std::size_t count) {
        engine->libraries().add(root);
        REQUIRE(wait([&] { return heardIn(root) == count && !progress.running; }));
        load();
    }
    void rescan() {
        const auto before = idles;
        engine->libraries().rescan(libraries.front().id);
        REQUIRE(wait([&] { return idles > before && !progress.running; }));
        load();
    }
    /// The rows as they are stored now: what is told of single ones may come a little later.
    void load() {
        for (const auto& library : std::vector(libraries)) {
            const auto request = ++requests;
            engine->libraries().loadTracks(request, library.id);
            REQUIRE(wait([&] { return loaded.contains(request); }));
            std::erase_if(rows, [&](const auto& entry) { return entry.second.library == library.id; });
            for (const auto& track : loaded[request])
                rows[track.id] = track;
        }
    }
    void removeAll() {
        for (const auto& library : std::vector(libraries))
            engine->libraries().remove(library.id);
        REQUIRE(wait([&] { return libraries.empty() && !progress.running; }));
        rows.clear();
    }
    std::size_t heardIn(const fs::path& root) const {
        return static_cast<std::size_t>(std::ranges::count_if(rows, [&](const auto& entry) {
            return entry.second.state != AnalysisState::waiting && entry.second.path.native().starts_with(root.native() + "/");
        }));
    }
    Track row(const std::string& name, const fs::path& root = {}) {
        const std::lock_guard lock(mutex);
        const fs::path path = (root.empty() ? music : root) / (name + ".mp3");
        for (const auto& [id, track] : rows)
            if (track.path == path)
                return track;
        FAIL("no song " << path);
        return {};
    }
    /// Rates it, and waits until that is seen.
    void rate(const std::string& name, int stars) {
        const auto id = row(name).id;
        engine->listening().rate(id, stars);
        REQUIRE(wait([&] { return rows.at(id).rating == stars; }));
    }
    std::vector<std::string> similarTo(const std::string& name) {
        const auto request = ++requests;
        engine->similar().recommend(request, {.track = row(name).id, .count = 50});
        REQUIRE(wait([&] { return answers.contains(request); }));
        std::vector<std::string> names;
        for (const auto& song : answers[request].songs)
            names.push_back(song.track.path.stem());
        std::ranges::sort(names);
        return names;
    }
    /// How often the analyzer was asked so.
    std::size_t asked(const std::string& kind) const {
        std::istringstream journal(test::readBytes(folder / "requests"));
        std::size_t count = 0;
        for (std::string word, name; journal >> word >> name;)
            count += word == kind ? 1 : 0;
        return count;
    }
    std::size_t heardAll() const { return asked("analysis") + asked("embedding"); }
};

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("a library that is removed and added again is recognised, song by song, and nothing is analysed again") {
    IdentitySession session;
    constexpr std::size_t kSongs = 30;
    for (std::size_t i = 0; i < kSongs; ++i)
        session.write("rock" + std::to_string(i), "s" + std::to_string(i), std::string(i + 1, 't'));
    session.add(session.music, kSongs);
    CHECK(session.heardAll() == kSongs);
    CHECK(session.asked("identity") == 0); // of a library that nobody knows nothing is asked twice
    session.rate("rock7", 4);
    const auto added = session.row("rock7").added;
    CHECK(added.time_since_epoch() > 0s);
    session.removeAll();
    session.add(session.music, kSongs);
    CHECK(session.heardAll() == kSongs);
    CHECK(session.asked("identity") == kSongs);
    CHECK(session.row("rock7").rating == 4);
    CHECK(session.row("rock7").added == added);
    CHECK(session.row("rock8").rating == 0);
    CHECK(session.similarTo("rock7").size() == kSongs - 1);
}

TEST_CASE("a moved or renamed song keeps what belongs to it") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 5);
    fs::create_directories(session.music / "Album");
    fs::rename(session.music / "rock1.mp3", session.music / "Album/01 rock1.mp3");
    session.rescan();
    CHECK(session.row("Album/01 rock1").rating == 5);
    CHECK(session.row("Album/01 rock1").state == AnalysisState::done);
    CHECK(session.similarTo("rock2") == Names{"01 rock1"});
    CHECK(session.heardAll() == 2);
    fs::rename(session.music / "Album/01 rock1.mp3", session.music / "folk1.mp3");
    session.rescan();
    CHECK(session.row("folk1").title == "folk1");
    CHECK(session.row("folk1").rating == 5);
    CHECK(session.row("folk1").heardGenre == "Rock");
    CHECK(session.asked("identity") == 1); // it has another name
    CHECK(session.heardAll() == 2);
}

TEST_CASE("another song with the size and time of one that is gone is heard, and has nothing of that one's") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 5);
    const auto time = fs::last_write_time(session.music / "rock1.mp3");
    fs::remove(session.music / "rock1.mp3");
    session.write("folk1", "six");
    fs::last_write_time(session.music / "folk1.mp3", time);
    session.rescan();
    CHECK(session.row("folk1").title == "folk1");
    CHECK(session.row("folk1").heardGenre == "Folk");
    CHECK(session.row("folk1").rating == 0);
    CHECK(session.heardAll() == 3);
}

TEST_CASE("a second copy in another library shows the same stars, and is not analysed") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 3);
    const fs::path second = session.folder / "second";
    fs::create_directories(second);
    fs::copy(session.music / "rock1.mp3", second / "copy.mp3");
    session.add(second, 1);
    CHECK(session.heardAll() == 2);
    CHECK(session.row("copy", second).rating == 3);
    session.rate("rock1", 2);
    CHECK(session.wait([&] {
        return std::ranges::all_of(
            session.rows, [](const auto& entry) { return entry.second.rating == (entry.second.path.stem() == "rock2" ? 0 : 2); });
    }));
    CHECK(session.similarTo("rock2").size() == 1); // the same recording twice is listed once
}

TEST_CASE("under another mount point nothing is analysed again and nothing is lost") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 1);
    const fs::path elsewhere = session.folder / "elsewhere";
    fs::rename(session.music, elsewhere);
    session.rescan();                           // offline now
    session.engine->libraries().add(elsewhere); // the same library, where it is now
    REQUIRE(session.wait([&] { return session.libraries.front().root == elsewhere && !session.progress.running; }));
    session.load();
    CHECK(session.libraries.size() == 1);
    CHECK(session.heardIn(elsewhere) == 2);
    CHECK(session.heardAll() == 2);
    CHECK(session.row("rock1", elsewhere).rating == 1);
}

TEST_CASE("a retagged song keeps its sound, its stars and its date, and is not analysed") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 5);
    const auto added = session.row("rock1").added;
    session.write("rock1", "one", "many more tags than before");
    session.rescan();
    CHECK(session.heardAll() == 2);
    CHECK(session.asked("identity") == 1);
    CHECK(session.row("rock1").state == AnalysisState::done);
    CHECK(session.row("rock1").rating == 5);
    CHECK(session.row("rock1").added == added);
    CHECK(session.similarTo("rock2") == Names{"rock1"});
    session.rescan();
    CHECK(session.asked("identity") == 1);
}

TEST_CASE("a song whose sound changed is another one; the old sound finds its stars when it comes back") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 5);
    session.write("rock1", "another");
    session.rescan();
    CHECK(session.heardAll() == 3);
    CHECK(session.row("rock1").rating == 0);
    CHECK(session.row("rock1").added.time_since_epoch() > 0s);
    CHECK(session.row("rock1").state == AnalysisState::done);
    session.rate("rock1", 2);
    session.write("rock1", "one", "and other tags than then");
    session.rescan();
    CHECK(session.heardAll() == 3);
    CHECK(session.row("rock1").rating == 5);
    session.write("rock9", "another", "in another file");
    session.rescan();
    CHECK(session.row("rock9").rating == 2);
    CHECK(session.similarTo("rock2") == Names{"rock1", "rock9"});
}

TEST_CASE("a song that changed into what cannot be heard says so and is not recommended; when mended all is there") {
    IdentitySession session;
    session.write("rock1", "one");
    session.write("rock2", "two", "other tags");
    session.add(session.music, 2);
    session.rate("rock1", 5);
    session.write("rock1", "unreadable");
    session.rescan();
    CHECK(session.row("rock1").state == AnalysisState::failed);
    CHECK(session.similarTo("rock2").empty());
    session.write("rock1", "one");
    session.rescan();
    CHECK(session.heardAll() == 2);
    CHECK(session.row("rock1").state == AnalysisState::done);
    CHECK(session.row("rock1").rating == 5);
    CHECK(session.similarTo("rock2") == Names{"rock1"});
}

TEST_CASE("two recordings whose identities collide stay two; a copy of either is that one") {
    IdentitySession session;
    session.write("rock1", "mix 1", "a");
    session.write("rock2", "mix 2", "bb");
    session.write("folk3", "other 3", "ccc");
    session.add(session.music, 3);
    session.rate("rock1", 5);
    session.rate("rock2", 1);
    CHECK(session.row("rock1").rating == 5);
    CHECK(session.similarTo("folk3") == Names{"rock1", "rock2"});
    CHECK(session.similarTo("rock1") == Names{"folk3", "rock2"});
    session.write("folk4", "mix 2", "retagged copy of the second");
    session.write("folk5", "mix 1", "bb"); // as long as the second's file, and the first's sound
    session.rescan();
    CHECK(session.row("folk4").rating == 1);
    CHECK(session.row("folk5").rating == 5);
    CHECK(session.similarTo("folk3").size() == 2);
    session.write("rock2", "mix 2", "retagged");
    session.rescan();
    CHECK(session.row("rock2").rating == 1);
}

TEST_CASE("a song that was heard counts as played, whichever of its files") {
    IdentitySession session;
    test::writeCountingSong(session.music / "rock1.wav", 2 * 44'100);
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.heardIn(session.music) == 1 && !session.progress.running; }));
    const Track song = session.rows.begin()->second;
    CHECK(song.plays == 0);
    CHECK(song.lastPlayed.time_since_epoch() == 0s);
    session.engine->queue().playContext({queueSong(song)}, 0, {});
    const auto isCounted = [&] {
        const std::lock_guard lock(session.mutex);
        return session.rows.at(song.id).plays == 1;
    };
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!isCounted() && std::chrono::steady_clock::now() < deadline) {
        const auto before = session.position;
        static_cast<void>(session.crank->pull(4410));
        std::unique_lock lock(session.mutex); // the player tells where it is ten times a second
        session.changed.wait_for(lock, 200ms, [&] { return session.position != before; });
    }
    REQUIRE(isCounted());
    CHECK(session.rows.at(song.id).lastPlayed.time_since_epoch() > 0s);
    CHECK(session.rows.at(song.id).added.time_since_epoch() > 0s);
}
