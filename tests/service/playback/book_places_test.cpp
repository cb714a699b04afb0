// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/book_places.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace std::chrono_literals;
using playback::PlayState;

namespace {

struct Shelf {
    test::TemporaryFolder folder;
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    Track book, song;

    Shelf() {
        book = add({.path = "/music/book.m4b", .title = "Book", .duration = 2h});
        song = add({.path = "/music/song.mp3", .title = "Song", .duration = 3min});
    }

    Track add(Track track) {
        writer
            .run([&](store::Database& database) {
                store::LibraryStore libraries(database);
                const auto known = libraries.findByRoot("/music");
                track.library = known ? known->id : libraries.add("Music", "/music");
                track.id = store::TrackStore(database, {}).save(track, "/music", {.size = 1});
            })
            .get();
        return track;
    }
    void settle() {
        writer.run([](store::Database&) {}).get();
    }
    static playback::PlaybackStatus at(const Track& track, std::chrono::milliseconds position) {
        playback::PlaybackStatus status{.state = PlayState::playing, .position = position, .length = track.duration};
        status.item.track = track;
        return status;
    }
};

} // namespace

TEST_CASE_METHOD(Shelf, "a book goes on where it was left, whatever was heard between and after a restart") {
    {
        BookPlaces books(reader, &writer);
        CHECK(books.placeOf(book) == 0s);
        books.take(at(book, 30min));
        books.take(at(song, 1min));
        CHECK(books.placeOf(book) == 30min);
        CHECK(books.placeOf(song) == 0s);
        books.take(at(book, 40min));
        books.keep();
    }
    settle();
    CHECK(BookPlaces(reader, &writer).placeOf(book) == 40min);
}

TEST_CASE_METHOD(Shelf, "a preview leaves a book's place alone, and so does a stop") {
    BookPlaces books(reader, &writer);
    books.take(at(book, 30min));
    auto preview = at(book, 5s);
    preview.item.length = 30s;
    books.take(preview);
    auto stopped = at(book, 0s);
    stopped.state = PlayState::stopped;
    books.take(stopped);
    CHECK(books.placeOf(book) == 30min);
}

TEST_CASE_METHOD(Shelf, "a book that was heard to its end begins anew") {
    BookPlaces books(reader, &writer);
    books.take(at(book, 2h - 5s));
    CHECK(books.placeOf(book) == 0s);
}

TEST_CASE_METHOD(Shelf, "a long song whose chapters were found is a book") {
    const auto mix = add({.path = "/music/mix.mka", .title = "Mix", .duration = 1h});
    BookPlaces books(reader, &writer);
    CHECK_FALSE(books.isBook(mix));
    writer.run([&](store::Database& database) { store::BookStore(database).noteChapters(mix.id); }).get();
    CHECK(books.isBook(mix));
    CHECK_FALSE(books.isBook(song));
}
