// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/book_store.h"
#include "engine/store/bring_store.h"
#include "engine/store/correction_store.h"
#include "engine/store/database/collation.h"
#include "engine/store/feedback_store.h"
#include "engine/store/genre_store.h"
#include "engine/store/library_store.h"
#include "engine/store/listen_store.h"
#include "engine/store/love_store.h"
#include "engine/store/map_store.h"
#include "engine/store/model_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/own_song_reader.h"
#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"
#include "engine/store/problem_store.h"
#include "engine/store/queue_store.h"
#include "engine/store/radio_store.h"
#include "engine/store/sheet_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace segue;
using namespace segue::store;
namespace fs = std::filesystem;

namespace {

/// A database as Segue left it with that schema.
void writeFixture(const fs::path& file, int version) {
    const fs::path fixture = fs::path(SEGUE_SOURCE_DIR) / "tests/store/fixtures" / ("schema-" + std::to_string(version) + ".sql");
    INFO("every schema that lands gets a fixture, written by hand as that version wrote it: " << fixture);
    REQUIRE(fs::exists(fixture));
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(test::readBytes(fixture));
}

/// Every table and its columns, index and trigger, by name: what the schema is, however it came to be.
std::map<std::string, std::string> shapeOf(SQLite::Database& database) {
    std::map<std::string, std::string> shape;
    SQLite::Statement names(database, "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
    while (names.executeStep()) {
        std::string columns;
        const auto name = names.getColumn(1).getString();
        SQLite::Statement info(database, "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_xinfo(?) UNION ALL "
                                         "SELECT name, '', seqno, '', '' FROM pragma_index_info(?)");
        info.bind(1, name);
        info.bind(2, name);
        while (info.executeStep())
            for (int i = 0; i < info.getColumnCount(); ++i)
                columns += info.getColumn(i).getString() + (i == 4 ? "; " : " ");
        shape[names.getColumn(0).getString() + " " + name] = columns;
    }
    return shape;
}

void checkSongs(Database& database) {
    const TrackStore tracks(database, "study-cnn/1");
    const auto one = tracks.find(1);
    REQUIRE(one);
    CHECK(one->path == "/music/a/one.mp3");
    CHECK(one->title == "One");
    CHECK(one->state == AnalysisState::done);
    CHECK(one->heardGenre == "Rock");
    CHECK(tracks.find(5)->state == AnalysisState::done); // the same recording elsewhere
    CHECK(tracks.find(2)->problem == "It holds no sound.");
    CHECK(tracks.find(3)->state == AnalysisState::waiting);
    CHECK(tracks.find(4)->path == "/media/ca\xE9/M\xFCller.ogg");
    AnalysisStore analyses(database, "study-cnn/1");
    CHECK(analyses.find(1)->embedding == std::vector{0.6F, 0.8F});
    CHECK(analyses.find(1)->probabilities == std::vector{0.25F, 0.75F});
}

void checkLibraries(Database& database) {
    const auto libraries = LibraryStore(database).all();
    REQUIRE(libraries.size() == 2);
    CHECK_FALSE(libraries[0].offline);
    CHECK(libraries[1].offline);
    CHECK(libraries[1].root == "/media/ca\xE9");
    CHECK(libraries[0].trackCount + libraries[0].missingCount == 3);
}

void checkSince2(Database& database) {
    CHECK(TrackStore(database, "study-cnn/1").find(1)->features->tempoBpm == 123.5F);
    const auto outline = OutlineStore(database, 1).find("mp3-180000-one");
    REQUIRE(outline);
    CHECK(outline->duration == std::chrono::milliseconds(180'001));
    CHECK(outline->waveform.peak.size() == Waveform::kColumns);
}

void checkSince3(Database& database) {
    CHECK(ModelStore(database).choice().chosen == "segue-net/1");
    CHECK(ModelStore(database).choice().inUse == "study-cnn/1");
    CHECK(ModelStore(database).find("segue-net/1")->card == "# Card");
    CHECK(TrackStore(database, "segue-net/1").find(1)->heardGenre == "Pop");
}

void checkSince4(Database& database) {
    const auto one = TrackStore(database, "study-cnn/1").find(1);
    CHECK(one->plays == 12);
    CHECK(one->rating == 5);
    CHECK(one->added == std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}});
    CHECK(TrackStore(database, "study-cnn/1").find(3)->isMissing);
    CHECK(LibraryStore(database).findCounted(1)->missingCount == 1);
}

void checkSince5(Database& database) {
    constexpr AnalysisVersions kVersions{.analyzer = 1, .features = 1};
    CHECK(AnalysisStore(database, "segue-net/1").waiting(kVersions) ==
          std::vector<TrackId>{1, 2}); // the first to be heard again, the second at all
    CHECK(AnalysisStore(database, "study-cnn/1").isComplete(1, 1));
    const auto one = TrackStore(database, "study-cnn/1").find(1);
    CHECK(one->hasCover);
    CHECK(one->artists == "Artist\nGuest");
    CHECK_FALSE(TrackStore(database, "study-cnn/1").find(3)->hasCover);
    const auto known = TrackStore(database, {}).knownFilesIn(1, "a", false);
    const auto first = std::ranges::find(known, TrackId{1}, &KnownFile::id);
    REQUIRE(first != known.end());
    CHECK(first->stamp.changedNs == 1'700'000'000'000'000'011);
    CHECK(first->tagsVersion == 3);
    CHECK(LibraryStore(database).add("Another", "/another") == 10); // numbers of what was removed before do not come back
}

void checkPlayQueue(Database& database) {
    const auto queue = QueueStore(database).load();
    REQUIRE(queue);
    const auto& state = queue->state;
    CHECK(state.lists.context == QueueContext{.kind = QueueContext::Kind::library, .name = "Local Music #1", .id = 1});
    CHECK(state.lists.started->size() == 3);
    CHECK(state.isCurrentStarted());
    CHECK(state.lists.isShuffled);
    CHECK(state.repeat == RepeatMode::all);
    CHECK(state.history->size() == 2);
    CHECK(state.songOf(state.lists.added->front()).file == "/mnt/caf\xE9.ogg");
    CHECK(queue->position == std::chrono::milliseconds(61'250));
}

void checkSince6(Database& database) {
    const auto why = ProblemStore(database, "study-cnn/1", 1).whyTagsNotRead(4, 1);
    REQUIRE(why);
    CHECK(*why == Message(MessageId::fileCrashesReader, {"signal 11"}));
}

void checkSince9(Database& database) {
    CHECK(SheetStore(database).folders(1) == SheetFolders{{"a", "1234567890"}});
    CHECK(ListenStore(database).oldest(10).at(0).title == "One");
    CHECK(BookStore(database).find(2)->place == std::chrono::milliseconds(61'250));
}

void checkSince10(Database& database) {
    const auto said = FeedbackStore(database).all({});
    REQUIRE(said.size() == 1);
    CHECK(said[0].kind == FeedbackKind::lessLike);
    CHECK(said[0].title == "Two");
}

void checkMap(Database& database) {
    const MapStore map(database, "study-cnn/1");
    CHECK(map.laidOut() == 1);
    REQUIRE(map.placed().size() == 1);
    CHECK(map.placed()[0].track == 1);
    CHECK(map.placed()[0].y == -0.25F);
    CHECK_FALSE(MapStore(database, "segue-net/1").laidOut());
}

void checkSince12(Database& database) {
    const auto one = TrackStore(database, "study-cnn/1").find(1);
    CHECK(one->heardAs == "Post-Rock");
    CHECK(one->heardAsConfidence == 0.75F);
    CHECK(one->acceptedGenre == "Post-Rock");
    CHECK(GenreStore(database, "study-cnn/1").pairs() == std::vector<GenrePair>{{"folk", "postrock"}});
}

void checkSince13(Database& database) {
    const auto known = LoveStore(database).oldest();
    REQUIRE(known);
    CHECK(known->title == "One");
    CHECK(known->recording == "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae");
    CHECK_FALSE(known->isLoved);
    CHECK(LoveStore(database).unread().at(0).song.filename() == "broken.mp3");
}

/// What an older Segue read of a whole song serves on, and the song waits for its fingerprint.
void checkFingerprint(Database& database, bool isThere) {
    const OutlineStore outlines(database, 1);
    CHECK(outlines.fingerprint(1).size() == (isThere ? 8 : 0));
    CHECK(outlines.isComplete("mp3-180000-one") == isThere);
    CHECK(outlines.find("mp3-180000-one"));
    CHECK(std::ranges::count(outlines.waiting(), "mp3-180000-one", &OutlineWaiting::identity) == (isThere ? 0 : 1));
}

void checkRadio(Database& database) {
    const auto radio = RadioStore(database).load();
    REQUIRE(radio);
    CHECK(radio->state.seeds == RadioSeeds{.songs = {2, 1}, .of = SeedsOf::songs, .name = "Two songs"});
    CHECK(radio->state.session == std::vector<TrackId>{1, 2});
    REQUIRE(radio->notes.contains(4));
    CHECK(radio->notes.at(4).relaxed == RadioRelaxed::steps);
    REQUIRE(radio->notes.at(4).reasons.size() == 2);
    CHECK(radio->notes.at(4).reasons[1].text == "Rock");
}

void checkPlaylists(Database& database) {
    const auto playlists = PlaylistStore(database).all();
    REQUIRE(playlists.size() == 4);
    CHECK(playlists[1].name == "Summer");
    CHECK(playlists[1].folder == playlists[0].id);
    CHECK(playlists[1].songs == 3);
    CHECK(playlists[2].rules.soundsLike == 1);
    CHECK(playlists[2].rules.order == PlaylistOrder::rating);
    CHECK(playlists[3].kind == PlaylistKind::file);
    std::vector<KeptSongId> songs;
    for (const auto& entry : PlaylistStore(database).entries(2))
        songs.push_back(entry.song);
    const auto found = PlaylistSongStore(database).find(songs);
    REQUIRE(found.size() == 3);
    CHECK(found[0].found == 1);
    CHECK(found[1].title == "Gone");
    CHECK(found[2].path == "http://radio.example/live");
}

void checkSince16(Database& database) {
    const auto last = BringStore(database).last();
    CHECK(last.source == BringSource::strawberry);
    CHECK(last.file == "/home/me/strawberry.db");
    CHECK(last.songs == 1);
    CHECK(last.playlists == 1);
    CHECK(BringStore(database).hasPlaylist(BringSource::strawberry, {.name = "Quiet", .songs = {1}}));
    CHECK(TrackStore(database, {}).find(3)->genre == "Ambient");
    CHECK(TrackStore(database, {}).find(3)->corrected == bitOf(TagField::genre));
    CHECK(CorrectionStore(database).corrected() == std::vector<TrackId>{3});
}

void checkRelease(Database& database) {
    const auto one = TrackStore(database, "study-cnn/1").find(1);
    CHECK(one->releaseId == "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae");
    CHECK(one->originalYear == 1969);
    CHECK(one->bitRateKbps == 192);
    CHECK(one->format == "MP3");
}

void checkIsrc(Database& database) {
    const auto songs = readOwnSongs(database);
    REQUIRE_FALSE(songs.empty());
    CHECK(songs[0].isrc == "GBAYE0601498");
    CHECK(songs[0].recording == "mp3-180000-one");
}

/// Whatever language it came from, its songs have this one's keys.
void checkOrder(Database& database) {
    CHECK(TrackStore(database, {}).find(1)->albumOrder != std::string("\x2A\0", 2));
    CHECK(database.connection().execAndGet("SELECT count(*) FROM track WHERE album_order = x''").getInt() == 0);
    CHECK(database.connection().execAndGet("SELECT name FROM collation").getString() == Collation().name());
}

} // namespace

TEST_CASE("a database of every schema that ever landed is brought up to date and keeps all that is in it") {
    const test::TemporaryFolder folder;
    auto fresh = shapeOf(Database(folder / "fresh.db", Access::write).connection());
    for (int version = 1; version <= Database::kSchemaVersion; ++version) {
        INFO("schema " << version);
        const auto file = folder / ("segue" + std::to_string(version) + ".db");
        writeFixture(file, version);
        Database database(file, Access::write);
        auto& connection = database.connection();
        CHECK(connection.execAndGet("PRAGMA user_version").getInt() == Database::kSchemaVersion);
        CHECK(connection.execAndGet("PRAGMA integrity_check").getString() == "ok");
        CHECK_FALSE(SQLite::Statement(connection, "PRAGMA foreign_key_check").executeStep());
        CHECK(shapeOf(connection) == fresh);
        checkLibraries(database);
        checkSongs(database);
        if (version >= 2)
            checkSince2(database);
        if (version >= 3)
            checkSince3(database);
        if (version >= 4)
            checkSince4(database);
        if (version >= 5)
            checkSince5(database);
        if (version >= 6)
            checkSince6(database);
        if (version >= 7)
            checkPlayQueue(database);
        if (version >= 9)
            checkSince9(database);
        if (version >= 10)
            checkSince10(database);
        if (version >= 11)
            checkMap(database);
        if (version >= 12)
            checkSince12(database);
        if (version >= 13)
            checkSince13(database);
        if (version >= 2)
            checkFingerprint(database, version >= 14);
        if (version >= 15)
            checkRadio(database);
        if (version >= 16) {
            checkPlaylists(database);
            checkSince16(database);
            checkRelease(database);
        }
        if (version >= 17)
            checkIsrc(database);
        checkOrder(database);
        CHECK(fs::exists(file.string() + ".before-v" + std::to_string(Database::kSchemaVersion)) ==
              (version < Database::kSchemaVersion));
    }
}

TEST_CASE("a database that was brought up to date is opened again without another change") {
    const test::TemporaryFolder folder;
    writeFixture(folder / "segue.db", 1);
    { const Database once(folder / "segue.db", Access::write); }
    const auto bytes = test::readBytes(folder / "segue.db");
    fs::remove(folder / ("segue.db.before-v" + std::to_string(Database::kSchemaVersion)));
    { const Database again(folder / "segue.db", Access::write); }
    CHECK(test::readBytes(folder / "segue.db") == bytes);
    CHECK_FALSE(fs::exists(folder / ("segue.db.before-v" + std::to_string(Database::kSchemaVersion))));
}
