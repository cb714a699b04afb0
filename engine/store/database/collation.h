// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace segue::store {

/// The order of names in the listener's language (LC_ALL, LC_COLLATE or LANG; else Unicode's root order): "Ärzte" among A,
/// "Track 2" before "Track 10", ignoring case. It makes keys that are compared byte by byte, so that a list is sorted without
/// knowing the language. The only place in the engine that includes ICU.
///
/// Thread rule: like a plain value. Failure rule: where ICU has no data, the keys are the texts' bytes.
class Collation final {
public:
    Collation();
    ~Collation();
    Collation(Collation&&) noexcept;
    Collation& operator=(Collation&&) noexcept;

    /// Names the order: its language and ICU's version, e.g. "de_AT 153.112.40". Never compare keys of two different orders.
    [[nodiscard]] const std::string& name() const { return m_name; }

    /// The key of a text: sorts before the key of every later text. Texts that differ only in case have equal keys. Holds no
    /// zero byte.
    [[nodiscard]] std::string key(std::string_view text) const;

private:
    struct Collator;
    std::unique_ptr<Collator> m_collator;
    std::string m_name;
};

} // namespace segue::store
