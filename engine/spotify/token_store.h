// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace segue {

/// Keeps secrets from one start to the next, where the desktop keeps them. They are never in the database, whose exports go
/// elsewhere.
///
/// Thread rule: any thread; it may wait for the desktop, for some seconds at most. Failure rule: throws only std::bad_alloc.
class TokenStore {
public:
    TokenStore() = default;
    virtual ~TokenStore() = default;
    TokenStore(const TokenStore&) = delete;
    TokenStore& operator=(const TokenStore&) = delete;

    [[nodiscard]] virtual std::optional<std::string> read(const std::string& name) = 0;
    /// @return why it could not be kept, in foreign words; empty: it is
    [[nodiscard]] virtual std::string write(const std::string& name, const std::string& secret) = 0;
    virtual void remove(const std::string& name) = 0;
};

} // namespace segue
