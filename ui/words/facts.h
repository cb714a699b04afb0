// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

namespace segue::ui {

/// Names and values in the order in which they are shown. An empty value is not known.
using Facts = std::vector<std::pair<QString, QString>>;

} // namespace segue::ui
