// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/radio_store.h"

#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;

namespace {

/// Something of everything.
StoredRadio radioExample() {
    StoredRadio radio;
    radio.state = {.seeds = {.songs = {5, 3}, .of = SeedsOf::album, .name = "Caf\u00e9"},
                   .through = {7},
                   .skipped = {9, 8},
                   .session = {3, 7, 8, 9},
                   .dice = 0xFEDCBA9876543210ULL,
                   .isAsked = true};
    radio.notes[12] = {.like = "One",
                       .similarity = 0.5F,
                       .relaxed = RadioRelaxed::window,
                       .isSteered = true,
                       .reasons = {{.id = ReasonId::tempo, .first = 120.F, .second = 121.F, .share = 0.25F, .text = {}},
                                   {.id = ReasonId::heardGenre, .first = 0.F, .second = 0.F, .share = 0.125F, .text = "Rock"}}};
    radio.notes[13] = {.like = "Two", .similarity = 0.25F, .relaxed = {}, .isSteered = false, .reasons = {}};
    return radio;
}

struct RadioFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    RadioStore store{database};
};

} // namespace

TEST_CASE("radio is found again as it was, and the next save leaves nothing of it") {
    RadioFixture f;
    CHECK_FALSE(f.store.load());
    f.store.save(radioExample());
    CHECK(f.store.load() == radioExample());
    StoredRadio other;
    other.state.seeds.songs = {4};
    f.store.save(other);
    CHECK(f.store.load() == other);
}

TEST_CASE("a radio that Segue would not write is none") {
    for (const char* damage :
         {"UPDATE radio SET seeds_of = 9", "UPDATE radio_song SET part = 4 WHERE part = 3",
          "UPDATE radio_song SET track_id = -1 WHERE part = 0", "UPDATE radio_song SET track_id = 99 WHERE part = 3 AND place = 0",
          "UPDATE radio_note SET relaxed = 7", "UPDATE radio_reason SET reason = 99", "DELETE FROM radio_note WHERE entry = 12",
          "DELETE FROM radio"}) {
        INFO(damage);
        RadioFixture f;
        f.store.save(radioExample());
        f.database.connection().exec(damage);
        CHECK_FALSE(f.store.load());
    }
}
