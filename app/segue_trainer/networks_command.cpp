// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/paths.h"
#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/analysis/process/process_reader.h"
#include "engine/analysis/song/analyzer.h"
#include "engine/audio/excerpt.h"
#include "engine/inference/model_library.h"
#include "engine/inference/together.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/inference/whole_file.h"
#include "engine/training/fma_layout.h"
#include "engine/training/genre_folders.h"
#include "engine/training/network_table.h"
#include "engine/training/process_time.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace segue::trainer {
namespace {

namespace fs = std::filesystem;
using training::NetworkFigures;

constexpr int kStoppedComparing = 130;

/// A network to be compared: one, or several together.
struct Compared {
    NetworkFigures figures;
    std::vector<inference::TogetherPart> parts; ///< of one network that itself
};

/// What one network heard of each song, once however often it is compared.
struct Heard {
    std::optional<inference::ModelBundle> bundle;
    Message problem;                            ///< why it can hear nothing
    std::vector<std::vector<float>> embeddings; ///< [songs]; empty: it could not hear that one
    double seconds = 0.0;                       ///< CPU time of those that it heard, all together
};

using Networks = std::map<std::string, Heard>; ///< by id

inference::ModelBundle bundleNamed(const std::string& name, const inference::ModelLibrary& library) {
    std::error_code failed;
    if (fs::exists(fs::path(name) / "model.json", failed))
        return inference::readBundle(name);
    if (auto found = library.find(name))
        return std::move(*found);
    throw Error{ErrorKind::usage, Message(MessageId::networkUnknown, {name})};
}

std::string sharesOf(const std::vector<inference::TogetherPart>& parts) {
    double sum = 0.0;
    for (const auto& part : parts)
        sum += part.weight;
    std::string text;
    for (const auto& part : parts) {
        char share[16];
        std::snprintf(share, sizeof share, " (%.2g)", part.weight / sum);
        text += (text.empty() ? "" : " + ") + part.model + share;
    }
    return text;
}

/// The networks that are named, and all that have to hear for that.
std::vector<Compared> comparedNetworks(const std::vector<std::string>& names, Networks& heard) {
    const inference::ModelLibrary library(app::shippedModels(), app::ownModels());
    std::vector<Compared> compared;
    for (const auto& name : names) {
        Compared one;
        try {
            const auto bundle = bundleNamed(name, library);
            one.figures.name = bundle.spec.id();
            one.parts = bundle.spec.together;
            one.figures.parts = sharesOf(one.parts);
            if (one.parts.empty()) {
                one.parts.push_back({.model = bundle.spec.id(), .weight = 1.0, .constants = {}});
                heard[bundle.spec.id()].bundle = bundle;
            }
            for (const auto& part : one.parts)
                if (auto& there = heard[part.model]; !there.bundle) {
                    there.bundle = library.find(part.model);
                    if (!there.bundle)
                        there.problem = Message(MessageId::networkPartGone, {one.figures.name, part.model});
                }
        } catch (const Error& error) {
            one.figures.name = one.figures.name.empty() ? name : one.figures.name;
            one.figures.problem = error.message();
        }
        compared.push_back(std::move(one));
    }
    return compared;
}

class Progress final {
public:
    void say(const std::string& network, std::size_t song, std::size_t songs) const {
        if (m_terminal)
            std::cerr << "\r\033[K" << network << ", song " << song << " of " << songs << std::flush;
        else if (song == 1)
            std::cerr << network << "\n";
    }
    ~Progress() {
        if (m_terminal)
            std::cerr << "\r\033[K" << std::flush;
    }

private:
    bool m_terminal = isatty(STDERR_FILENO) == 1;
};

using Reasons = std::map<std::size_t, Message>; ///< by song: why it could not be heard

/// Hears all songs, one after the other on one thread, as the analyzer does.
void hearAll(Heard& network, const std::string& name, const std::vector<training::LabelledSong>& songs, Reasons& unheard,
             const std::stop_token& stop) {
    if (!network.problem.empty())
        return;
    std::shared_ptr<const inference::Embedder> embedder;
    try {
        embedder = inference::loadTorchEmbedder(*network.bundle);
    } catch (const Error& error) {
        network.problem = error.message();
        return;
    }
    const analysis::Analyzer analyzer(embedder);
    const Progress progress;
    for (std::size_t i = 0; i < songs.size() && !stop.stop_requested(); ++i) {
        progress.say(name, i + 1, songs.size());
        auto& embedding = network.embeddings.emplace_back();
        const double before = training::cpuSeconds();
        const auto outcome = analyzer.analyse(songs[i].file, stop, analysis::SoundFeaturesWanted::no);
        if (!outcome)
            return;
        if (const auto* song = std::get_if<analysis::SongAnalysis>(&*outcome)) {
            embedding = song->embedding;
            network.seconds += training::cpuSeconds() - before;
        } else if (const auto* failure = std::get_if<analysis::AnalysisFailure>(&*outcome)) {
            unheard.try_emplace(i, failure->reason);
        }
    }
}

/// CPU time of decoding a song's excerpts, as Segue's own network hears.
std::optional<double> decodingSeconds(const std::vector<training::LabelledSong>& songs, const std::stop_token& stop) {
    const double before = training::cpuSeconds();
    std::size_t decoded = 0;
    for (const auto& song : songs) {
        if (stop.stop_requested())
            break;
        try {
            decoded += audio::readExcerpts(song.file, {}, stop) ? 1 : 0;
        } catch (const Error&) {
            // It is told with the others.
        }
    }
    return decoded == 0 ? std::nullopt : std::optional((training::cpuSeconds() - before) / static_cast<double>(decoded));
}

inference::JoinedPart joinedPart(const inference::TogetherPart& part, const Heard& heard, const std::vector<std::size_t>& rows) {
    const std::size_t size = heard.bundle->spec.embeddingSize;
    inference::StandardisationFit fit(size);
    for (const std::size_t row : rows)
        fit.add(heard.embeddings[row]);
    auto standard = fit.result();
    if (standard.isIdentity() && part.constants.mean.size() == size)
        standard = part.constants;
    return {.size = size, .weight = part.weight, .standard = std::move(standard)};
}

/// The figures of the songs that all heard.
void measureNetwork(Compared& network, const Networks& networks, const std::vector<training::LabelledSong>& songs,
                    const std::vector<std::size_t>& rows) {
    auto& figures = network.figures;
    std::vector<const Heard*> heard;
    std::vector<inference::JoinedPart> parts;
    double seconds = 0.0;
    for (const auto& part : network.parts) {
        heard.push_back(&networks.at(part.model));
        if (figures.problem.empty())
            figures.problem = heard.back()->problem;
        if (!figures.problem.empty())
            return;
        const bool isAlone = network.parts.size() == 1;
        parts.push_back(isAlone ? inference::JoinedPart{.size = heard.back()->bundle->spec.embeddingSize, .standard = {}}
                                : joinedPart(part, *heard.back(), rows));
        figures.isStandardised = figures.isStandardised || (!isAlone && rows.size() >= inference::kFewestToStandardise);
        const auto counted = std::ranges::count_if(heard.back()->embeddings, [](const auto& one) { return !one.empty(); });
        seconds += counted > 0 ? heard.back()->seconds / static_cast<double>(counted) : 0.0;
        figures.numbers += parts.back().size;
    }
    std::vector<float> embeddings;
    std::vector<std::size_t> genres;
    std::vector<std::int64_t> artists;
    std::map<std::string, std::size_t> genreNumbers;
    for (const std::size_t row : rows) {
        std::vector<std::vector<float>> own;
        for (const auto* one : heard)
            own.push_back(one->embeddings[row]);
        const auto joined = inference::joinTogether(parts, own);
        embeddings.insert(embeddings.end(), joined.begin(), joined.end());
        genres.push_back(genreNumbers.try_emplace(songs[row].row.genre, genreNumbers.size()).first->second);
        artists.push_back(songs[row].row.artist);
    }
    figures.ranking = training::measureRanking({.embeddings = embeddings, .genres = genres, .artists = artists});
    figures.seconds = rows.empty() ? std::nullopt : std::optional(seconds);
}

training::SongList songsIn(const fs::path& folder, const std::stop_token& stop) {
    std::error_code failed;
    if (!fs::is_directory(folder, failed))
        throw Error(ErrorKind::io, "There is no folder " + folder.string() + " to compare networks with.");
    if (const auto fma = training::findFmaLayout(folder))
        return training::listFmaClips(*fma);
    if (!training::isFolderOfGenres(folder))
        throw Error(ErrorKind::usage, "Networks are compared on music, and there is none in " + folder.string() +
                                          ": a folder with a folder of songs for every genre is wanted.");
    analysis::ProcessReader files(readingOptions());
    return training::listGenreFolders(folder, files, stop);
}

/// The songs that all networks heard which can hear at all.
std::vector<std::size_t> heardByAll(const Networks& networks, std::size_t songs) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < songs; ++i)
        if (std::ranges::all_of(networks, [&](const auto& one) {
                return !one.second.problem.empty() || (i < one.second.embeddings.size() && !one.second.embeddings[i].empty());
            }))
            rows.push_back(i);
    return rows;
}

} // namespace

int runEvaluateNetworks(const EvaluateOptions& options) {
    const app::StopOnSignal stop;
    Networks networks;
    auto compared = comparedNetworks(options.networks, networks);
    auto list = songsIn(options.dataset, stop.token());
    inference::tameTorch(1); // processor times are of one thread
    Reasons unheard;
    for (auto& [name, network] : networks)
        hearAll(network, name, list.songs, unheard, stop.token());
    training::NetworkComparison comparison{.decodingSeconds = decodingSeconds(list.songs, stop.token()), .unheard = list.leftOut};
    if (stop.token().stop_requested()) {
        std::cerr << "Stopped.\n";
        return kStoppedComparing;
    }
    const auto rows = heardByAll(networks, list.songs.size());
    std::set<std::string> genres;
    std::set<std::int64_t> artists;
    for (const std::size_t row : rows) {
        genres.insert(list.songs[row].row.genre);
        artists.insert(list.songs[row].row.artist);
    }
    comparison.songs = rows.size();
    comparison.genres = genres.size();
    comparison.artists = artists.size();
    for (auto& one : compared) {
        if (one.figures.problem.empty())
            measureNetwork(one, networks, list.songs, rows);
        comparison.networks.push_back(std::move(one.figures));
    }
    for (const auto& [song, reason] : unheard)
        comparison.unheard.push_back({.file = list.songs[song].file, .reason = reason});
    std::cout << training::networkTable(comparison, words::english) << std::flush;
    if (!options.json.empty())
        inference::writeWholeFile(options.json, training::networkJson(comparison, words::english));
    const bool isAnyMeasured = std::ranges::any_of(comparison.networks, [](const auto& one) { return one.problem.empty(); });
    return rows.empty() || !isAnyMeasured ? 1 : 0;
}

} // namespace segue::trainer
