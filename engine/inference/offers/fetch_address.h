// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace segue::inference {

/// The host of an http or https address, without its port; empty: it has none, or names a user.
[[nodiscard]] std::string hostOf(std::string_view address);

/// The same path at another server. @param base empty: the address as it is
[[nodiscard]] std::string addressAt(std::string_view address, std::string_view base);

/// Whether a file may be asked for there: by https, or on this computer. And where a redirection may lead: from https to https,
/// from this computer nowhere else.
[[nodiscard]] bool mayBeFetched(std::string_view address);
[[nodiscard]] bool mayBeFollowed(std::string_view from, std::string_view to);

} // namespace segue::inference
