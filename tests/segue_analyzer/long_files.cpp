// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_analyzer/long_files.h"

#include "engine/audio/audio_writer.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace segue::test {

namespace {

void put(std::string& bytes, std::size_t at, std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i)
        bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * i));
}

std::uint64_t get(const std::string& bytes, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << (8 * i);
    return value;
}

void writeWav(const std::filesystem::path& path, std::chrono::seconds length) {
    constexpr std::uint64_t rateHz = 22'050;
    const auto size = rateHz * static_cast<std::uint64_t>(length.count());
    std::string header = "RIFF....WAVEfmt ................data....";
    header.resize(44);
    put(header, 4, 36 + size, 4);
    put(header, 16, 16, 4);
    put(header, 20, 1, 2); // whole numbers
    put(header, 22, 1, 2); // of one channel
    put(header, 24, rateHz, 4);
    put(header, 28, rateHz, 4);
    put(header, 32, 1, 2);
    put(header, 34, 8, 2);
    header.replace(36, 4, "data");
    put(header, 40, size, 4);
    writeBytes(path, header);
    std::filesystem::resize_file(path, header.size() + size);
}

/// MPEG 2.5, layer III, 8 kbit/s, 8,000 Hz, one channel: 72 bytes that sound for 72 ms.
void writeMp3(const std::filesystem::path& path, std::chrono::seconds length) {
    std::string frame(72, '\0');
    frame.replace(0, 4, "\xFF\xE3\x18\xC4");
    std::ofstream file(path, std::ios::binary);
    for (std::int64_t ms = 0; ms < length.count() * 1000; ms += 72)
        file << frame;
}

std::vector<std::string> pagesOf(const std::string& ogg) {
    std::vector<std::string> pages;
    for (std::size_t at = 0; at + 27 <= ogg.size();) {
        const auto segments = static_cast<std::size_t>(get(ogg, at + 26, 1));
        std::size_t size = 27 + segments;
        for (std::size_t i = 0; i < segments; ++i)
            size += static_cast<std::size_t>(get(ogg, at + 27 + i, 1));
        pages.push_back(ogg.substr(at, size));
        at += size;
    }
    return pages;
}

void sign(std::string& page) {
    put(page, 22, 0, 4);
    std::uint32_t sum = 0;
    for (const char byte : page) {
        sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << 24U;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum << 1U) ^ ((sum >> 31U) != 0 ? 0x04C11DB7U : 0U);
    }
    put(page, 22, sum, 4);
}

void writeOgg(const std::filesystem::path& path, std::chrono::seconds length) {
    constexpr int rateHz = 44'100;
    auto minute = path;
    minute.replace_extension(".minute.ogg");
    audio::writeAudio(minute, spread(silence(60.0, rateHz), 2), rateHz, 2);
    auto pages = pagesOf(readBytes(minute));
    std::filesystem::remove(minute);
    std::ofstream file(path, std::ios::binary);
    std::uint64_t number = 0;
    const auto minutes = static_cast<std::uint64_t>(length.count()) / 60;
    for (std::uint64_t round = 0; round < minutes; ++round)
        for (auto page : pages) {
            const bool isHeader = get(page, 6, 8) == 0;
            if (isHeader && round > 0)
                continue;
            const bool isLast = get(page, 5, 1) == 4;
            put(page, 5, get(page, 5, 1) & (isLast && round + 1 < minutes ? ~std::uint64_t{4} : ~std::uint64_t{0}), 1);
            put(page, 6, get(page, 6, 8) + (isHeader ? 0 : round * 60 * rateHz), 8);
            put(page, 18, number++, 4);
            sign(page);
            file << page;
        }
}

} // namespace

void writeLongFile(const std::filesystem::path& path, std::chrono::seconds length) {
    if (path.extension() == ".wav")
        writeWav(path, length);
    else if (path.extension() == ".mp3")
        writeMp3(path, length);
    else
        writeOgg(path, length);
}

} // namespace segue::test
