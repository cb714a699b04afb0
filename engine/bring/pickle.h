// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace segue::bring {

/// Values that Python's pickle wrote. Nothing is run: of its little language only what makes texts, numbers, lists and dictionaries
/// is understood, and objects of the classes that @p isKnown accepts, which become dictionaries. Anything else is refused.
///
/// Thread rule: like a plain value. Failure rule: the constructor throws PickleRefused.
class Pickle final {
public:
    struct Value {
        enum class Kind : std::uint8_t { none, number, text, list, dictionary, name };
        Kind kind = Kind::none;
        double number = 0.0;
        std::string text;          ///< of texts, and of names of classes: module, blank, name
        std::vector<Value*> items; ///< of a dictionary: each key before its value

        [[nodiscard]] const Value* find(std::string_view key) const; ///< in a dictionary; null: it has no such key
    };
    using IsKnown = bool (*)(std::string_view className);

    Pickle(std::string_view bytes, IsKnown isKnown);
    [[nodiscard]] const Value& root() const { return *m_root; }

private:
    class Machine;
    std::deque<Value> m_values; ///< all of them; they point to one another
    const Value* m_root = nullptr;
};

/// Why a pickle was not read: foreign words.
class PickleRefused final : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace segue::bring
