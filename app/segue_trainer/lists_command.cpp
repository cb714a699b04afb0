// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/inference/model_bundle.h"
#include "engine/recommend/policy/recommender.h"
#include "engine/training/bundle_method.h"
#include "engine/training/data_source.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <random>
#include <ranges>
#include <set>

namespace segue::trainer {
namespace {

using namespace recommend;

constexpr std::size_t kPlaces = 10;
constexpr int kListeners = 50, kAnswers = 20, kAskedSeeds = 40;
constexpr double kLikedShare = 0.3;

/// Rows heard by a network, as a library.
struct HeardRows {
    std::vector<std::size_t> genres;   ///< [rows], the true ones
    std::vector<std::int64_t> artists; ///< [rows]
    std::size_t columns = 0;
    std::vector<float> embeddings; ///< [rows, columns]
    Recommender songs;

    [[nodiscard]] std::size_t size() const { return genres.size(); }
    [[nodiscard]] std::span<const float> embedding(std::size_t row) const {
        return std::span(embeddings).subspan(row * columns, columns);
    }
    [[nodiscard]] std::vector<std::size_t> list(std::size_t row, std::size_t count, const ListRules& rules,
                                                const Taste& taste = {}) const {
        Question question;
        question.seeds = {songs.seed(static_cast<TrackId>(row + 1)).value()};
        question.count = count;
        question.rules = rules;
        question.taste = taste;
        question.wantsReasons = false;
        std::vector<std::size_t> rows;
        for (const Listed& one : songs.list(std::move(question)).songs)
            rows.push_back(static_cast<std::size_t>(one.track - 1));
        return rows;
    }
};

void fill(HeardRows& rows, const training::Dataset& dataset, std::span<const std::size_t> numbers) {
    rows.songs.load([&](const Recommender::Visit& visit) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            store::EmbeddedTrack song{.model = "m", .track = static_cast<TrackId>(i + 1), .library = 1};
            const auto id = std::to_string(dataset.trackId(numbers[i]));
            song.identity = "clip " + id;
            song.embedding.assign(rows.embedding(i).begin(), rows.embedding(i).end());
            song.song.path = "/fma/" + id + ".mp3";
            song.song.title = "Title of " + id;
            song.song.artist = "Artist " + std::to_string(dataset.artist(numbers[i]));
            song.song.duration = std::chrono::seconds(30);
            visit(song);
        }
    });
}

struct ListFigures {
    double precision = 0, seedArtist = 0, artists = 0, skew = 0, never = 0;
};

double skewOf(const std::vector<int>& times) {
    const auto count = static_cast<double>(times.size());
    const double mean = std::accumulate(times.begin(), times.end(), 0.0) / count;
    double second = 0, third = 0;
    for (const int one : times) {
        second += std::pow(one - mean, 2) / count;
        third += std::pow(one - mean, 3) / count;
    }
    return second > 0 ? third / std::pow(second, 1.5) : 0.0;
}

ListFigures measure(const HeardRows& rows, const ListRules& rules) {
    ListFigures sum;
    std::vector<int> times(rows.size());
    double precisions = 0;
    for (std::size_t seed = 0; seed < rows.size(); ++seed) {
        const auto list = rows.list(seed, 3 * kPlaces, rules);
        std::size_t others = 0, same = 0;
        for (const auto row : list)
            if (rows.artists[row] != rows.artists[seed] && others < kPlaces) {
                ++others;
                same += rows.genres[row] == rows.genres[seed] ? 1 : 0;
            }
        if (others > 0) {
            sum.precision += static_cast<double>(same) / static_cast<double>(others);
            precisions += 1;
        }
        std::set<std::int64_t> artists;
        for (std::size_t i = 0; i < std::min(kPlaces, list.size()); ++i) {
            artists.insert(rows.artists[list[i]]);
            sum.seedArtist += rows.artists[list[i]] == rows.artists[seed] ? 1.0 / kPlaces : 0.0;
            ++times[list[i]];
        }
        sum.artists += static_cast<double>(artists.size());
    }
    const auto count = static_cast<double>(rows.size());
    return {.precision = sum.precision / precisions,
            .seedArtist = sum.seedArtist / count,
            .artists = sum.artists / count,
            .skew = skewOf(times),
            .never = static_cast<double>(std::ranges::count(times, 0)) / count};
}

void print(const char* name, const ListFigures& figures) {
    std::printf("%-34s %9.4f %8.2f %10.1f %% %8.2f %7.1f %%\n", name, figures.precision, figures.artists, 100 * figures.seedArtist,
                figures.skew, 100 * figures.never);
}

/// A listener who likes the share of songs nearest to a taste that nobody is told of.
struct Listener {
    std::vector<bool> likes; ///< [rows]
    std::vector<std::size_t> liked;
};

Listener listener(const HeardRows& rows, std::mt19937& random) {
    std::vector<float> taste(rows.columns, 0.F);
    std::uniform_int_distribution<std::size_t> any(0, rows.size() - 1);
    for (const float weight : {1.F, 1.F, -0.7F})
        for (const auto one = rows.embedding(any(random)); std::size_t i : std::views::iota(std::size_t{0}, rows.columns))
            taste[i] += weight * one[i];
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t row = 0; row < rows.size(); ++row)
        order.emplace_back(std::inner_product(taste.begin(), taste.end(), rows.embedding(row).begin(), 0.F), row);
    std::ranges::sort(order, std::ranges::greater());
    Listener one{.likes = std::vector<bool>(rows.size()), .liked = {}};
    for (std::size_t i = 0; i < static_cast<std::size_t>(kLikedShare * static_cast<double>(rows.size())); ++i) {
        one.likes[order[i].second] = true;
        one.liked.push_back(order[i].second);
    }
    return one;
}

struct Reached {
    double precision = 0, artists = 0;
};

Reached reached(const HeardRows& rows, const Listener& who, const std::vector<std::size_t>& seeds, const Taste& taste,
                const std::set<std::size_t>& answered) {
    Reached sum;
    for (const auto seed : seeds) {
        const auto list = rows.list(seed, kPlaces, {}, taste);
        std::size_t liked = 0, counted = 0;
        std::set<std::int64_t> artists;
        for (const auto row : list) {
            artists.insert(rows.artists[row]);
            if (answered.contains(row))
                continue; // what was answered is known and proves nothing
            ++counted;
            liked += who.likes[row] ? 1 : 0;
        }
        sum.precision +=
            counted > 0 ? static_cast<double>(liked) / static_cast<double>(counted) / static_cast<double>(seeds.size()) : 0.0;
        sum.artists += static_cast<double>(artists.size()) / static_cast<double>(seeds.size());
    }
    return sum;
}

/// Each listener answers for the first listed songs of lists, yes or no; then the lists for other songs, which may be any, are
/// looked at again.
void simulate(const HeardRows& rows, const LeaningShape& shape) {
    std::mt19937 random(11);
    std::uniform_int_distribution<std::size_t> any(0, rows.size() - 1);
    Reached before, after;
    for (int i = 0; i < kListeners; ++i) {
        const auto who = listener(rows, random);
        Taste taste;
        taste.shape = shape;
        std::set<std::size_t> answered;
        while (static_cast<int>(answered.size()) < kAnswers) {
            const auto list = rows.list(any(random), kPlaces, {}, taste);
            const auto next = std::ranges::find_if(list, [&](std::size_t row) { return !answered.contains(row); });
            if (next == list.end())
                continue;
            answered.insert(*next);
            taste.opinions.push_back(
                {.track = static_cast<TrackId>(*next + 1), .weight = who.likes[*next] ? 1.F : -1.F, .embedding = {}});
        }
        std::vector<std::size_t> seeds;
        while (static_cast<int>(seeds.size()) < kAskedSeeds)
            seeds.push_back(any(random));
        const auto was = reached(rows, who, seeds, {}, answered), is = reached(rows, who, seeds, taste, answered);
        before.precision += was.precision / kListeners;
        before.artists += was.artists / kListeners;
        after.precision += is.precision / kListeners;
        after.artists += is.artists / kListeners;
    }
    std::printf("reach %.2f nearest %.2f general %.2f   liked at 10 %.3f -> %.3f (%+.0f %%)   artists in a list %.2f -> %.2f\n",
                static_cast<double>(shape.reach), static_cast<double>(shape.strength), static_cast<double>(shape.general),
                before.precision, after.precision, 100 * (after.precision / before.precision - 1), before.artists, after.artists);
}

} // namespace

int runEvaluateLists(const EvaluateOptions& options) {
    const app::StopOnSignal stop;
    const auto bundle = inference::readBundle(options.model);
    const auto data = loadData(options, bundle.spec.frontEnd, stop.token());
    if (!data)
        return 130;
    const auto numbers = data->dataset.rows(training::RowChoice::validation, training::Split::artists);
    const auto output = training::bundleMethod(bundle, data->dataset, numbers, stop.token());
    if (!output)
        return 130;
    HeardRows rows{.genres = {},
                   .artists = {},
                   .columns = output->embeddings.size() / numbers.size(),
                   .embeddings = output->embeddings,
                   .songs = Recommender("m", {}, output->embeddings.size() / numbers.size())};
    for (const auto number : numbers) {
        rows.genres.push_back(data->dataset.genre(number));
        rows.artists.push_back(data->dataset.artist(number));
    }
    fill(rows, data->dataset, numbers);
    std::printf("%zu validation clips of %zu artists\n", rows.size(), std::set(rows.artists.begin(), rows.artists.end()).size());
    std::printf("%-34s %9s %8s %12s %8s %9s\n", "lists of ten", "precision", "artists", "seed's own", "hub skew", "never");
    print("plain", measure(rows, {.isPlain = true}));
    for (const float strength : {0.F, 0.25F, 0.5F, 0.75F, 1.F}) {
        ListRules rules{.mostOfSeedArtist = 0, .mostOfArtist = 0, .mostOfSeedAlbum = 0, .mostOfAlbum = 0, .hubStrength = strength};
        print(("hub strength " + std::to_string(strength).substr(0, 4) + ", no caps").c_str(), measure(rows, rules));
    }
    print("policy", measure(rows, {}));
    std::printf("\n%d listeners, %d answers each\n", kListeners, kAnswers);
    if (options.all)
        for (const float reach : {0.2F, 0.5F})
            for (const float nearest : {0.F, 0.25F, 0.5F})
                for (const float general : {0.F, 0.2F, 0.5F})
                    simulate(rows, {.reach = reach, .strength = nearest, .general = general});
    simulate(rows, {});
    return 0;
}

} // namespace segue::trainer
