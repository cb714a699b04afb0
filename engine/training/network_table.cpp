// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/network_table.h"

#include "engine/training/markdown_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace segue::training {
namespace {

using Json = nlohmann::ordered_json;

std::string tableNumber(const char* format, std::optional<double> value) {
    if (!value)
        return "–";
    std::array<char, 48> digits{};
    std::snprintf(digits.data(), digits.size(), format, *value);
    return digits.data();
}

std::optional<double> againstDecoding(const NetworkFigures& network, const NetworkComparison& comparison) {
    if (!network.seconds || !comparison.decodingSeconds || *comparison.decodingSeconds <= 0.0)
        return std::nullopt;
    return *network.seconds / *comparison.decodingSeconds;
}

Json numberOrNull(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

} // namespace

std::string networkTable(const NetworkComparison& comparison, const Worded& worded) {
    MarkdownTable table({"network", "precision at 10, other artists", "artist MAP", "hub skew", "never listed", "CPU s a song",
                         "of decoding", "numbers"});
    for (const auto& network : comparison.networks) {
        if (!network.problem.empty()) {
            table.addText(network.name, worded(network.problem));
            continue;
        }
        const auto& figures = network.ranking;
        table.add({network.name, tableNumber("%.3f", figures.precisionAt10), tableNumber("%.3f", figures.artistMap),
                   tableNumber("%.2f", figures.hubSkew), tableNumber("%.3f", figures.neverListed),
                   tableNumber("%.3f", network.seconds), tableNumber("%.2f", againstDecoding(network, comparison)),
                   std::to_string(network.numbers)});
    }
    std::string text = std::to_string(comparison.songs) + " songs of " + std::to_string(comparison.artists) + " artists in " +
                       std::to_string(comparison.genres) + " genres, heard by all; decoding takes " +
                       tableNumber("%.3f", comparison.decodingSeconds) + " s CPU a song.\n\n" + table.text();
    for (const auto& network : comparison.networks)
        if (!network.parts.empty())
            text += "\n" + network.name + ": " + network.parts + (network.isStandardised ? ", standardised by these songs" : "");
    if (comparison.networks.end() != std::ranges::find_if(comparison.networks, [](const auto& one) { return !one.parts.empty(); }))
        text += "\n";
    if (comparison.unheard.empty())
        return text;
    MarkdownTable unheard({"song that could not be heard", "why"});
    for (const auto& song : comparison.unheard)
        unheard.addText(song.file.string(), worded(song.reason));
    return text + "\n" + unheard.text();
}

std::string networkJson(const NetworkComparison& comparison, const Worded& worded) {
    Json networks = Json::array(), unheard = Json::array();
    for (const auto& network : comparison.networks) {
        Json one{{"network", network.name}};
        if (!network.parts.empty())
            one["parts"] = network.parts;
        if (!network.problem.empty()) {
            one["problem"] = worded(network.problem);
        } else {
            one.update({{"precision_at_10", numberOrNull(network.ranking.precisionAt10)},
                        {"artist_map", numberOrNull(network.ranking.artistMap)},
                        {"hub_skew", numberOrNull(network.ranking.hubSkew)},
                        {"never_listed", numberOrNull(network.ranking.neverListed)},
                        {"cpu_seconds_per_song", numberOrNull(network.seconds)},
                        {"of_decoding", numberOrNull(againstDecoding(network, comparison))},
                        {"embedding_size", network.numbers},
                        {"standardised", network.isStandardised}});
        }
        networks.push_back(std::move(one));
    }
    for (const auto& song : comparison.unheard)
        unheard.push_back({{"path", song.file.string()}, {"reason", worded(song.reason)}});
    return Json{{"songs", comparison.songs},       {"artists", comparison.artists},
                {"genres", comparison.genres},     {"decoding_cpu_seconds_per_song", numberOrNull(comparison.decodingSeconds)},
                {"networks", std::move(networks)}, {"unheard", std::move(unheard)}}
               .dump(2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

} // namespace segue::training
