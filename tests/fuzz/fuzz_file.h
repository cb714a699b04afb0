// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace segue::fuzz {

/// A file that a fuzzed function reads: Segue's readers take paths. One folder a process, in $TMPDIR, removed at its end
/// if the fuzzer lets it end.
class FuzzFile final {
public:
    FuzzFile();
    ~FuzzFile();
    FuzzFile(const FuzzFile&) = delete;
    FuzzFile& operator=(const FuzzFile&) = delete;

    /// Replaces the file of that name.
    std::filesystem::path write(std::string_view name, std::span<const std::uint8_t> bytes) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

/// The file that all inputs of this process are written to.
[[nodiscard]] const FuzzFile& fuzzFile();

/// An input's first byte chooses one of the names a file may have; the rest are its bytes.
template <std::size_t Count>
std::filesystem::path writeAsChosen(std::span<const std::uint8_t> input, const char* const (&names)[Count]) {
    return fuzzFile().write(names[input[0] % Count], input.subspan(1));
}

/// How music files are named, which decides where nothing else tells what they are. Seeds go by their places: new ones last.
inline constexpr const char* kMusicNames[] = {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav", "a.aiff",
                                              "a.wma", "a.ape",  "a.wv",  "a.mka",  "a.aac", "a.oga", "a.webm",
                                              "a.spx", "a.tta",  "a.caf", "a.aifc", "a.w64", "a.mp4", "a.xm"};

} // namespace segue::fuzz
