// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
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

    enum class Place : std::uint8_t {
        nowhere, ///< it is forgotten when Segue ends
        keyring,
        file, ///< that the user alone can read
    };
    struct Secret {
        std::string words;
        Place place = Place::nowhere;
    };
    struct Kept {
        Place place = Place::nowhere;
        std::string why; ///< nowhere: why not, in foreign words
    };

    [[nodiscard]] virtual std::optional<Secret> read(const std::string& name) = 0;
    /// In the keyring; in a file only where there is no keyring. One that is there and does not take the secret, because the
    /// listener closed its dialog, say, is not gone behind: then it is kept nowhere.
    [[nodiscard]] virtual Kept write(const std::string& name, const std::string& secret) = 0;
    /// In the keyring or nowhere: for secrets that no file may hold unless the listener agrees.
    [[nodiscard]] virtual Kept writeKeyring(const std::string& name, const std::string& secret) = 0;
    /// In a file, because the listener wants that.
    [[nodiscard]] virtual Kept writeFile(const std::string& name, const std::string& secret) = 0;
    virtual void remove(const std::string& name) = 0;
};

} // namespace segue
