// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace segue::inference {

inline constexpr std::size_t kFewestParts = 2, kMostParts = 16;
inline constexpr double kLargestPartWeight = 1000.0;
inline constexpr std::size_t kFewestToStandardise = 500; ///< songs of a library that a standardisation is fitted on
inline constexpr std::size_t kMostToStandardise = 5000;  ///< more say nothing new

/// What brings each number of an embedding to mean 0 and spread 1, so that no part speaks of what all songs have in common.
struct Standardisation {
    std::vector<float> mean, scale; ///< [embeddingSize]; both empty: numbers stay as they are

    [[nodiscard]] bool isIdentity() const { return mean.empty(); }
    bool operator==(const Standardisation&) const = default;
};

/// One of several networks that are heard together.
struct TogetherPart {
    std::string model;         ///< ModelSpec::id() of one network, never of several
    double weight = 1.0;       ///< its share in the cosine, against the others' weights
    Standardisation constants; ///< for libraries too small to fit one on

    bool operator==(const TogetherPart&) const = default;
};

/// How one part's embeddings are joined.
struct JoinedPart {
    std::size_t size = 0; ///< numbers
    double weight = 1.0;
    Standardisation standard;
};

/// One embedding of the parts' embeddings: each standardised, brought to unit length, times the square root of its weight, side
/// by side, to unit length again. So the cosine of two songs is the weighted mean of the parts' cosines. A part that has not heard
/// the song is empty: it is zeros, so that it says nothing, and the others count as if it were not there.
///
/// Pure. @return [sum of sizes]; empty if no part has an embedding. Throws Error{usage} if one has another size than its part.
[[nodiscard]] std::vector<float> joinTogether(std::span<const JoinedPart> parts, std::span<const std::vector<float>> embeddings);

/// Fits a standardisation on a library's embeddings, in constant memory. Pure.
class StandardisationFit final {
public:
    explicit StandardisationFit(std::size_t size)
        : m_sum(size)
        , m_squares(size) {}

    void add(std::span<const float> embedding); ///< one of another size is left out
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] Standardisation result() const; ///< identity below kFewestToStandardise

private:
    std::vector<double> m_sum, m_squares;
    std::size_t m_count = 0;
};

} // namespace segue::inference
