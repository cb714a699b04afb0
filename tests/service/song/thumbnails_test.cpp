// SPDX-License-Identifier: GPL-3.0-or-later
//
// The promise: a small cover is made once, is the right one, and a second start reads no music file for it.
#include "engine/audio/audio_writer.h"
#include "engine/audio/direct_reader.h"
#include "engine/service/song/thumbnail_jobs.h"
#include "engine/store/library_store.h"
#include "tests/fuzz/tagged_seeds.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

constexpr test::Colour kRed{200, 10, 10}, kGreen{10, 200, 10}, kBlue{10, 10, 200};

/// Counts what is read, and dies of folders' images where it is told to.
class CountingReader final : public audio::FileReader {
public:
    std::atomic<int> reads = 0;
    std::atomic<bool> diesBeside = false;

    using FileReader::readTags;
    void readTags(std::span<const fs::path> songs, const audio::TagOptions& options, const std::stop_token& stop,
                  const Told& told) override {
        m_files.readTags(songs, options, stop, told);
    }
    [[nodiscard]] audio::Reading<std::optional<CoverImage>> readCover(const fs::path& song, const std::stop_token& stop) override {
        return m_files.readCover(song, stop);
    }
    [[nodiscard]] audio::Reading<std::optional<audio::CoverThumbnails>> readThumbnails(const audio::ThumbnailRequest& request,
                                                                                       const std::stop_token& stop) override {
        ++reads;
        if (diesBeside && request.from != audio::CoverSource::own)
            return audio::NotRead{.why = audio::NotRead::Why::crashed, .reason = {MessageId::fileCrashesReader, {"signal 11"}}};
        return m_files.readThumbnails(request, stop);
    }
    [[nodiscard]] audio::Reading<audio::StreamFormat> readFormat(const fs::path& song, const std::stop_token& stop) override {
        return m_files.readFormat(song, stop);
    }
    [[nodiscard]] audio::Reading<audio::Extras> readExtras(const fs::path& song, const std::stop_token& stop) override {
        return m_files.readExtras(song, stop);
    }

private:
    audio::DirectReader m_files;
};

std::string littleEndianBytes(std::size_t size) {
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += static_cast<char>(size >> (8 * i) & 0xFFU);
    return text;
}

std::string picture(const test::Colour& colour, int side = 400) { return test::bmp(side, side, colour); }

bool isNear(const CoverSquare& cover, const test::Colour& colour) {
    if (cover.isEmpty() || cover.pixels.size() != static_cast<std::size_t>(cover.side) * static_cast<std::size_t>(cover.side) * 4)
        return false;
    const auto middle = (static_cast<std::size_t>(cover.side) / 2 * static_cast<std::size_t>(cover.side) +
                         static_cast<std::size_t>(cover.side) / 2) *
                        4;
    for (std::size_t i = 0; i < colour.size(); ++i)
        if (std::abs(cover.pixels[middle + i] - colour.at(i)) > 12)
            return false;
    return true;
}

/// Songs in a library, and a run of the program after another.
struct ThumbnailsShelf {
    test::TemporaryFolder folder;
    fs::path music = folder / "music", covers = folder / "covers";
    store::Database database{folder / "segue.db", store::Access::write};
    LibraryId library = store::LibraryStore(database).add("Music", music);
    CountingReader files;
    HarmfulCovers harmful;
    std::mutex mutex;
    std::condition_variable came;
    std::vector<ThumbnailLoaded> answers;
    EventEmitter emitter{[this](Event event) {
        const std::lock_guard lock(mutex);
        if (auto* thumbnail = std::get_if<ThumbnailLoaded>(&event))
            answers.push_back(std::move(*thumbnail));
        came.notify_all();
    }};
    std::unique_ptr<ThumbnailJobs> jobs;
    RequestId request = 0;

    ThumbnailsShelf() { start(); }
    ~ThumbnailsShelf() { jobs->stop(); }

    void start() {
        if (jobs) {
            static_cast<void>(ask({.songs = {4711}})); // of no song: answered when what was found before is noted
            jobs->stop();
        }
        files.reads = 0;
        jobs = std::make_unique<ThumbnailJobs>(database, emitter, files, harmful, covers, 500'000'000);
    }

    /// A song, as a scan stores it.
    TrackId put(const std::string& name, const std::optional<test::Colour>& colour = {}) {
        const auto path = music / name;
        fs::create_directories(path.parent_path());
        audio::writeAudio(path, test::tone(440, 0.1, 8000), 8000, 1);
        if (colour) {
            std::string tag = fuzz::id3Tag(3, {fuzz::id3Frame(3, "APIC", "\0image/bmp\0\3\0"s + picture(*colour))});
            tag.resize((tag.size() + 1) / 2 * 2);
            auto bytes = test::readBytes(path) + "id3 " + littleEndianBytes(tag.size()) + tag;
            bytes.replace(4, 4, littleEndianBytes(bytes.size() - 8));
            test::writeBytes(path, bytes);
        }
        return store::TrackStore(database, {})
            .save({.library = library, .path = path, .title = name, .hasCover = colour.has_value()}, music,
                  {fs::file_size(path), fs::last_write_time(path).time_since_epoch().count()});
    }

    /// The first answer.
    CoverSquare ask(CoverWish wish, int pixels = 150) {
        jobs->want(++request, std::move(wish), pixels);
        REQUIRE(wait(1));
        return answerTo(request).front().cover;
    }
    bool wait(std::size_t count) {
        std::unique_lock lock(mutex);
        return came.wait_for(lock, 60s, [&] { return of(request).size() >= count; });
    }
    std::vector<ThumbnailLoaded> answerTo(RequestId which) {
        const std::lock_guard lock(mutex);
        return of(which);
    }
    std::vector<ThumbnailLoaded> of(RequestId which) const {
        std::vector<ThumbnailLoaded> mine;
        std::ranges::copy_if(answers, std::back_inserter(mine), [&](const auto& answer) { return answer.request == which; });
        return mine;
    }
    std::size_t kept() const {
        std::size_t count = 0;
        if (fs::exists(covers))
            for (const auto& entry : fs::recursive_directory_iterator(covers))
                count += entry.is_regular_file() && entry.path().filename() != "sources" ? 1 : 0;
        return count;
    }
};

CoverWish own(std::vector<TrackId> songs) { return {.songs = std::move(songs), .holdCovers = true, .hasOwnFolder = true}; }

} // namespace

TEST_CASE("a small cover is made once, in the size that is wanted, and a second start reads no music file") {
    ThumbnailsShelf shelf;
    const auto song = shelf.put("a/1.wav", kRed);
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.files.reads == 1);
    CHECK(shelf.ask(own({song}), 300).side == 320);
    CHECK(shelf.ask(own({song}), 33).side == 64);
    CHECK(shelf.files.reads == 1);
    shelf.start();
    const auto again = shelf.ask(own({song}));
    CHECK(again.side == 160);
    CHECK(isNear(again, kRed));
    fs::remove_all(shelf.music); // nor is it needed, when its disk is away
    CHECK(isNear(shelf.ask(own({song})), kRed));
    shelf.start();
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.files.reads == 0);
}

TEST_CASE("that there is no cover is known after a start, too") {
    ThumbnailsShelf shelf;
    const CoverWish wish{.songs = {shelf.put("a/1.wav")}, .holdCovers = false, .hasOwnFolder = true};
    CHECK(shelf.ask(wish).isEmpty());
    CHECK(shelf.files.reads == 1);
    shelf.start();
    CHECK(shelf.ask(wish).isEmpty());
    CHECK(shelf.files.reads == 0);
    CHECK(shelf.ask(own({4711})).isEmpty()); // a song that is gone
}

TEST_CASE("albums with one cover have one on the shelf") {
    ThumbnailsShelf shelf;
    const auto first = shelf.put("a/1.wav", kRed);
    const auto second = shelf.put("b/1.wav", kRed);
    CHECK(isNear(shelf.ask(own({first})), kRed));
    CHECK(isNear(shelf.ask(own({second})), kRed));
    CHECK(shelf.kept() == 1);
}

TEST_CASE("an album's cover is its folder's image, else what most of its songs hold; in a shared folder its songs' own") {
    ThumbnailsShelf shelf;
    const std::vector<TrackId> songs{shelf.put("a/1.wav", kGreen), shelf.put("a/2.wav", kRed), shelf.put("a/3.wav", kRed)};
    CHECK(isNear(shelf.ask(own(songs)), kRed));
    CHECK(isNear(shelf.ask(own({songs[0]})), kGreen));
    test::writeBytes(shelf.music / "a" / "cover.bmp", picture(kBlue));
    shelf.start();
    auto shared = own(songs);
    shared.hasOwnFolder = false;
    CHECK(isNear(shelf.ask(shared), kRed));
    CHECK(isNear(shelf.ask({.songs = {shelf.put("a/4.wav")}, .holdCovers = false, .hasOwnFolder = true}), kBlue));
}

TEST_CASE("discs in folders of their own have the image beside those") {
    ThumbnailsShelf shelf;
    const auto song = shelf.put("a/CD 2/1.wav", kGreen);
    test::writeBytes(shelf.music / "a" / "folder.bmp", picture(kBlue));
    CHECK(isNear(shelf.ask(own({song})), kBlue));
    test::writeBytes(shelf.music / "a" / "CD 2" / "folder.bmp", picture(kRed)); // this disc's own
    CHECK(isNear(shelf.ask(own({shelf.put("a/CD 2/2.wav")})), kRed));
    CHECK(isNear(shelf.ask(own({shelf.put("b/CD 1/1.wav", kGreen)})), kGreen));
}

TEST_CASE("an image that came, changed or went in the folder is noticed after a start; the cover is shown as it was meanwhile") {
    ThumbnailsShelf shelf;
    const auto song = shelf.put("a/1.wav", kRed);
    const auto image = shelf.music / "a" / "cover.bmp";
    const auto changesTo = [&](const test::Colour& before, const test::Colour& after) {
        shelf.start();
        CHECK(isNear(shelf.ask(own({song})), before));
        REQUIRE(shelf.wait(2));
        CHECK(isNear(shelf.answerTo(shelf.request).back().cover, after));
        CHECK(isNear(shelf.ask(own({song})), after));
    };
    CHECK(isNear(shelf.ask(own({song})), kRed));
    test::writeBytes(image, picture(kBlue));
    changesTo(kRed, kBlue);
    test::writeBytes(image, picture(kGreen, 402));
    changesTo(kBlue, kGreen);
    fs::remove(image);
    changesTo(kGreen, kRed);
}

TEST_CASE("a file that changed has its cover made anew, when a scan has seen it") {
    ThumbnailsShelf shelf;
    const auto song = shelf.put("a/1.wav", kRed);
    CHECK(isNear(shelf.ask(own({song})), kRed));
    fs::last_write_time(shelf.music / "a/1.wav", fs::file_time_type::clock::now() - 100h);
    CHECK(shelf.put("a/1.wav", kGreen) == song);
    CHECK(isNear(shelf.ask(own({song})), kGreen));
}

TEST_CASE("an image beside songs that ends the reader costs their folder's image only, and is not tried for each of them") {
    ThumbnailsShelf shelf;
    std::vector<TrackId> songs;
    for (const char* name : {"a/1.wav", "a/2.wav", "a/3.wav"})
        songs.push_back(shelf.put(name, kRed));
    test::writeBytes(shelf.music / "a" / "cover.bmp", picture(kBlue));
    shelf.files.diesBeside = true;
    CHECK(isNear(shelf.ask(own({songs[0]})), kRed));
    CHECK(shelf.files.reads == 2);
    CHECK(isNear(shelf.ask(own({songs[1]})), kRed));
    CHECK(shelf.files.reads == 3);
    const CoverWish without{.songs = {shelf.put("b/1.wav")}, .holdCovers = false, .hasOwnFolder = true};
    CHECK(shelf.ask(without).isEmpty());
}

TEST_CASE("where nothing can be kept covers come all the same, and a shelf that is emptied is filled again") {
    ThumbnailsShelf shelf;
    const auto song = shelf.put("a/1.wav", kRed);
    shelf.jobs->setMostBytes(0);
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.files.reads == 2);
    CHECK(shelf.kept() == 0);
    shelf.jobs->setMostBytes(500'000'000);
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.kept() == 1);
    shelf.jobs->clear();
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.files.reads == 4);
    for (const auto& entry : fs::recursive_directory_iterator(shelf.covers))
        if (entry.is_regular_file())
            test::writeBytes(entry.path(), "damaged");
    CHECK(isNear(shelf.ask(own({song})), kRed));
    CHECK(shelf.files.reads == 5);
}
