// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

namespace segue::test {

enum class BoundedEnd {
    well,  ///< the work returned
    threw, ///< it threw something that is no std::bad_alloc
    outOfMemory,
    outOfTime, ///< and was ended
    died,      ///< a signal ended it
};

/// Runs work in a process of its own that may take so much more memory than this one has, and so long. Sanitizers keep
/// books of their own: with them the memory is not limited.
[[nodiscard]] BoundedEnd runBounded(std::size_t megabytes, std::chrono::seconds limit, const std::function<void()>& work);

} // namespace segue::test
