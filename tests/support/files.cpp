// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/files.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace segue::test {

std::string readBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
}

std::string junk(std::size_t size, unsigned seed) {
    std::string bytes(size, '\0');
    std::uint64_t state = seed;
    for (char& byte : bytes) {
        state = 6364136223846793005U * state + 1442695040888963407U;
        byte = static_cast<char>(state >> 56U);
    }
    return bytes;
}

std::optional<std::filesystem::path> sharedFolder() {
    const char* const named = std::getenv("SEGUE_SHARED");
    const std::filesystem::path folder = named != nullptr ? named : SEGUE_SHARED_DIR;
    if (std::filesystem::is_directory(folder / "reference"))
        return folder;
    return std::nullopt;
}

} // namespace segue::test
