// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/whole_file.h"

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

namespace segue {

namespace fs = std::filesystem;

PartFile::PartFile(fs::path whole)
    : m_whole(std::move(whole)) {
    std::error_code ignored;
    m_part = m_whole.native() + ".part";
    for (int number = 1; fs::exists(fs::symlink_status(m_part, ignored)) && number < 100; ++number)
        m_part = m_whole.native() + ".part" + std::to_string(number);
}

PartFile::~PartFile() {
    std::error_code ignored;
    if (!m_part.empty())
        fs::remove(m_part, ignored);
}

std::error_code PartFile::keep() {
    std::error_code failed;
    fs::rename(m_part, m_whole, failed);
    if (!failed)
        m_part.clear();
    return failed;
}

std::error_code writeWholeFile(const fs::path& file, std::string_view bytes) {
    const auto reason = [] { return std::error_code(errno != 0 ? errno : EIO, std::generic_category()); };
    PartFile part(file);
    errno = 0;
    std::FILE* const stream = std::fopen(part.path().c_str(), "wbx"); // nobody else's file is written to
    if (stream == nullptr)
        return reason();
    const bool isWritten = std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size() && std::fflush(stream) == 0;
    const auto why = reason();
    if (std::fclose(stream) != 0 && isWritten)
        return reason();
    return isWritten ? part.keep() : why;
}

} // namespace segue
