// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/database/collation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

namespace segue::store {

namespace {

/// The locale as the system names it ("de_AT.UTF-8@euro"), without the parts that are not the language's. Empty: the root
/// order.
std::string localeOfListener() {
    for (const char* variable : {"LC_ALL", "LC_COLLATE", "LANG"}) {
        const char* value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nothing in Segue sets any
        if (value == nullptr || *value == '\0')
            continue;
        std::string locale(value);
        locale.resize(std::min(locale.find_first_of(".@"), locale.size()));
        return locale == "C" || locale == "POSIX" ? std::string() : locale; // they order by bytes, which no listener means
    }
    return {};
}

} // namespace

struct Collation::Collator {
    struct Close {
        void operator()(UCollator* collator) const { ucol_close(collator); }
    };
    using Handle = std::unique_ptr<UCollator, Close>;

    static Handle open(const std::string& locale, UColAttributeValue normalization) {
        UErrorCode status = U_ZERO_ERROR;
        Handle icu(ucol_open(locale.c_str(), &status));
        ucol_setAttribute(icu.get(), UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
        ucol_setAttribute(icu.get(), UCOL_STRENGTH, UCOL_SECONDARY, &status); // letters and accents, not case
        ucol_setAttribute(icu.get(), UCOL_NORMALIZATION_MODE, normalization, &status);
        return U_FAILURE(status) ? nullptr : std::move(icu);
    }

    Handle full;
    Handle plain;                       ///< for texts without accents, whose keys it makes faster: there is nothing to normalise
    mutable std::vector<UChar> letters; ///< scratch
};

Collation::Collation()
    : m_collator(std::make_unique<Collator>()) {
    const std::string locale = localeOfListener();
    m_collator->full = Collator::open(locale, UCOL_ON);
    m_collator->plain = Collator::open(locale, UCOL_OFF);
    m_name = "bytes";
    if (!m_collator->full || !m_collator->plain)
        return;
    UVersionInfo version{};
    ucol_getVersion(m_collator->full.get(), version);
    m_name = locale.empty() ? "root" : locale;
    for (std::size_t i = 0; i < std::size(version) - 1; ++i) {
        m_name += i == 0 ? ' ' : '.';
        m_name += std::to_string(version[i]);
    }
}

Collation::~Collation() = default;
Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;

std::string Collation::key(std::string_view text) const {
    const auto withoutZeros = [](std::string key) {
        std::erase(key, '\0');
        return key;
    };
    if (!m_collator->full || !m_collator->plain)
        return withoutZeros(std::string(text));
    auto& letters = m_collator->letters;
    letters.resize(text.size() + 1);
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8WithSub(letters.data(), static_cast<int32_t>(letters.size()), &count, text.data(),
                         static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
    if (U_FAILURE(status))
        return withoutZeros(std::string(text));
    const bool isAscii = std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
    const UCollator* collator = isAscii ? m_collator->plain.get() : m_collator->full.get();
    std::array<std::uint8_t, 256> room{}; // enough for nearly all
    const int32_t size = ucol_getSortKey(collator, letters.data(), count, room.data(), static_cast<int32_t>(room.size()));
    if (size <= 0)
        return {};
    std::string key(reinterpret_cast<const char*>(room.data()), std::min(static_cast<std::size_t>(size), room.size()));
    if (static_cast<std::size_t>(size) > room.size()) {
        key.resize(static_cast<std::size_t>(size));
        ucol_getSortKey(collator, letters.data(), count, reinterpret_cast<std::uint8_t*>(key.data()), size);
    }
    key.pop_back(); // its 0
    return key;
}

} // namespace segue::store
