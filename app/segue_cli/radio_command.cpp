// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/named_songs.h"
#include "engine/playlist/playlist_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

constexpr std::array kGivenWay{"", "tempo or loudness", "spacing", "albums", "artists"};

const char* givenWay(RadioRelaxed relaxed) { return kGivenWay.at(static_cast<std::size_t>(relaxed)); }

/// How varied a list is, and how far it goes away from its beginning.
struct Figures {
    std::size_t repeats = 0;
    std::size_t artistSpacing = 0; ///< fewest entries from one song of an artist to the next; 0: no artist comes twice
    std::size_t artists = 0;
    double sameGenreFirst = 0.0; ///< share heard as the seed's genre, of the first quarter; of the last one
    double sameGenreLast = 0.0;
    double likenessFirst = 0.0; ///< mean similarity to the seed, likewise
    double likenessLast = 0.0;
};

Figures figuresOf(const RadioPlanned& radio) {
    Figures figures;
    const auto& songs = radio.songs;
    std::set<TrackId> tracks;
    std::set<std::string> artists;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        figures.repeats += tracks.insert(songs[i].id).second ? 0 : 1;
        artists.insert(songs[i].artist);
        for (std::size_t k = i + 1; k < songs.size(); ++k)
            if (songs[i].artist == songs[k].artist && !songs[i].artist.empty()) {
                figures.artistSpacing = figures.artistSpacing == 0 ? k - i : std::min(figures.artistSpacing, k - i);
                break;
            }
    }
    figures.artists = artists.size();
    const auto quarter = std::max<std::size_t>(1, songs.size() / 4);
    for (std::size_t i = 0; i < quarter; ++i) {
        const auto last = songs.size() - 1 - i;
        const auto part = 1.0 / static_cast<double>(quarter);
        figures.sameGenreFirst += songs[i].heardGenre == songs[0].heardGenre ? part : 0.0;
        figures.sameGenreLast += songs[last].heardGenre == songs[0].heardGenre ? part : 0.0;
        figures.likenessFirst += part * static_cast<double>(radio.similarities[i]);
        figures.likenessLast += part * static_cast<double>(radio.similarities[last]);
    }
    return figures;
}

void printRadioJson(const RadioPlanned& radio) {
    ordered_json songs = ordered_json::array();
    for (std::size_t i = 0; i < radio.songs.size(); ++i) {
        const Track& track = radio.songs[i];
        songs.push_back({{"place", i + 1},
                         {"path", shown(track.path)},
                         {"title", track.title},
                         {"artist", track.artist},
                         {"album", track.album},
                         {"duration_s", static_cast<double>(track.duration.count()) / 1000.0},
                         {"genre", track.heardGenre},
                         {"similarity", radio.similarities[i]},
                         {"given_way", givenWay(radio.relaxed[i])}});
    }
    const auto figures = figuresOf(radio);
    std::cout << ordered_json{{"songs", songs},
                              {"repeats", figures.repeats},
                              {"artists", figures.artists},
                              {"artist_spacing", figures.artistSpacing},
                              {"same_genre_first_quarter", figures.sameGenreFirst},
                              {"same_genre_last_quarter", figures.sameGenreLast},
                              {"similarity_first_quarter", figures.likenessFirst},
                              {"similarity_last_quarter", figures.likenessLast}}
                     .dump(2)
              << "\n";
}

void printRadioText(const RadioPlanned& radio) {
    for (std::size_t i = 0; i < radio.songs.size(); ++i) {
        const char* way = givenWay(radio.relaxed[i]);
        std::printf("%3zu  %.3f  %s - %s  (%s)%s%s\n", i + 1, static_cast<double>(radio.similarities[i]),
                    radio.songs[i].artist.c_str(), radio.songs[i].title.c_str(), radio.songs[i].heardGenre.c_str(),
                    *way == 0 ? "" : "  gave way: ", way);
    }
    const auto figures = figuresOf(radio);
    std::fprintf(stderr,
                 "%zu songs by %zu artists, %zu repeats, an artist again after %zu entries at the soonest.\n"
                 "First and last quarter: %.0f %% and %.0f %% heard as the first song's genre, similarity to it %.3f and %.3f.\n",
                 radio.songs.size(), figures.artists, figures.repeats, figures.artistSpacing, 100.0 * figures.sameGenreFirst,
                 100.0 * figures.sameGenreLast, figures.likenessFirst, figures.likenessLast);
}

} // namespace

int runRadio(const RadioOptions& options, const CommonOptions& common) {
    auto seeds = tracksAt(options.songs, common);
    EngineSession session(common, true);
    session.engine().paths().planRadio(1, {.seeds = std::move(seeds),
                                           .of = options.of,
                                           .length = std::chrono::minutes(options.minutes),
                                           .follows = options.follows,
                                           .reach = static_cast<RadioReach>(options.reach),
                                           .dice = options.dice});
    const auto radio = awaitAnswer<RadioPlanned>(session);
    if (radio.songs.empty())
        return 1;
    options.json ? printRadioJson(radio) : printRadioText(radio);
    if (!options.playlist.empty())
        writePlaylist(options.playlist, radio.songs);
    return 0;
}

} // namespace segue::cli
