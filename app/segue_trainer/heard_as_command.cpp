// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/inference/whole_file.h"
#include "engine/recommend/genres/heard_as.h"
#include "engine/training/data_source.h"
#include "engine/training/hearing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <numeric>
#include <optional>

namespace segue::trainer {
namespace {

using recommend::GenreId;
using recommend::HeardAs;

constexpr int kHeardAsStoppedStatus = 130;
constexpr float kSteps[] = {0.3F, 0.35F, 0.4F, 0.45F, 0.5F, 0.55F, 0.6F, 0.65F, 0.7F, 0.75F, 0.8F};

/// A data set as a listener's library: every clip a song, tagged with its genre.
struct Library {
    recommend::GenreWords words;
    recommend::TaggedSongs songs;
    std::vector<GenreId> network; ///< [songs]: what the network itself hears
    std::vector<std::uint32_t> training, validation;
};

/// How often what is heard is the tag, among the songs heard with at least that confidence.
struct Agreement {
    float confidence = 0.F;
    double coverage = 0.0, heard = 0.0, network = 0.0; ///< shares, [0, 1]; of the network on the same songs
};

std::optional<Library> libraryOf(const training::Dataset& data, const inference::Embedder& embedder, const std::stop_token& stop) {
    const auto rows = data.rows(training::RowChoice::all);
    const auto heard = training::hear(embedder, data, rows, stop);
    if (!heard)
        return std::nullopt;
    const std::size_t size = heard->embeddings.size() / rows.size();
    const std::size_t labels = data.labels().size();
    Library library{.words = {}, .songs = {recommend::SongVectors(size), {}}, .network = {}, .training = {}, .validation = {}};
    for (const auto& label : data.labels())
        library.words.learn(label);
    const auto validation = data.rows(training::RowChoice::validation);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        library.songs.vectors.add(std::span(heard->embeddings).subspan(i * size, size),
                                  static_cast<std::uint32_t>(data.artist(rows[i])));
        library.songs.genres.push_back(library.words.genresOf(data.labels()[data.genre(rows[i])]));
        const auto said = std::span(heard->probabilities).subspan(i * labels, labels);
        library.network.push_back(
            library.words.find(data.labels()[static_cast<std::size_t>(std::ranges::max_element(said) - said.begin())]));
        (std::ranges::binary_search(validation, rows[i]) ? library.validation : library.training)
            .push_back(static_cast<std::uint32_t>(i));
    }
    return library;
}

/// Hears `asked` by the tags of `among` alone.
std::vector<HeardAs> hear(const Library& library, std::span<const std::uint32_t> asked, std::span<const std::uint32_t> among,
                          const std::stop_token& stop) {
    const recommend::HearingRules rules;
    const float unrelated = recommend::unrelatedSimilarity(library.songs);
    std::vector<HeardAs> heard(library.songs.vectors.size());
    const recommend::ManyQuestions questions{
        .songs = asked, .among = among, .count = rules.voters, .otherArtistsOnly = true, .perArtist = rules.perArtist};
    recommend::findNearest(library.songs.vectors, questions, stop,
                           [&](std::uint32_t song, std::span<const recommend::NearSong> nearest) {
                               heard[song] = recommend::countVotes(library.songs, song, nearest, unrelated, rules);
                           });
    return heard;
}

Agreement agreementAt(float confidence, const Library& library, std::span<const std::uint32_t> asked,
                      std::span<const HeardAs> heard) {
    recommend::HearingRules rules;
    rules.sureFrom = confidence;
    std::size_t sure = 0, right = 0, networkRight = 0;
    for (const auto song : asked) {
        if (!recommend::isSure(heard[song], rules))
            continue;
        const GenreId tag = library.songs.genres[song].front();
        ++sure;
        right += heard[song].genre == tag ? 1 : 0;
        networkRight += library.network[song] == tag ? 1 : 0;
    }
    const auto share = [](std::size_t part, std::size_t whole) {
        return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    return {confidence, share(sure, asked.size()), share(right, sure), share(networkRight, sure)};
}

std::vector<Agreement> curve(const Library& library, std::span<const std::uint32_t> asked, std::span<const std::uint32_t> among,
                             const std::stop_token& stop) {
    const auto heard = hear(library, asked, among, stop);
    std::vector<Agreement> found;
    for (const float confidence : kSteps)
        found.push_back(agreementAt(confidence, library, asked, heard));
    return found;
}

void print(const char* title, const std::vector<Agreement>& curve) {
    std::printf("%s\n  confidence  coverage  agrees with the tag  the network there\n", title);
    for (const Agreement& one : curve)
        std::printf("  %.2f%s       %.3f     %.3f                %.3f\n", static_cast<double>(one.confidence),
                    one.confidence == recommend::HearingRules{}.sureFrom ? "*" : " ", one.coverage, one.heard, one.network);
}

nlohmann::ordered_json jsonOf(const std::vector<Agreement>& curve) {
    auto list = nlohmann::ordered_json::array();
    for (const Agreement& one : curve)
        list.push_back({{"confidence", one.confidence},
                        {"coverage", one.coverage},
                        {"accuracy", one.heard},
                        {"network_accuracy", one.network}});
    return list;
}

} // namespace

int runHeardAs(const EvaluateOptions& options) {
    const app::StopOnSignal stop;
    const auto embedder = inference::loadTorchEmbedder(inference::readBundle(options.model));
    const auto data = loadData(options, embedder->spec().frontEnd, stop.token());
    auto library = data ? libraryOf(data->dataset, *embedder, stop.token()) : std::nullopt;
    if (!library || stop.token().stop_requested()) {
        std::cerr << "Stopped.\n";
        return kHeardAsStoppedStatus;
    }
    std::vector<std::uint32_t> all(library->songs.vectors.size());
    std::iota(all.begin(), all.end(), 0U);
    const auto chosen = curve(*library, library->training, library->training, stop.token());
    const auto alone = curve(*library, library->validation, library->validation, stop.token());
    const auto within = curve(*library, library->validation, all, stop.token());
    std::printf("model %s: songs heard by the tags of their nearest by other artists (* what Segue calls sure)\n",
                embedder->spec().id().c_str());
    print("training artists, among themselves: the rules were chosen here", chosen);
    print("validation artists, among themselves", alone);
    print("validation artists, among all", within);
    if (!options.json.empty())
        inference::writeWholeFile(options.json, nlohmann::ordered_json{{"model", embedder->spec().id()},
                                                                       {"sure_from", recommend::HearingRules{}.sureFrom},
                                                                       {"training", jsonOf(chosen)},
                                                                       {"validation", jsonOf(alone)},
                                                                       {"validation_among_all", jsonOf(within)}}
                                                        .dump(2) +
                                                    "\n");
    return 0;
}

} // namespace segue::trainer
