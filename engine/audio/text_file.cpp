// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/text_file.h"

#include "engine/audio/tagging/code_page.h"
#include "engine/audio/tags.h"

#include <algorithm>
#include <vector>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace segue::audio {

namespace {

bool isHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// UTF-16's name, by a mark or by the zeros beside ASCII; nullptr for bytes of another kind.
const char* wideCode(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE"))
        return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF"))
        return "UTF-16BE";
    const auto start = bytes.substr(0, 4096);
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < start.size(); ++i)
        if (start[i] == '\0')
            ++(i % 2 == 0 ? even : odd);
    const std::size_t many = start.size() / 4;
    if (odd > many && even == 0)
        return "UTF-16LE";
    return even > many && odd == 0 ? "UTF-16BE" : nullptr;
}

std::vector<std::string> linesBeyondAscii(std::string_view bytes) {
    std::vector<std::string> lines;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const auto line = bytes.substr(0, end);
        if (std::ranges::any_of(line, isHigh))
            lines.emplace_back(line);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

} // namespace

std::string textOf(std::string_view bytes, bool guessCodePage) {
    if (const char* const wide = wideCode(bytes)) {
        const bool hasMark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
        return toValidUtf8(tagging::fromCodePage(bytes.substr(hasMark ? 2 : 0), wide));
    }
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return toValidUtf8(bytes.substr(3));
    if (tagging::isUtf8(bytes))
        return std::string(bytes);
    const auto lines = linesBeyondAscii(bytes);
    return toValidUtf8(tagging::fromCodePage(bytes, guessCodePage ? tagging::codePageOf(lines) : "WINDOWS-1252"));
}

std::optional<std::string> readSmallFile(const std::filesystem::path& file, std::size_t mostBytes) {
    const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0)
        return std::nullopt;
    struct stat status {};
    std::string bytes;
    bool isWhole =
        ::fstat(opened, &status) == 0 && S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) <= mostBytes;
    if (isWhole) {
        bytes.resize(static_cast<std::size_t>(status.st_size));
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto count = ::read(opened, bytes.data() + done, bytes.size() - done);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        isWhole = done == bytes.size();
    }
    ::close(opened);
    return isWhole ? std::optional(std::move(bytes)) : std::nullopt;
}

} // namespace segue::audio
