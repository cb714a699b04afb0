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

void writeFloatWav(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels) {
    std::string bytes;
    const auto append = [&bytes](std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes += static_cast<char>(value >> (8 * i));
    };
    const auto size = static_cast<std::uint32_t>(interleaved.size_bytes());
    const auto width = static_cast<std::uint32_t>(channels);
    bytes += "RIFF";
    append(36 + size, 4);
    bytes += "WAVEfmt ";
    append(16, 4);
    append(3, 2); // IEEE float
    append(width, 2);
    append(static_cast<std::uint32_t>(rateHz), 4);
    append(static_cast<std::uint32_t>(rateHz) * width * 4, 4);
    append(width * 4, 2);
    append(32, 2);
    bytes += "data";
    append(size, 4);
    bytes.append(reinterpret_cast<const char*>(interleaved.data()), interleaved.size_bytes());
    writeBytes(path, bytes);
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
