// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::test {

/// One of the shared folder's synthesised signals and what librosa computes from it.
class Reference final {
public:
    static constexpr int kRateHz = 22'050;

    explicit Reference(std::string name)
        : m_name(std::move(name)) {}

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::vector<float> samples() const;

    /// NAME.npy, whichever order it was written in; a single number or row has one row.
    [[nodiscard]] features::Matrix array(const std::string& array) const;

private:
    std::string m_name;
};

/// The five signals; none without the shared folder: the test then skips itself with a WARN.
[[nodiscard]] std::vector<Reference> references();

/// Norm of the difference over norm of the reference; over 1 where that is all zeros. 1e30 if the shapes differ.
[[nodiscard]] double normError(const features::Matrix& ours, const features::Matrix& reference);

/// Whether all of them are numbers.
[[nodiscard]] bool allFinite(std::span<const float> values);

} // namespace segue::test
