// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "app/segue_cli/simulated_songs.h"
#include "engine/inference/model_bundle.h"
#include "engine/recommend/policy/recommender.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sys/resource.h>

namespace segue::cli {

namespace {

using namespace recommend;

constexpr int kQuestions = 41;
constexpr std::size_t kLooked = 2000; ///< lists that figures are of

Question questionOf(const Recommender& songs, TrackId track, std::size_t n, const ListRules& rules) {
    Question question;
    question.seeds = {songs.seed(track).value()};
    question.count = n;
    question.rules = rules;
    return question;
}

void lookAtLists(const Recommender& songs, std::size_t count, const char* name, const ListRules& rules) {
    std::map<TrackId, int> times;
    std::map<NameId, int> artistsTimes;
    double artists = 0, own = 0;
    const std::size_t lists = std::min(kLooked, count);
    for (std::size_t i = 0; i < lists; ++i) {
        auto question = questionOf(songs, static_cast<TrackId>(1 + i * (count / lists)), 10, rules);
        question.wantsReasons = false;
        const auto seed = question.seeds.front();
        std::set<NameId> different;
        for (const Listed& one : songs.list(std::move(question)).songs) {
            const auto song = songs.seed(one.track);
            different.insert(song->facts.artists[0]);
            own += song->facts.artists[0] == seed.facts.artists[0] ? 0.1 : 0.0;
            ++times[one.track];
        }
        artists += static_cast<double>(different.size());
    }
    int most = 0;
    for (const auto& [track, number] : times)
        most = std::max(most, number);
    std::printf("%-28s %.2f artists in ten places, %.1f %% the seed's; the most listed song is in %d of %zu lists\n", name,
                artists / static_cast<double>(lists), 100 * own / static_cast<double>(lists), most, lists);
}

} // namespace

int runBenchRules(std::size_t count, const CommonOptions& common) {
    const auto spec = comparedSpec(common);
    Recommender songs("m", spec.labels, spec.embeddingSize, count + 1);
    const double begun = cpuSeconds(RUSAGE_SELF);
    fillSimulated(songs, count, spec.embeddingSize, spec.labels);
    std::printf("%-28s %zu simulated, %zu artists by Zipf's law; put in and compared with a sample in %.1f s CPU\n", "songs", count,
                std::max<std::size_t>(1, count / SimulatedSongs::kSongsOfAnArtist), cpuSeconds(RUSAGE_SELF) - begun);
    std::printf("%-28s %.0f MB with what rules know\n\n%-28s best      median\n", "memory",
                static_cast<double>(songs.bytes()) / 1e6, "a list, on one core");
    Blocks half;
    for (std::size_t i = 1; i <= count / 2; ++i)
        half.songs.insert(recordingOf(std::string("r").append(std::to_string(2 * i))));
    const Taste blocked{.blocks = std::make_shared<const Blocks>(std::move(half)), .opinions = {}};
    Taste told;
    for (TrackId i = 1; i <= 200; ++i)
        told.opinions.push_back({.track = i * 7, .weight = i % 2 == 0 ? 1.F : -1.F, .embedding = {}});
    const auto time = [&](const char* name, std::size_t n, const ListRules& rules, const Taste& taste = {}) {
        const auto seconds = timeOf(kQuestions, [&](std::size_t run) {
            auto question = questionOf(songs, static_cast<TrackId>(1 + run * (count / (kQuestions + 1))), n, rules);
            question.taste = taste;
            static_cast<void>(songs.list(std::move(question)));
        });
        std::printf("%-28s %6.1f ms %6.1f ms\n", name, 1e3 * seconds.best, 1e3 * seconds.median);
    };
    time("plain, n = 10", 10, {.isPlain = true});
    time("by the rules, n = 10", 10, {});
    time("n = 100", 100, {});
    time("200 opinions", 10, {}, told);
    time("half of all blocked", 10, {}, blocked);
    time("one genre and decade", 10, {.genres = {spec.labels.empty() ? "Rock" : spec.labels.front()}, .decades = {1970}});
    time("filters that none passes", 10, {.decades = {1500}});
    std::printf("\n");
    lookAtLists(songs, count, "plain", {.isPlain = true});
    lookAtLists(songs, count, "by the rules", {});
    return 0;
}

} // namespace segue::cli
