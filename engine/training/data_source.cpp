// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/data_source.h"

#include "engine/training/fma_layout.h"
#include "engine/training/genre_folders.h"
#include "engine/words/error.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <system_error>
#include <utility>

namespace segue::training {

namespace fs = std::filesystem;

namespace {

LoadedData loadArrays(const fs::path& folder, const features::FrontEnd& wanted) {
    LoadedData data{.kind = DataKind::arrays, .dataset = Dataset::load(folder)};
    features::FrontEnd usual;
    usual.bands = wanted.bands;
    usual.columns = wanted.columns;
    if (wanted != usual)
        throw Error(ErrorKind::usage, "The arrays in " + folder.string() + " hold patches that are made already (" +
                                          features::describe(data.dataset.frontEnd()) +
                                          "); another front end needs a folder of audio.");
    return data;
}

std::string identityOf(const Dataset& dataset) {
    std::string text;
    for (std::size_t row = 0; row < dataset.size(); ++row)
        text += std::to_string(dataset.trackId(row)) + " " + dataset.labels()[dataset.genre(row)] + " " +
                std::to_string(dataset.artist(row)) + " " + std::to_string(dataset.patchCount(row)) + "\n";
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
    return std::string("songs ") + digits.data();
}

} // namespace

std::optional<LoadedData> loadData(const fs::path& folder, audio::FileReader& files, const HearingOptions& options,
                                   const std::stop_token& stop) {
    std::error_code code;
    if (!fs::is_directory(folder, code))
        throw Error(ErrorKind::io, "There is no folder " + folder.string() + " to take training data from.");
    if (fs::exists(folder / "tracks.tsv", code) || fs::exists(folder / "mel128_u8.npy", code))
        return loadArrays(folder, options.frontEnd);
    const auto fma = findFmaLayout(folder);
    if (!fma && !isFolderOfGenres(folder))
        throw Error(ErrorKind::usage, "Nothing to train on lies in " + folder.string() +
                                          ": neither tracks.tsv with mel128_u8.npy, nor a folder of music for every genre, nor "
                                          "fma_metadata/tracks.csv with fma_small.");
    auto heard = hearSongs(fma ? listFmaClips(*fma) : listGenreFolders(folder, files, stop), options, stop);
    if (!heard)
        return std::nullopt;
    std::string identity = identityOf(heard->dataset);
    return LoadedData{.kind = fma ? DataKind::fmaClips : DataKind::genreFolders,
                      .dataset = std::move(heard->dataset),
                      .leftOut = std::move(heard->leftOut),
                      .cacheProblem = std::move(heard->cacheProblem),
                      .identity = std::move(identity)};
}

} // namespace segue::training
