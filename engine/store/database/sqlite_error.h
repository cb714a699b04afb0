// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/error.h"

#include <SQLiteCpp/Exception.h>

#include <string>
#include <utility>

namespace segue::store {

/// Turns SQLite's exception into an Error, with the operation and SQLite's own words.
[[nodiscard]] Error toError(const SQLite::Exception& exception, const std::string& operation);

/// Runs `work`, converting SQLite's exceptions. Every public function of this folder goes through it.
template <typename Work>
decltype(auto) guarded(const std::string& operation, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const SQLite::Exception& exception) {
        throw toError(exception, operation);
    }
}

} // namespace segue::store
