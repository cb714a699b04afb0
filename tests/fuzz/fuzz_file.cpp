// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_file.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

namespace segue::fuzz {

namespace fs = std::filesystem;

FuzzFile::FuzzFile() {
    std::string name = (fs::temp_directory_path() / "segue-fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        std::abort();
    m_folder = name;
}

FuzzFile::~FuzzFile() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

fs::path FuzzFile::write(std::string_view name, std::span<const std::uint8_t> bytes) const {
    const auto path = m_folder / name;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return path;
}

const FuzzFile& fuzzFile() {
    static const FuzzFile file;
    return file;
}

} // namespace segue::fuzz
