// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace segue::features {

/// Turns an excerpt into the patches that a network is fed with, by the recipe of its front end.
///
/// Thread rule: const and shareable; compute() may run in many threads at once.
class PatchMaker {
public:
    virtual ~PatchMaker() = default;

    [[nodiscard]] virtual const FrontEnd& frontEnd() const = 0;

    /// @return patches that compute() gives of so many samples, at least 1
    [[nodiscard]] virtual std::size_t patchesOf(std::size_t sampleCount) const = 0;

    /// @param mono samples at frontEnd().rateHz
    /// @return [patches, bands, columns], lowest band first, patches in order of time; every number finite
    [[nodiscard]] virtual std::vector<float> compute(std::span<const float> mono) const = 0;
};

/// The one that a front end asks for. Throws Error{usage} for parameters that it cannot have.
[[nodiscard]] std::unique_ptr<const PatchMaker> makePatchMaker(const FrontEnd& frontEnd);

} // namespace segue::features
