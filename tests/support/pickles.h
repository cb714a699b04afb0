// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace segue::test {

/// An array as PyTorch pickles it.
struct PickledArray {
    std::string name, storage;
    std::vector<std::int64_t> shape;
    std::string kind = "FloatStorage";
    int offset = 0;
    std::vector<std::int64_t> strides = {}; ///< empty: row by row
};

/// The steps of a pickle: a text, a number, a global name.
[[nodiscard]] std::string pickledText(const std::string& text);
[[nodiscard]] std::string pickledNumber(std::int64_t number);
[[nodiscard]] std::string pickledName(const std::string& module, const std::string& name);

/// A dictionary of arrays, as torch.save() writes its data.pkl.
[[nodiscard]] std::string pickledArrays(const std::vector<PickledArray>& arrays);

} // namespace segue::test
