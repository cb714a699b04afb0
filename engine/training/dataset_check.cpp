// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset_check.h"

#include "engine/words/error.h"

#include <set>

namespace segue::training {
namespace {

// [labels] whether one of the rows has the genre
std::vector<bool> genresOf(const Dataset& dataset, RowChoice choice, Split split) {
    std::vector<bool> present(dataset.labels().size());
    for (const std::size_t row : dataset.rows(choice, split))
        present[dataset.genre(row)] = true;
    return present;
}

} // namespace

void checkTrainable(const Dataset& dataset, Split split) {
    if (dataset.rows(RowChoice::training, split).empty())
        throw Error(ErrorKind::usage, "There is no row to train on in this data set.");
    const auto& labels = dataset.labels();
    if (labels.size() < 2)
        throw Error(ErrorKind::usage,
                    "All songs are of one genre, " + labels.front() + "; a network learns by telling apart at least two.");
    const auto learned = genresOf(dataset, RowChoice::training, split);
    for (std::size_t label = 0; label < labels.size(); ++label)
        if (!learned[label])
            throw Error(ErrorKind::usage, "No song of the genre " + labels[label] +
                                              " can be trained on: all of them are on the validation or test side. Add "
                                              "songs by other artists, or leave the genre out.");
}

void checkMeasurable(const Dataset& dataset, Split split) {
    if (dataset.rows(RowChoice::validation, split).empty())
        throw Error(
            ErrorKind::usage,
            std::string("There is no song on the validation side of this data set, so nothing could say how well the "
                        "network hears. ") +
                (split == Split::artists ? "Add songs by more artists, or separate songs only: --split clips." : "Add songs."));
}

std::vector<std::string> doubtsAbout(const Dataset& dataset, Split split) {
    const auto& labels = dataset.labels();
    std::vector<std::set<std::int64_t>> artists(labels.size());
    for (const std::size_t row : dataset.rows(RowChoice::all))
        artists[dataset.genre(row)].insert(dataset.artist(row));
    const auto measured = genresOf(dataset, RowChoice::validation, split);
    std::string ofOneArtist;
    std::string unmeasured;
    for (std::size_t label = 0; label < labels.size(); ++label) {
        if (std::string* const list = artists[label].size() == 1 ? &ofOneArtist : measured[label] ? nullptr : &unmeasured)
            *list += (list->empty() ? "" : ", ") + labels[label];
    }
    std::vector<std::string> doubts;
    if (!ofOneArtist.empty())
        doubts.push_back("All songs of a genre are by one artist: the network may learn the artist instead, and by artists "
                         "the genre cannot be validated (" +
                         ofOneArtist + ").");
    if (!unmeasured.empty())
        doubts.push_back("No song of a genre is on the validation side: the figures say nothing about it (" + unmeasured + ").");
    return doubts;
}

} // namespace segue::training
