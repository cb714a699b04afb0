// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/teacher.h"

#include "engine/training/logistic_regression.h"

#include <torch/torch.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <unordered_map>

namespace segue::training {
namespace {

constexpr std::size_t kFolds = 5;
constexpr double kPenalty = 100.0; // the best of 1, 10, 100, 1000 by accuracy on the folds left out

std::vector<float> vectorsOf(const torch::Tensor& teacher, const std::vector<std::size_t>& rows) {
    const std::vector<std::int64_t> indices(rows.begin(), rows.end());
    const torch::Tensor chosen = teacher.index_select(0, torch::tensor(indices)).contiguous();
    const float* const first = chosen.data_ptr<float>();
    return {first, first + chosen.numel()};
}

// The rows by fold; all clips of an artist are in one.
std::vector<std::vector<std::size_t>> foldsOf(const Dataset& dataset, const std::vector<std::size_t>& rows) {
    std::set<std::int64_t> artists;
    for (const std::size_t row : rows)
        artists.insert(dataset.artist(row));
    std::unordered_map<std::int64_t, std::size_t> fold;
    for (const std::int64_t artist : artists)
        fold.emplace(artist, fold.size() % kFolds);
    std::vector<std::vector<std::size_t>> folds(kFolds);
    for (const std::size_t row : rows)
        folds[fold.at(dataset.artist(row))].push_back(row);
    return folds;
}

} // namespace

torch::Tensor standardisedTeacher(const Dataset& dataset, const std::vector<std::size_t>& rows) {
    std::vector<torch::Tensor> all;
    for (std::size_t row = 0; row < dataset.size(); ++row) {
        const auto vector = dataset.teacher(row);
        all.push_back(torch::tensor(std::vector<float>(vector.begin(), vector.end())));
    }
    const torch::Tensor vectors = torch::stack(all);
    const std::vector<std::int64_t> indices(rows.begin(), rows.end());
    const torch::Tensor seen = vectors.index_select(0, torch::tensor(indices));
    return (vectors - seen.mean(0)) / seen.std(0).clamp_min(1e-6);
}

torch::Tensor genresTeacherHears(const Dataset& dataset, const std::vector<std::size_t>& rows, const torch::Tensor& teacher) {
    const auto labels = dataset.labels().size();
    torch::Tensor heard = torch::zeros({static_cast<std::int64_t>(dataset.size()), static_cast<std::int64_t>(labels)});
    const auto folds = foldsOf(dataset, rows);
    for (std::size_t left = 0; left < kFolds; ++left) {
        std::vector<std::size_t> others, genres;
        for (std::size_t fold = 0; fold < kFolds; ++fold)
            if (fold != left)
                others.insert(others.end(), folds[fold].begin(), folds[fold].end());
        if (folds[left].empty() || others.empty())
            continue;
        for (const std::size_t row : others)
            genres.push_back(dataset.genre(row));
        const auto regression =
            LogisticRegression::train(vectorsOf(teacher, others), dataset.teacherSize(), genres, labels, kPenalty);
        const auto probabilities = regression.probabilities(vectorsOf(teacher, folds[left]));
        for (std::size_t i = 0; i < folds[left].size(); ++i) {
            const auto own = std::span(probabilities).subspan(i * labels, labels);
            heard[static_cast<std::int64_t>(folds[left][i])] = torch::tensor(std::vector<float>(own.begin(), own.end()));
        }
    }
    return heard;
}

} // namespace segue::training
