// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace segue::spotify {

/// So many characters of [A-Za-z0-9_-] that nobody can guess, each worth six bits from the kernel. For verifiers (43 to 128) and
/// for the word by which an answer is known again. Throws Error{io} where the kernel has no randomness to give.
[[nodiscard]] std::string unguessable(std::size_t size);

/// The S256 challenge of RFC 7636: base64url of the SHA-256 of the verifier, without padding.
[[nodiscard]] std::string challengeOf(std::string_view verifier);

} // namespace segue::spotify
