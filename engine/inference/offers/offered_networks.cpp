// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/offered_networks.h"

#include "engine/inference/offers/fetch_address.h"

#include <algorithm>
#include <string_view>

namespace segue::inference {

namespace {

constexpr std::uint64_t kLargestOffered = 512U << 20U;
constexpr std::size_t kLongestOfferName = 64;
constexpr std::size_t kHashDigits = 64;

bool isPlainName(std::string_view name) {
    return !name.empty() && name.size() <= kLongestOfferName && name.front() != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
}

bool isHash(std::string_view text) {
    return text.size() == kHashDigits &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string fileProblem(const OfferedFile& file) {
    if (!isPlainName(file.name) || file.name.ends_with(".part") || file.name.ends_with(".note"))
        return "name of a file";
    if (!file.address.starts_with("https://") || hostOf(file.address).empty())
        return "address of " + file.name;
    if (file.bytes == 0 || file.bytes > kLargestOffered)
        return "size of " + file.name;
    return isHash(file.sha256) ? std::string() : "hash of " + file.name;
}

/// Jordi Pons' network in the form of TensorFlow.js, as MTG has it in its repository: the two files of one folder, at a commit. The
/// hashes are of these files; that they are called so in that folder follows from the JSON, which names the other one, and from
/// MTG's own code beside it. Nobody has asked these two addresses yet: if a name is wrong, the server refuses, and Segue says so.
OfferedNetwork musicnnOffer() {
    const std::string folder = "https://raw.githubusercontent.com/MTG/essentia.js/819c00e8f034dc709e3d330ed8ac9ed37dfdb767/"
                               "examples/starter-code/autotagging/models/msd-musicnn-1/";
    return {.name = "musicnn",
            .licence = "ISC, (c) 2019 Jordi Pons",
            .origin = "https://github.com/jordipons/musicnn",
            .files = {{.name = "model.json",
                       .address = folder + "model.json",
                       .bytes = 30'445,
                       .sha256 = "2df238355538b680e70f06e30fb04df52f133da6ea1915530ec8c590da073762"},
                      {.name = "group1-shard1of1.bin",
                       .address = folder + "group1-shard1of1.bin",
                       .bytes = 3'148'708,
                       .sha256 = "7ebfb970c7389b6276ffc34f0d7fc80ba2765e5310829f3618ad5b977326667d"}},
            .figures = OfferedFigures{.sameGenreAt10 = 0.671, .artistMap = 0.309},
            .cost = 29.0};
}

/// Its authors' own release. The hash is of a copy in another repository, and the one that a third names for this very address.
OfferedNetwork efficientAtOffer() {
    return {.name = "efficientat-mn04",
            .licence = "MIT, (c) 2022 Florian Schmid",
            .origin = "https://github.com/fschmid56/EfficientAT",
            .files = {{.name = "mn04_as_mAP_432.pt",
                       .address = "https://github.com/fschmid56/EfficientAT/releases/download/v0.0.1/mn04_as_mAP_432.pt",
                       .bytes = 4'066'513,
                       .sha256 = "899a8c6217063f6941793102a2780b3dd788ab11fce468d9cf5f0577c453321c"}},
            .figures = OfferedFigures{.sameGenreAt10 = 0.658, .artistMap = 0.331},
            .cost = 3.2};
}

/// Published as HDF5, which Segue does not read, so there is nothing to fetch that could be imported.
OfferedNetwork artistOffer() {
    return {.name = "artist-siamese",
            .licence = "MIT, (c) 2018 Jongpil Lee",
            .origin = "https://github.com/jongpillee/ismir2018-artist",
            .files = {},
            .figures = std::nullopt,
            .cost = 0.7};
}

} // namespace

std::uint64_t OfferedNetwork::bytes() const {
    std::uint64_t all = 0;
    for (const auto& file : files)
        all += file.bytes;
    return all;
}

std::vector<OfferedNetwork> offeredNetworks() { return {musicnnOffer(), efficientAtOffer(), artistOffer()}; }

std::string offerProblem(const OfferedNetwork& network) {
    if (!isPlainName(network.name))
        return "name";
    if (network.licence.empty())
        return "licence";
    if (!network.origin.starts_with("https://") || hostOf(network.origin).empty())
        return "origin";
    if (network.cost <= 0.0)
        return "cost";
    for (const auto& file : network.files) {
        if (auto problem = fileProblem(file); !problem.empty())
            return problem;
        if (std::ranges::count(network.files, file.name, &OfferedFile::name) != 1)
            return "two files named " + file.name;
    }
    return {};
}

} // namespace segue::inference
