// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mixed_precision.h"

#include <ATen/autocast_mode.h>

namespace segue::training {

MixedPrecision::MixedPrecision(bool isWanted)
    : m_isOn(isWanted) {
    if (!m_isOn)
        return;
    at::autocast::set_cpu_enabled(true);
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::increment_nesting();
}

MixedPrecision::~MixedPrecision() {
    if (!m_isOn)
        return;
    at::autocast::decrement_nesting();
    at::autocast::clear_cache(); // of weights in bfloat16, which the next step changes
    at::autocast::set_cpu_enabled(false);
}

} // namespace segue::training
