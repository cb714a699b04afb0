// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace segue::training {

/// Rows of numbers with a class each, to learn from. Standardise them first (feature_scale.h).
struct LabelledFeatures {
    std::span<const float> values;       ///< [rows, size], finite
    std::size_t size = 0;                ///< numbers a row
    std::span<const std::size_t> labels; ///< [rows], each below classes
    std::size_t classes = 0;
};

/// Tells classes apart by rows of numbers. Immutable, so it may be asked from many threads.
///
/// A class that no row was learned from has the probability 0; if only one class was, it has 1.
class Classifier {
public:
    virtual ~Classifier() = default;

    /// @param features [rows, size]; throws Error{usage} for another size
    /// @return [rows, classes], rows sum to 1
    [[nodiscard]] virtual std::vector<float> probabilities(std::span<const float> features) const = 0;

    /// What the classifier makes of a row before it decides. [rows, any size], not of unit length; empty: nothing
    [[nodiscard]] virtual std::vector<float> embeddings(std::span<const float> /*features*/) const { return {}; }

    /// Numbers learned from the rows.
    [[nodiscard]] virtual std::size_t parameters() const = 0;
};

/// The classes that rows to learn from really have, numbered without gaps.
class PresentClasses final {
public:
    /// Throws Error{usage}, saying which, if there is no row, if lengths do not fit, for a label beyond the classes and
    /// for a number that is not finite.
    explicit PresentClasses(const LabelledFeatures& rows);

    [[nodiscard]] std::size_t count() const { return m_present.size(); }

    /// The rows' labels in the new numbers. [rows]
    [[nodiscard]] const std::vector<std::size_t>& labels() const { return m_labels; }

    /// Puts probabilities of the present classes [rows, count()] where all classes are [rows, classes].
    [[nodiscard]] std::vector<float> spread(std::span<const float> probabilities) const;

private:
    std::size_t m_classes;
    std::vector<std::size_t> m_present; // the old number of each new one, ascending
    std::vector<std::size_t> m_labels;
};

/// How many rows of the given size there are. Throws Error{usage} if the numbers do not make whole rows.
[[nodiscard]] std::size_t rowCount(std::span<const float> features, std::size_t size);

} // namespace segue::training
