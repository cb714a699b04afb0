// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>

namespace segue::features {

/// The lock to hold while FFTW makes or destroys a plan, because its planner keeps global tables. Executing plans needs no
/// lock. Only for the files that call FFTW.
[[nodiscard]] std::mutex& fftwPlanning();

} // namespace segue::features
