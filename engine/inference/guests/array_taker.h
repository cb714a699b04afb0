// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/guests/published_arrays.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue::inference {

/// Takes a published network's arrays, each of which must be there, of the shape that is expected, and finite.
class ArrayTaker final {
public:
    /// @param file for the error
    ArrayTaker(const std::filesystem::path& file, const PublishedArrays& arrays)
        : m_file(file)
        , m_arrays(arrays) {}

    /// Throws Error{badFile} that names the array.
    [[nodiscard]] const Tensor& take(const std::string& name, const std::vector<std::int64_t>& shape) const;
    [[noreturn]] void refuse(const std::string& why) const;

private:
    const std::filesystem::path& m_file;
    const PublishedArrays& m_arrays;
};

[[nodiscard]] Tensor renamed(Tensor tensor, std::string name);

/// The array with its axes in another order: axis i of the result is axis order[i].
[[nodiscard]] Tensor permuted(const Tensor& tensor, const std::vector<std::size_t>& order);

/// Names of the arrays of a batch normalisation: factor * (x - mean) / sqrt(variance + 0.001) + summand.
struct Normalisation {
    std::string mean, variance, factor, summand;
};

/// A convolution and the normalisation behind it as one convolution. Throws Error{badFile} if a variance is negative.
/// @param weight [outputs, ...]
/// @param bias [outputs], or none
/// @return weight and bias
[[nodiscard]] std::pair<Tensor, Tensor> folded(const ArrayTaker& taker, Tensor weight, const std::optional<Tensor>& bias,
                                               const Normalisation& norm);

} // namespace segue::inference
