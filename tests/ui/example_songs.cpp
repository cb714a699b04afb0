// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/example_songs.h"

#include <algorithm>
#include <random>
#include <string>

namespace segue::test {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

const char* const kWords[] = {"Night", "River",  "Glass",  "Harbour", "Signal", "Orchard", "Static",  "Violet", "Winter", "Engine",
                              "Paper", "Mirror", "Cinder", "Lantern", "Motel",  "Gravity", "Saffron", "Tidal",  "Copper", "Echo"};
const char* const kArtists[] = {
    "Sigrún Bjarnadóttir", "The Paper Kites Club", "Marta & the Moths", "Low Tide Radio", "Ferdinand Okoye", "Białe Noce", "Kōhaku",
    "Los Ríos Secos",      "Ines Vauclair",        "DJ Halogen"};
const char* const kGenres[] = {"Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"};

std::string titleOf(std::mt19937& random) {
    std::string title = kWords[random() % 20];
    title += std::string(" ") + kWords[random() % 20];
    if (random() % 4 == 0)
        title += " (Part " + std::to_string(random() % 12 + 1) + ")";
    return title;
}

void makeHard(std::vector<Track>& songs) {
    if (songs.size() < 12)
        return;
    songs[2].title = "Björk’s Été — naïve façade";
    songs[4].title = "A title that somebody made far too long for any table, with a subtitle and the name of the remix as well";
    songs[6].artist.clear();
    songs[7].title = "שלום עולם";
    songs[9].state = AnalysisState::failed;
    songs[9].problem = "“09 Copper.mp3” ends in the middle; what could be decoded is too short to be analysed.";
    songs[9].heardGenre.clear();
}

} // namespace

std::vector<Track> exampleSongs(std::size_t count, LibraryId library) {
    std::mt19937 random(7);
    std::vector<Track> songs(count);
    for (std::size_t i = 0; i < count; ++i) {
        Track& song = songs[i];
        song.id = static_cast<TrackId>(i + 1);
        song.library = library;
        song.title = titleOf(random);
        song.artist = kArtists[i * 10 / count];
        song.album = std::string(kWords[i / 12 % 20]) + " Sessions";
        song.genre = kGenres[random() % 8];
        song.path = "/home/listener/Music/" + song.artist + "/" + song.title + " " + std::to_string(i) + ".flac";
        song.trackNumber = static_cast<int>(i % 12) + 1;
        song.year = 1990 + static_cast<int>(random() % 34);
        song.duration = milliseconds{120'000 + random() % 240'000};
        song.previewStart = milliseconds{random() % 100'000};
        song.state = i % 23 == 15 ? AnalysisState::waiting : AnalysisState::done;
        if (song.state == AnalysisState::done) {
            song.heardGenre = kGenres[random() % 8];
            song.heardProbability = 0.4F + static_cast<float>(random() % 60) / 100.F;
        }
    }
    makeHard(songs);
    return songs;
}

std::vector<Library> exampleLibraries() {
    return {{.id = 1, .name = "Local Music #1", .root = "/home/listener/Music", .offline = false, .trackCount = 1284},
            {.id = 2, .name = "Local Music #2", .root = "/media/usb/Old records", .offline = true, .trackCount = 412},
            {.id = 3,
             .name = "Demo music",
             .root = "/home/listener/.local/share/segue/demo music",
             .offline = false,
             .trackCount = 24}};
}

RecommendationsReady exampleAnswer(RequestId request, const std::vector<Track>& songs, std::size_t seed, int count) {
    RecommendationsReady answer;
    answer.request = request;
    answer.seed = songs[seed];
    answer.leftOut[Rule::artist] = 8;
    answer.leftOut[Rule::version] = 4;
    for (int i = 0; i < count; ++i) {
        const auto& track = songs[(seed + 17 * static_cast<std::size_t>(i + 1)) % songs.size()];
        const float match = 1.F - 0.002F * static_cast<float>((i + 1) * (i + 1));
        Recommendation song{.track = track, .similarity = 0.97F - 0.031F * static_cast<float>(i), .match = match};
        if (i % 3 != 2)
            song.reasons.push_back({.id = ReasonId::tempo, .first = 124.F, .second = 122.F, .share = 0.04F});
        if (i % 2 == 0)
            song.reasons.push_back({.id = ReasonId::heardGenre, .share = 0.11F, .text = songs[seed].heardGenre});
        if (i == 1)
            song.versions = {songs[(seed + 3) % songs.size()], songs[(seed + 5) % songs.size()]};
        answer.songs.push_back(std::move(song));
    }
    return answer;
}

namespace {

SoundFeatures soundOf(std::size_t i) {
    return {.tempoBpm = i % 31 == 7 ? 0.F : 70.F + static_cast<float>(i * 37 % 900) / 9.F,
            .key = static_cast<std::int8_t>(static_cast<int>(i * 7 % 25) - 1),
            .keyStrength = 0.3F + static_cast<float>(i * 13 % 60) / 100.F,
            .centroidHz = 900.F + static_cast<float>(i * 101 % 2600),
            .onsetsPerSecond = static_cast<float>(i * 11 % 50) / 10.F,
            .loudnessLufs = -6.F - static_cast<float>(i * 17 % 170) / 10.F};
}

} // namespace

std::vector<Track> measured(std::vector<Track> songs) {
    for (std::size_t i = 0; i < songs.size(); ++i)
        if (songs[i].state == AnalysisState::done)
            songs[i].features = soundOf(i);
    return songs;
}

std::vector<Track> listened(std::vector<Track> songs) {
    for (std::size_t i = 0; i < songs.size(); ++i) {
        songs[i].added = std::chrono::sys_seconds{1'690'000'000s + static_cast<int>(i) * 9000s};
        if (i % 3 == 2)
            continue;
        songs[i].rating = static_cast<int>(i * 7 % 6);
        songs[i].plays = static_cast<int>(i * 13 % 40);
        songs[i].lastPlayed = songs[i].plays > 0 ? songs[i].added + 800h : std::chrono::sys_seconds{};
    }
    return songs;
}

} // namespace segue::test
