// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/words/section.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/tpropertymap.h>
#include <taglib/uniquefileidentifierframe.h>
#include <taglib/unsynchronizedlyricsframe.h>

using namespace segue;
using namespace segue::test;
namespace fs = std::filesystem;
using std::chrono::milliseconds;

namespace {

void write(const fs::path& path, const audio::WriteTags& tags = {}) {
    const int rateHz = path.extension() == ".opus" ? 48'000 : 44'100;
    audio::writeAudio(path, tone(440.0, 1.0, rateHz), rateHz, 1, tags);
}

audio::Extras extrasOf(const fs::path& path) {
    audio::DirectReader reader;
    auto reading = reader.readExtras(path);
    REQUIRE(std::holds_alternative<audio::Extras>(reading));
    return std::get<audio::Extras>(std::move(reading));
}

void addUslt(const fs::path& path, const char* words) {
    TagLib::MPEG::File file(path.c_str());
    auto* frame = new TagLib::ID3v2::UnsynchronizedLyricsFrame(TagLib::String::UTF8);
    frame->setText(TagLib::String(words, TagLib::String::UTF8));
    file.ID3v2Tag(true)->addFrame(frame);
    file.save();
}

void addSylt(const fs::path& path, const TagLib::ID3v2::SynchronizedLyricsFrame::SynchedTextList& words) {
    TagLib::MPEG::File file(path.c_str());
    auto* frame = new TagLib::ID3v2::SynchronizedLyricsFrame(TagLib::String::UTF8);
    frame->setTimestampFormat(TagLib::ID3v2::SynchronizedLyricsFrame::AbsoluteMilliseconds);
    frame->setSynchedText(words);
    file.ID3v2Tag(true)->addFrame(frame);
    file.save();
}

void addUfid(const fs::path& path, const char* owner, const std::string& id) {
    TagLib::MPEG::File file(path.c_str());
    file.ID3v2Tag(true)->addFrame(
        new TagLib::ID3v2::UniqueFileIdentifierFrame(owner, TagLib::ByteVector(id.data(), static_cast<unsigned>(id.size()))));
    file.save();
}

void addToMp4(const fs::path& path, const char* name, const std::string& value) {
    TagLib::MP4::File file(path.c_str());
    auto properties = file.properties();
    properties.replace(name, TagLib::StringList(value));
    file.setProperties(properties);
    REQUIRE(file.save());
}

} // namespace

TEST_CASE("lyrics are found in the tags of every kind of file") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.ogg", "a.opus"}) {
        INFO(name);
        write(folder / name, {{"LYRICS", "One\nTwo"}});
        CHECK(extrasOf(folder / name).lyrics == "One\nTwo");
    }
    write(folder / "a.m4a", {{"lyrics", "Ünsere\nWorte"}});
    CHECK(extrasOf(folder / "a.m4a").lyrics == "Ünsere\nWorte");
    write(folder / "a.mp3");
    CHECK(extrasOf(folder / "a.mp3").lyrics.empty());
    addUslt(folder / "a.mp3", "[00:01.00]LRC in USLT");
    CHECK(extrasOf(folder / "a.mp3").lyrics == "[00:01.00]LRC in USLT");
}

TEST_CASE("lyrics with times count for more than those without, beyond 65 seconds too") {
    const TemporaryFolder folder;
    write(folder / "a.mp3");
    addUslt(folder / "a.mp3", "plain");
    TagLib::ID3v2::SynchronizedLyricsFrame::SynchedTextList words;
    words.append({1'000, "First "});
    words.append({1'500, "words"});
    words.append({70'250, "\nlater"});
    addSylt(folder / "a.mp3", words);
    CHECK(extrasOf(folder / "a.mp3").lyrics == "[00:01.000]First words\n[01:10.250]later");
    write(folder / "b.mp3");
    TagLib::ID3v2::SynchronizedLyricsFrame::SynchedTextList lines;
    lines.append({1'000, "a line"});
    lines.append({2'000, "another"});
    addSylt(folder / "b.mp3", lines);
    CHECK(extrasOf(folder / "b.mp3").lyrics == "[00:01.000]a line\n[00:02.000]another");
}

TEST_CASE("an LRC file beside the song counts for more than its tags, in whatever it is written") {
    const TemporaryFolder folder;
    write(folder / "a.flac", {{"LYRICS", "tags"}});
    writeBytes(folder / "a.lrc", "[00:01.00]M\xFCller");
    CHECK(extrasOf(folder / "a.flac").lyrics == "[00:01.00]Müller");
    writeBytes(folder / "a.lrc", std::string(2U << 20U, 'x'));
    CHECK(extrasOf(folder / "a.flac").lyrics == "tags");
    fs::remove(folder / "a.lrc");
    writeBytes(folder / "a.flac.LRC", "beside");
    CHECK(extrasOf(folder / "a.flac").lyrics == "beside");
    CHECK(extrasOf(sectionPath(folder / "a.flac", {0, 30})).lyrics.empty());
}

TEST_CASE("which recording a song is, is found in the tags of every kind of file, and what is no such id is none") {
    const TemporaryFolder folder;
    const std::string id = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae";
    for (const char* name : {"a.flac", "a.ogg", "a.opus"}) {
        INFO(name);
        write(folder / name, {{"MUSICBRAINZ_TRACKID", id}});
        CHECK(extrasOf(folder / name).recordingId == id);
    }
    write(folder / "a.m4a");
    CHECK(extrasOf(folder / "a.m4a").recordingId.empty());
    addToMp4(folder / "a.m4a", "MUSICBRAINZ_TRACKID", id);
    CHECK(extrasOf(folder / "a.m4a").recordingId == id);
    write(folder / "a.mp3", {{"MusicBrainz Release Track Id", id}});
    CHECK(extrasOf(folder / "a.mp3").recordingId.empty());
    addUfid(folder / "a.mp3", "http://example.org", id);
    CHECK(extrasOf(folder / "a.mp3").recordingId.empty());
    addUfid(folder / "a.mp3", "http://musicbrainz.org", "8F3471B5-7E6A-48DA-86A9-C1C07A0F47AE");
    CHECK(extrasOf(folder / "a.mp3").recordingId == id);
    for (const char* bad : {"", "8f3471b5", "8f3471b5-7e6a-48da-86a9-c1c07a0f47ag", "8f3471b57e6a-48da-86a9-c1c07a0f47ae-"}) {
        INFO(bad);
        write(folder / "bad.flac", {{"MUSICBRAINZ_TRACKID", bad}});
        CHECK(extrasOf(folder / "bad.flac").recordingId.empty());
    }
    CHECK(extrasOf(sectionPath(folder / "a.flac", {0, 30})).recordingId.empty());
}

TEST_CASE("chapters of Ogg are found in their tags, in the order of time") {
    const TemporaryFolder folder;
    write(folder / "a.opus",
          {{"CHAPTER001", "00:00:00.000"}, {"CHAPTER001NAME", "One"}, {"CHAPTER002", "00:00:00.500"}, {"CHAPTER002NAME", "Two"}});
    CHECK(extrasOf(folder / "a.opus").chapters == std::vector<Chapter>{{milliseconds(0), "One"}, {milliseconds(500), "Two"}});
    write(folder / "b.opus", {{"CHAPTER001", "00:00:00.000"}, {"CHAPTER001NAME", "All"}});
    CHECK(extrasOf(folder / "b.opus").chapters.empty());
}

TEST_CASE("a file that is no music has no extras, and one that is not there is refused") {
    const TemporaryFolder folder;
    writeBytes(folder / "junk.mp3", junk(10'000));
    CHECK(extrasOf(folder / "junk.mp3").chapters.empty());
    writeBytes(folder / "empty.m4b", "");
    CHECK(extrasOf(folder / "empty.m4b").lyrics.empty());
    audio::DirectReader reader;
    const auto gone = reader.readExtras(folder / "gone.mp3");
    REQUIRE(std::holds_alternative<audio::NotRead>(gone));
    CHECK(std::get<audio::NotRead>(gone).why == audio::NotRead::Why::refused);
}

TEST_CASE("the chapters of a book from the field") {
    const auto shared = sharedFolder();
    if (!shared) {
        WARN("skipped: there is no shared folder");
        return;
    }
    const auto chapters = extrasOf(*shared / "cases/chapters/book-as.m4a").chapters;
    CHECK(chapters.size() >= 2);
}
