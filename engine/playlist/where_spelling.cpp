// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/where_spelling.h"

#include "engine/audio/tags.h"
#include "engine/audio/text_file.h"
#include "engine/playlist/playlist_text.h"

#include <algorithm>

namespace segue {

namespace {

int digitOf(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? digitOf(text[i + 1]) : -1;
        const int low = high >= 0 ? digitOf(text[i + 2]) : -1;
        if (low < 0 || high + low == 0) { // no path holds a zero
            result += text[i];
            continue;
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

bool isLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool hasDisk(std::string_view path) {
    return path.size() > 2 && isLetter(path[0]) && path[1] == ':' && (path[2] == '/' || path[2] == '\\');
}

/// "file:///a", "file://localhost/a" and "file:/a" without what is before the path; nothing else is changed.
std::string_view withoutScheme(std::string_view where) {
    constexpr std::string_view kFile = "file:";
    if (where.size() <= kFile.size() ||
        !std::equal(kFile.begin(), kFile.end(), where.begin(), [](char a, char b) { return a == (b | 0x20) || a == b; }))
        return where;
    where.remove_prefix(kFile.size());
    if (where.starts_with("//")) {
        const auto path = where.find('/', 2);
        where.remove_prefix(path == std::string_view::npos ? 2 : path);
    }
    return where.size() > 3 && where[0] == '/' && hasDisk(where.substr(1)) ? where.substr(1) : where;
}

} // namespace

std::vector<std::string> spellingsOf(std::string_view where) {
    std::vector<std::string> all;
    if (where.empty() || isNetAddress(where) || where.find('\0') != std::string_view::npos)
        return all;
    const auto add = [&all](std::string spelling) {
        if (!spelling.empty() && std::ranges::find(all, spelling) == all.end())
            all.push_back(std::move(spelling));
    };
    const auto path = withoutScheme(where);
    const bool isUri = path.size() != where.size();
    if (isUri)
        add(decoded(path));
    add(std::string(path));
    add(decoded(path));
    const auto count = all.size();
    for (std::size_t i = 0; i < count; ++i)
        if (all[i].find('\\') != std::string::npos) {
            auto slashed = all[i];
            std::ranges::replace(slashed, '\\', '/');
            add(std::move(slashed));
        }
    for (std::size_t i = 0, last = all.size(); i < last; ++i)
        if (hasDisk(all[i]))
            add(all[i].substr(2));
    for (std::size_t i = 0, last = all.size(); i < last; ++i)
        if (audio::toValidUtf8(all[i]) != all[i])
            add(audio::textOf(all[i], false));
    return all;
}

std::string pathIn(std::string_view spelling, const std::filesystem::path& folder) {
    std::string path;
    const auto append = [&path](std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('/'), text.size());
            const auto part = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (part == "..")
                path.resize(path.empty() ? 0 : path.rfind('/'));
            else if (!part.empty() && part != ".")
                (path += '/') += part;
        }
    };
    if (!spelling.starts_with('/'))
        append(folder.native());
    append(spelling);
    return path;
}

} // namespace segue
