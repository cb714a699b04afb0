// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <span>

namespace segue::features {

/// librosa.power_to_db in place: 10 log10(max(amin, power)) - 10 log10(max(amin, reference)), then nothing lower than
/// topDb below the highest value of the result. NaN becomes the floor. A topDb below 0 means no floor.
void powerToDb(std::span<float> power, float reference = 1.0F, float amin = 1e-10F, float topDb = 80.0F);

/// The same relative to the largest power (ref=np.max); values lie in [-topDb, 0].
void powerToDbOfMaximum(std::span<float> power, float amin = 1e-10F, float topDb = 80.0F);

/// Copies that return the result.
[[nodiscard]] Matrix powerToDb(Matrix power, float reference = 1.0F, float amin = 1e-10F, float topDb = 80.0F);
[[nodiscard]] Matrix powerToDbOfMaximum(Matrix power, float amin = 1e-10F, float topDb = 80.0F);

} // namespace segue::features
