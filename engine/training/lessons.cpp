// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/lessons.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace segue::training {
namespace {

constexpr double kLeastDeviation = 1e-6;

// [all rows, at most kLessonAxes]
torch::Tensor reduced(const TeacherVectors& teacher, std::size_t all, std::span<const std::size_t> rows) {
    std::vector<std::int64_t> heard;
    for (const std::size_t row : rows)
        if (teacher.heard(row))
            heard.push_back(static_cast<std::int64_t>(row));
    const auto size = static_cast<std::int64_t>(teacher.size);
    const torch::Tensor vectors = torch::tensor(teacher.values).view({static_cast<std::int64_t>(all), size}).to(torch::kFloat64);
    const auto count = static_cast<std::int64_t>(heard.size());
    if (count < 2)
        return torch::full({vectors.size(0), 0}, NAN);
    const torch::Tensor seen = vectors.index_select(0, torch::tensor(heard));
    const torch::Tensor mean = seen.mean(0);
    const torch::Tensor deviation = seen.std(0).clamp_min(kLeastDeviation);
    const torch::Tensor scaled = (seen - mean) / deviation;
    const torch::Tensor covariance = torch::matmul(scaled.t(), scaled) / static_cast<double>(count - 1);
    const auto [values, axes] = torch::linalg_eigh(covariance); // ascending
    const auto kept = std::min<std::int64_t>(size, static_cast<std::int64_t>(kLessonAxes));
    const torch::Tensor power = values.narrow(0, size - kept, kept).mean().clamp_min(kLeastDeviation);
    const torch::Tensor best = axes.narrow(1, size - kept, kept).flip(1) / power.sqrt();
    torch::Tensor lessons = torch::matmul((vectors - mean) / deviation, best);
    for (std::size_t row = 0; row < all; ++row)
        if (!teacher.heard(row))
            lessons[static_cast<std::int64_t>(row)] = NAN; // an infinite number would not have become one
    return lessons.to(torch::kFloat32);
}

} // namespace

torch::Tensor lessonsOf(const TaughtMusic& music, std::span<const std::size_t> rows) {
    std::vector<torch::Tensor> each;
    for (const TeacherVectors& teacher : music.teachers())
        each.push_back(reduced(teacher, music.size(), rows));
    return torch::cat(each, 1);
}

} // namespace segue::training
