// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace segue::store {

/// The order of names in the listener's language (LC_ALL, LC_COLLATE or LANG; else Unicode's root order): "Ärzte" among A, "Track
/// 2" before "Track 10", letters whatever their case. As keys that are compared byte by byte, so that a list is sorted without
/// knowing the language. The only place in the engine that includes ICU.
///
/// Thread rule: as a value's. Failure rule: where ICU has no data, the keys are the texts' bytes.
class Collation final {
public:
    Collation();
    ~Collation();
    Collation(Collation&&) noexcept;
    Collation& operator=(Collation&&) noexcept;

    /// Which order it is: keys of two are not to be compared. Language and ICU's version, e.g. "de_AT 153.112.40".
    [[nodiscard]] const std::string& name() const { return m_name; }

    /// Sorts before every key of a text that comes later; equal for texts that differ in case only. Holds no zero byte.
    [[nodiscard]] std::string key(std::string_view text) const;

private:
    struct Collator;
    std::unique_ptr<Collator> m_collator;
    std::string m_name;
};

} // namespace segue::store
