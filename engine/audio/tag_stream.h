// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <taglib/fileref.h>
#include <taglib/tfilestream.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace segue::audio {

/// A file as TagLib reads it; inside this box only. Read-only, and bounded: TagLib believes what a file says of itself, so
/// that two kilobytes can make it try to read for hours, and a megabyte make it take a gigabyte. When a file has had its
/// share of reading, it ends for TagLib; an ID3 tag that would unpack or fall apart into too much is not shown to it.
/// TagLib also calls itself for what lies inside something, as deep as the file says, until the stack is full: so chapters
/// are hidden from it, and a file ends for it when it reads (the boxes of an MP4) from far down the stack.
/// Thread rule: read by the thread that made it, from where it was made or below.
class TagStream final : public TagLib::FileStream {
public:
    explicit TagStream(const std::filesystem::path& path);

    TagLib::ByteVector readBlock(unsigned long length) override;

private:
    [[nodiscard]] bool isExhausted() const;

    std::uintptr_t m_stack; ///< where it was made
    std::size_t m_reads = 0;
    std::size_t m_bytes = 0;
    std::optional<int> m_id3Version; ///< of the header, if that was read last
    unsigned char m_id3Flags = 0;
};

/// Whether the frames of an ID3v2 tag are few enough, and do not unpack into more than some megabytes. Pure.
/// @param body of the tag, behind its header, which said its version (2, 3 or 4; others are read as the nearest) and flags
[[nodiscard]] bool isReasonableId3(const TagLib::ByteVector& body, int version, unsigned char flags = 0);

/// Gives the frames of an ID3v2 tag that hold frames themselves (CHAP, CTOC), wherever they stand, a name that TagLib does
/// not know, so that it takes them as bytes. Segue needs no chapters. Nothing else is changed. Pure.
void hideChapters(TagLib::ByteVector& body);

/// Texts in UTF-16 that do not say which byte comes first, which TagLib drops, become UTF-16 of one order, by what letters are
/// likely. Nothing else is changed. Pure.
/// @param body as for isReasonableId3()
void mendByteOrder(TagLib::ByteVector& body, int version, unsigned char flags = 0);

} // namespace segue::audio
