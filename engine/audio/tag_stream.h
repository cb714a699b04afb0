// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <taglib/fileref.h>
#include <taglib/tfilestream.h>

#include <cstddef>
#include <filesystem>

namespace segue::audio {

/// A file as TagLib reads it; inside this box only. Read-only, and bounded: TagLib believes what a file says of itself, so
/// that two kilobytes can make it try to read for hours, and a megabyte make it take a gigabyte. When a file has had its
/// share of reading, it ends for TagLib; an ID3 tag that would unpack or fall apart into too much is not shown to it.
class TagStream final : public TagLib::FileStream {
public:
    explicit TagStream(const std::filesystem::path& path) : TagLib::FileStream(path.c_str(), true) {}

    TagLib::ByteVector readBlock(unsigned long length) override;

private:
    std::size_t m_reads = 0;
    std::size_t m_bytes = 0;
    int m_id3Version = 0; ///< of the header that was read last; 0: something else was
    unsigned char m_id3Flags = 0;
};

/// Whether the frames of an ID3v2 tag are few enough, and do not unpack into more than some megabytes. Pure.
/// @param body of the tag, behind its header, which said its version (2, 3 or 4) and flags
[[nodiscard]] bool isReasonableId3(const TagLib::ByteVector& body, int version, unsigned char flags = 0);

} // namespace segue::audio
