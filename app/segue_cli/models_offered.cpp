// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/inference/offers/offered_networks.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

using inference::OfferedNetwork;
using nlohmann::ordered_json;

namespace {

void printOffersAsJson(const std::vector<OfferedNetwork>& offers) {
    ordered_json all = ordered_json::array();
    for (const auto& offer : offers) {
        ordered_json files = ordered_json::array();
        for (const auto& file : offer.files)
            files.push_back({{"name", file.name}, {"address", file.address}, {"bytes", file.bytes}, {"sha256", file.sha256}});
        ordered_json entry{{"name", offer.name}, {"licence", offer.licence}, {"origin", offer.origin}, {"files", files}};
        entry["cost"] = offer.cost;
        if (offer.figures) {
            entry["same_genre_at_10"] = offer.figures->sameGenreAt10;
            entry["artist_map"] = offer.figures->artistMap;
        }
        all.push_back(std::move(entry));
    }
    std::cout << all.dump(2) << "\n";
}

void printOffer(const OfferedNetwork& offer) {
    std::printf("%-17s licence %s; %.1f times segue-net's CPU a song; ", offer.name.c_str(), offer.licence.c_str(), offer.cost);
    if (offer.figures)
        std::printf("same genre at 10 %.3f, artist MAP %.3f\n", offer.figures->sameGenreAt10, offer.figures->artistMap);
    else
        std::printf("not measured\n");
    std::printf("  about it: %s\n", offer.origin.c_str());
    for (const auto& file : offer.files)
        std::printf("  %s  %llu bytes, SHA-256 %s\n", file.address.c_str(), static_cast<unsigned long long>(file.bytes),
                    file.sha256.c_str());
    if (offer.files.empty())
        std::printf("  published as HDF5, which Segue does not read; \"models import\" takes its arrays as .npz\n");
}

} // namespace

int runModelsOffered(bool json) {
    const auto offers = inference::offeredNetworks();
    if (json) {
        printOffersAsJson(offers);
        return 0;
    }
    std::printf("segue-net, for comparison: same genre at 10 %.3f, artist MAP %.3f\n", inference::kOwnFigures.sameGenreAt10,
                inference::kOwnFigures.artistMap);
    std::ranges::for_each(offers, printOffer);
    return 0;
}

int runModelsGet(const std::string& name) {
    const auto offers = inference::offeredNetworks();
    const auto found = std::ranges::find(offers, name, &OfferedNetwork::name);
    if (found == offers.end())
        throw Error{ErrorKind::usage, "There is no network " + name + " to get. See \"segue-cli models offered\"."};
    throw Error{
        ErrorKind::unsupported,
        "segue-cli uses no network: only Segue's window fetches " + name +
            " (Settings, Network, Get more). Or fetch its files yourself, as \"segue-cli models offered\" lists them, into one "
            "folder, and then: segue-cli models import FOLDER"};
}

} // namespace segue::cli
