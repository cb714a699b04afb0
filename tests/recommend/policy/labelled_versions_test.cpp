// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of songs of which it is known whether both are the same: real files, encoded and mastered anew, cut short, covered.
#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/fingerprint.h"
#include "engine/demo/compose.h"
#include "engine/recommend/policy/fingerprint_match.h"
#include "engine/recommend/policy/recommender.h"
#include "engine/recommend/policy/versions.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace segue;
using namespace segue::recommend;
namespace fs = std::filesystem;

namespace {

/// How a version is made of a song: the end of its file's name, and FFmpeg's words.
struct Recipe {
    const char* ending;
    const char* words;
};

constexpr std::array kVersions{
    Recipe{"high.mp3", "-b:a 192k"},
    Recipe{"low.mp3", "-b:a 64k -ar 22050"},
    Recipe{"low.ogg", "-c:a libvorbis -q:a 0"},
    Recipe{"low.opus", "-c:a libopus -b:a 32k"},
    Recipe{"mono.m4a", "-b:a 64k -ac 1"},
    Recipe{"remaster.m4a",
           "-b:a 128k -af bass=g=5:f=90,treble=g=4:f=6000,acompressor=threshold=0.1:ratio=4:makeup=2,alimiter=limit=0.9"},
    Recipe{"cut.mp3", "-ss 7 -b:a 128k -af volume=-6dB"},
    Recipe{"faded.opus", "-t 36 -c:a libopus -b:a 96k -af afade=t=out:st=30:d=6"},
    Recipe{"cut-remaster.ogg", "-ss 5 -t 34 -c:a libvorbis -q:a 3 -af highpass=f=60,treble=g=6:f=5000,volume=3dB"},
};
constexpr Recipe kCover{"cover.mp3", "-b:a 128k -af asetrate=46746,aresample=44100"}; ///< a semitone up, and quicker

void encode(const fs::path& from, const fs::path& to, const std::string& words) {
    const auto command =
        "ffmpeg -nostdin -v error -y -i '" + from.string() + "' -vn -map_metadata -1 " + words + " '" + to.string() + "'";
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
}

fs::path make(const fs::path& song, const Recipe& recipe) {
    const auto made = fs::path(song.string() + "." + recipe.ending);
    encode(song, made, recipe.words);
    return made;
}

/// What the second pass finds in a file.
struct Heard {
    std::vector<std::uint32_t> items;
    std::chrono::milliseconds length{0};
};

/// Songs as a library has them after both passes.
class Songs final {
public:
    TrackId add(const fs::path& file, const std::string& title, const std::string& artist) {
        const auto& heard = hear(file);
        const auto id = static_cast<TrackId>(m_files.size() + 1);
        m_files.push_back(file);
        m_recommender.put({.model = "m/1",
                           .track = id,
                           .library = 1,
                           .identity = "recording " + std::to_string(id),
                           .heardGenre = "Rock",
                           .embedding = {1.F, 0.F},
                           .song = {.id = id, .path = file, .title = title, .artist = artist, .duration = heard.length}});
        return id;
    }

    /// @return how many pairs were compared
    std::size_t compareFingerprints() {
        std::vector<SongPair> matching;
        const auto pairs = m_recommender.pairsForFingerprints();
        for (const auto& pair : pairs)
            if (doFingerprintsMatch(hear(fileOf(pair.first)).items, hear(fileOf(pair.second)).items))
                matching.push_back(pair);
        m_recommender.joinTakes(matching);
        return pairs.size();
    }

    bool areSame(const SongPair& pair) const {
        bool same = false;
        m_recommender.withSongs([&](const EmbeddingMatrix& matrix, const SongTable& songs) {
            same = isSameSong(songs.facts(matrix.slotOf(pair.first).value()), songs.facts(matrix.slotOf(pair.second).value()));
        });
        return same;
    }
    double distance(const SongPair& pair) {
        return fingerprintDistance(hear(fileOf(pair.first)).items, hear(fileOf(pair.second)).items);
    }
    const fs::path& fileOf(TrackId song) const { return m_files[static_cast<std::size_t>(song - 1)]; }

private:
    const Heard& hear(const fs::path& file) {
        const auto [known, isNew] = m_heard.try_emplace(file);
        if (isNew) {
            analysis::OutlineReader reader(file);
            while (reader.readMore()) {
            }
            const auto outline = reader.outline();
            CHECK(outline.fingerprint.size() <= Outline::kMostFingerprint);
            known->second = {audio::unpackFingerprint(outline.fingerprint), outline.duration};
        }
        return known->second;
    }

    Recommender m_recommender{"m/1", {"Rock"}, 2};
    std::vector<fs::path> m_files;
    std::map<fs::path, Heard> m_heard;
};

/// Files of songs: our own, and the real ones beside the repository where they are there.
std::vector<fs::path> originals(const fs::path& folder) {
    REQUIRE(demo::composeDemoMusic(folder / "demo"));
    std::vector<fs::path> composed, found;
    int seconds = 24; // each real song another length, and none a composed one's
    for (const auto& file : fs::recursive_directory_iterator(folder / "demo"))
        if (file.path().extension() == ".flac")
            composed.push_back(file.path());
    for (const auto& file : composed) // names that a shell takes as they are
        fs::rename(file, found.emplace_back(folder / ("demo " + std::to_string(found.size()) + ".flac")));
    if (const auto shared = test::sharedFolder(); shared && fs::exists(*shared / "data/music")) {
        for (const auto& file : fs::recursive_directory_iterator(*shared / "data/music"))
            if (file.path().extension() == ".mp3")
                encode(file.path(), found.emplace_back(folder / ("real " + std::to_string(found.size()) + ".flac")),
                       "-t " + std::to_string(++seconds));
    } else {
        WARN("without the real songs: SEGUE_SHARED is not there");
    }
    std::ranges::sort(found);
    return found;
}

} // namespace

TEST_CASE("of hundreds of labelled pairs with sound, nearly all versions are found and next to nothing else is") {
    const test::TemporaryFolder folder;
    const auto files = originals(folder.path());
    Songs songs;
    std::vector<SongPair> versions, others;
    std::vector<TrackId> own, intros, letters;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto title = "Song " + std::to_string(i), band = "Band " + std::to_string(i);
        own.push_back(songs.add(files[i], title, band));
        for (const auto& recipe : kVersions)
            versions.emplace_back(own.back(), songs.add(make(files[i], recipe), title, band));
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto title = "Song " + std::to_string(i), band = "Band " + std::to_string(i);
        const auto& another = files[(i + 1) % files.size()];
        others.emplace_back(own[i], songs.add(make(files[i], kCover), title, "Singer " + std::to_string(i)));
        others.emplace_back(own[i], songs.add(files[i], title, "The Copyists")); // the same sound under another name
        others.emplace_back(own[i], songs.add(another, title + ", Pt. 2", band));
        others.emplace_back(own[i], songs.add(files[i], "Medley", band)); // the same sound under another title
        if (intros.size() < 20)
            intros.push_back(songs.add(files[i], "Intro", "Band"));
        letters.push_back(songs.add(files[i], std::string(1, static_cast<char>('A' + i % 26)), "Rune"));
    }
    for (const auto* list : {&intros, &letters})
        for (std::size_t a = 0; a < list->size(); ++a)
            for (std::size_t b = 0; b < a; ++b)
                others.emplace_back((*list)[b], (*list)[a]);
    const auto compared = songs.compareFingerprints();
    std::size_t found = 0, merged = 0;
    double farthest = 0, nearest = 1;
    for (const auto& pair : versions) {
        found += songs.areSame(pair) ? 1 : 0;
        farthest = std::max(farthest, songs.distance(pair));
    }
    for (const auto& pair : others) {
        merged += songs.areSame(pair) ? 1 : 0;
        if (songs.fileOf(pair.first) != songs.fileOf(pair.second))
            nearest = std::min(nearest, songs.distance(pair));
    }
    WARN(found << " of " << versions.size() << " versions found, " << merged << " of " << others.size() << " others merged; "
               << compared << " pairs compared by fingerprint; versions differ by up to " << farthest << ", others by " << nearest
               << " and more");
    CHECK(versions.size() + others.size() >= 300);
    CHECK(static_cast<double>(found) > 0.95 * static_cast<double>(versions.size()));
    CHECK(static_cast<double>(merged) < 0.005 * static_cast<double>(others.size()));
}
