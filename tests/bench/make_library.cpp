// SPDX-License-Identifier: GPL-3.0-or-later
//
// make_library DATABASE SONGS MODEL_FOLDER [--waveforms]: a database as a listener with many songs has it, to measure
// with. Plausible tags, embeddings around one centre an artist, and those around one a genre, sound features, plays and
// ratings; with waveforms, 2 KB more a song. The files themselves do not exist.

#include "engine/analysis/song/outline_reader.h"
#include "engine/analysis/song/song_analysis.h"
#include "engine/inference/model_bundle.h"
#include "engine/store/analysis_store.h"
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "tests/bench/plausible_songs.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace segue;

/// Unit vectors in the positive part of space, where activations after ReLU lie.
class Cloud final {
public:
    Cloud(std::size_t size, std::size_t genres)
        : m_size(size) {
        for (std::size_t i = 0; i < genres; ++i)
            m_genres.push_back(around({}, 1.F));
    }

    /// Near others of the artist, who is near others of the genre.
    std::vector<float> song(std::size_t artist, std::size_t genre) {
        if (m_artist.empty() || artist != m_artistNumber) {
            m_artist = around(m_genres[genre], 0.05F);
            m_artistNumber = artist;
        }
        return around(m_artist, 0.03F);
    }

private:
    std::vector<float> around(const std::vector<float>& centre, float spread) {
        std::normal_distribution<float> normal(0.F, spread);
        std::vector<float> values(m_size);
        float squares = 0.F;
        for (std::size_t i = 0; i < m_size; ++i) {
            values[i] = std::max(0.F, normal(m_random) + (centre.empty() ? 0.F : centre[i]));
            squares += values[i] * values[i];
        }
        for (float& value : values)
            value /= std::sqrt(squares);
        return values;
    }

    std::mt19937 m_random{2};
    std::size_t m_size;
    std::vector<std::vector<float>> m_genres;
    std::vector<float> m_artist;
    std::size_t m_artistNumber = 0;
};

SoundFeatures soundOf(std::mt19937& random) {
    return {.tempoBpm = 70.F + static_cast<float>(random() % 1000) / 10.F,
            .key = static_cast<std::int8_t>(static_cast<int>(random() % 25) - 1),
            .keyStrength = static_cast<float>(random() % 100) / 100.F,
            .centroidHz = 800.F + static_cast<float>(random() % 3000),
            .onsetsPerSecond = static_cast<float>(random() % 60) / 10.F,
            .loudnessLufs = -6.F - static_cast<float>(random() % 200) / 10.F};
}

Outline outlineOf(std::mt19937& random, std::chrono::milliseconds duration) {
    Outline outline{.duration = duration,
                    .loudnessLufs = -6.F - static_cast<float>(random() % 200) / 10.F,
                    .loudnessRangeLu = 6.F,
                    .truePeakDb = -1.F};
    for (std::size_t i = 0; i < Waveform::kColumns; ++i) {
        outline.waveform.peak.push_back(static_cast<std::uint8_t>(random() % 256));
        outline.waveform.rms.push_back(static_cast<std::uint8_t>(outline.waveform.peak.back() / 3));
    }
    return outline;
}

/// As the analysis makes them: codec, duration, hash. Neighbours in the library are not neighbours here.
std::string identityOf(std::mt19937& random, std::chrono::milliseconds duration) {
    char hash[33];
    std::snprintf(hash, sizeof hash, "%08x%08x%08x%08x", static_cast<unsigned>(random()), static_cast<unsigned>(random()),
                  static_cast<unsigned>(random()), static_cast<unsigned>(random()));
    return "mp3-" + std::to_string(duration.count()) + "-" + hash;
}

class Collection final {
public:
    Collection(store::Database& database, const inference::ModelSpec& spec, std::filesystem::path root, bool waveforms)
        : m_spec(spec)
        , m_root(std::move(root))
        , m_waveforms(waveforms)
        , m_library(store::LibraryStore(database).add("Local Music #1", m_root))
        , m_tracks(database, spec.id())
        , m_analyses(database, spec.id())
        , m_outlines(database, analysis::kOutlineVersion)
        , m_listening(database.connection(),
                      "INSERT OR REPLACE INTO listening (recording, added, plays, last_played, rating) VALUES (?, ?, ?, ?, ?)")
        , m_songs(spec.labels.size())
        , m_cloud(spec.embeddingSize, spec.labels.size()) {}

    void addSong(std::size_t number) {
        const auto song = m_songs.next();
        const auto& label = m_spec.labels[song.genre];
        const auto id = m_tracks.save({.library = m_library,
                                       .path = m_root / (song.path.native() + ".mp3"),
                                       .title = song.title,
                                       .artist = song.artist,
                                       .albumArtist = song.albumArtist,
                                       .album = song.album,
                                       .genre = label,
                                       .trackNumber = song.trackNumber,
                                       .discNumber = song.discNumber,
                                       .year = song.year,
                                       .duration = song.duration},
                                      m_root, {number, 1});
        auto embedding = m_cloud.song(song.artistNumber, song.genre);
        if (number % 100 == 99) // not heard yet
            return listen("track-" + std::to_string(id), number);
        if (number % 300 == 298)
            return m_analyses.saveFailure(id, {.kind = "badFile",
                                               .reason = "“" + song.title + "” cannot be decoded.",
                                               .analyzerVersion = analysis::kAnalyzerVersion});
        const auto identity = identityOf(m_random, song.duration);
        m_analyses.save(id,
                        {.identity = identity,
                         .embedding = std::move(embedding),
                         .probabilities = std::vector<float>(m_spec.labels.size(), 1.F / static_cast<float>(m_spec.labels.size())),
                         .heardGenre = label,
                         .heardProbability = 0.8F,
                         .previewStart = song.duration / 2,
                         .duration = song.duration,
                         .features = soundOf(m_random)},
                        analysis::kFeatureVersion);
        if (m_waveforms)
            m_outlines.save(identity, outlineOf(m_random, song.duration));
        listen(identity, number);
    }

private:
    /// Every song was added once, a third has been played, a tenth is rated.
    void listen(const std::string& recording, std::size_t number) {
        constexpr std::int64_t kFirst = 1'500'000'000;
        const auto added = kFirst + static_cast<std::int64_t>(number) * 100;
        const bool played = m_random() % 3 == 0;
        m_listening.bind(1, recording);
        m_listening.bind(2, added);
        m_listening.bind(3, played ? 1 + static_cast<int>(m_random() % 60) : 0);
        m_listening.bind(4, played ? added + static_cast<std::int64_t>(m_random() % 50'000'000) : std::int64_t{0});
        m_listening.bind(5, m_random() % 10 == 0 ? 1 + static_cast<int>(m_random() % 5) : 0);
        m_listening.exec();
        m_listening.reset();
    }

    const inference::ModelSpec& m_spec;
    std::filesystem::path m_root;
    bool m_waveforms;
    LibraryId m_library;
    store::TrackStore m_tracks;
    store::AnalysisStore m_analyses;
    store::OutlineStore m_outlines;
    SQLite::Statement m_listening;
    bench::PlausibleSongs m_songs;
    Cloud m_cloud;
    std::mt19937 m_random{3};
};

} // namespace

int main(int argc, char** argv) {
    const bool waveforms = argc == 5 && std::string_view(argv[4]) == "--waveforms";
    if (argc != 4 && !waveforms) {
        std::fprintf(stderr, "usage: make_library DATABASE SONGS MODEL_FOLDER [--waveforms]\n");
        return 2;
    }
    const std::filesystem::path file = argv[1];
    const auto spec = inference::readBundle(argv[3]).spec;
    const auto root = std::filesystem::absolute(file).parent_path() / "music that is not there";
    store::Writer writer(store::Database(file, store::Access::write));
    writer
        .run([&](store::Database& database) {
            Collection collection(database, spec, root, waveforms);
            const auto songs = static_cast<std::size_t>(std::atol(argv[2]));
            for (std::size_t number = 0; number < songs; ++number)
                collection.addSong(number);
        })
        .get();
    return 0;
}
