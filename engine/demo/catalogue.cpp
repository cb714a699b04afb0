// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/catalogue.h"

#include "engine/demo/effects.h"

#include <array>

namespace segue::demo {
namespace {

struct Piece {
    const char* title;
    double tonic; ///< MIDI
    Mode mode;
    double tempoBpm;
    double seconds;
};

struct Record {
    const char* artist;
    const char* album;
    const char* genre;
    int year;
    Style style;
    std::array<Piece, 3> pieces;
};

constexpr std::array<Record, 8> kRecords{{
    {"Osk Vandermeer",
     "Standing Still",
     "Drone",
     2011,
     arrangeDrone,
     {{{"Long Wave", 38, Mode::minor, 60, 52}, {"Slow Iron", 39, Mode::minor, 60, 48}, {"Harbour Fog", 36, Mode::minor, 60, 56}}}},
    {"Neon Courtyard",
     "Night Bus",
     "House",
     2016,
     arrangeHouse,
     {{{"Last Train Lights", 57, Mode::minor, 124, 50},
       {"Glass Floor", 60, Mode::minor, 127, 46},
       {"Paper Sun", 55, Mode::minor, 121, 54}}}},
    {"The Linden Trio",
     "Mill Road Dances",
     "Folk",
     1998,
     arrangeWaltz,
     {{{"Three Apples", 62, Mode::major, 156, 47},
       {"The Miller's Ferry", 67, Mode::major, 168, 44},
       {"Candle in the Barn", 64, Mode::major, 148, 51}}}},
    {"Dusty Corridor",
     "Basement Tapes No. 4",
     "Hip-Hop",
     2003,
     arrangeBreaks,
     {{{"Corner Store", 57, Mode::dorian, 90, 46},
       {"Rooftop Static", 60, Mode::minor, 94, 49},
       {"Two Left Shoes", 55, Mode::dorian, 86, 52}}}},
    {"Vox Arborea",
     "Songs Without Words",
     "Choral",
     2008,
     arrangeChoir,
     {{{"Lux in Ramis", 60, Mode::major, 62, 54},
       {"Winter Vigil", 57, Mode::minor, 58, 58},
       {"The Quiet Nave", 62, Mode::major, 66, 49}}}},
    {"Gravel Saints",
     "Loud Enough",
     "Rock",
     1994,
     arrangeRiff,
     {{{"Rust Belt Heart", 40, Mode::minor, 132, 45},
       {"Engine Room", 38, Mode::minor, 146, 43},
       {"No Brakes", 43, Mode::minor, 118, 50}}}},
    {"Mirela Hartwood",
     "Small Hours",
     "Instrumental",
     2019,
     arrangeBells,
     {{{"Snow on the Sill", 72, Mode::major, 76, 51},
       {"Letter to Ines", 69, Mode::minor, 70, 55},
       {"Clockwork Garden", 74, Mode::major, 84, 46}}}},
    {"Wet Slate",
     "Weather Diary",
     "Ambient",
     2014,
     arrangeRain,
     {{{"Tin Roof, October", 60, Mode::major, 46, 53},
       {"After the Storm", 62, Mode::major, 52, 49},
       {"Reservoir", 57, Mode::major, 42, 57}}}},
}};

} // namespace

std::vector<DemoSong> demoSongs() {
    std::vector<DemoSong> songs;
    for (std::size_t number = 0; number < kRecords.front().pieces.size(); ++number) {
        for (std::size_t record = 0; record < kRecords.size(); ++record) {
            const Record& from = kRecords[record];
            const Piece& piece = from.pieces[number];
            songs.push_back({.title = piece.title,
                             .artist = from.artist,
                             .album = from.album,
                             .genre = from.genre,
                             .trackNumber = static_cast<int>(number) + 1,
                             .year = from.year,
                             .style = from.style,
                             .score = {.key = Key(piece.tonic, piece.mode),
                                       .tempoBpm = piece.tempoBpm,
                                       .seconds = piece.seconds,
                                       // Rising by one, so that the three take different patterns of their style.
                                       .seed = 100 * (record + 1) + number}});
        }
    }
    return songs;
}

Sound render(const DemoSong& song, const std::function<bool()>& stopped) {
    const Arrangement arrangement = song.style(song.score);
    Sound mix(framesIn(song.score.seconds));
    for (const Part& part : arrangement.parts) {
        if (stopped()) {
            return Sound(0);
        }
        part(mix);
    }
    master(mix, arrangement.fadeInSeconds, arrangement.fadeOutSeconds);
    return mix;
}

} // namespace segue::demo
