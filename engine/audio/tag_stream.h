// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <taglib/tiostream.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::audio {

/// A file as TagLib reads it; inside this box only. Read-only and bounded, because TagLib believes what a file says of
/// itself: two kilobytes can make it try to read for hours, and a megabyte can make it take a gigabyte. After a limit of
/// reading, the file ends for TagLib. An ID3 tag that would unpack or fall apart into too much is hidden from it. TagLib also
/// recurses into nested parts as deep as the file says, until the stack is full. So chapters are hidden from it, and the file
/// ends when TagLib reads (the boxes of an MP4) from far down the stack.
///
/// TagLib goes to and fro in steps of some bytes between a file's beginning and end: two stretches of it are kept, so that the
/// system is asked a few times a file.
///
/// Thread rule: read by the thread that made it, from where it was made or below.
class TagStream final : public TagLib::IOStream {
public:
    /// One that cannot be opened is not isOpen() and has no bytes.
    explicit TagStream(const std::filesystem::path& path);
    ~TagStream() override;
    TagStream(const TagStream&) = delete;
    TagStream& operator=(const TagStream&) = delete;

    /// As they lie in the file, unbounded; fewer at its end.
    [[nodiscard]] std::string bytesAt(std::int64_t from, std::size_t count);

    TagLib::ByteVector readBlock(unsigned long length) override;
    [[nodiscard]] TagLib::FileName name() const override { return m_name.c_str(); }
    [[nodiscard]] bool readOnly() const override { return true; }
    [[nodiscard]] bool isOpen() const override { return m_file >= 0; }
    void seek(long offset, Position from = Beginning) override; ///< before the beginning: does nothing
    [[nodiscard]] long tell() const override { return m_at; }
    long length() override { return m_length; }
    void clear() override {}
    // Nothing is written.
    void writeBlock(const TagLib::ByteVector& /*bytes*/) override {}
    void insert(const TagLib::ByteVector& /*bytes*/, unsigned long /*start*/, unsigned long /*replaced*/) override {}
    void removeBlock(unsigned long /*start*/, unsigned long /*length*/) override {}
    void truncate(long /*length*/) override {}

private:
    /// A stretch of the file that was read.
    struct Kept {
        std::int64_t from = 0;
        std::vector<char> bytes;
    };
    [[nodiscard]] bool isExhausted() const;
    [[nodiscard]] std::size_t read(std::int64_t from, std::span<char> to);
    [[nodiscard]] const Kept& keptAt(std::int64_t at);

    std::string m_name;
    int m_file;
    long m_length = 0;
    long m_at = 0;
    std::array<Kept, 2> m_kept;
    std::size_t m_lastUsed = 0; ///< of the two

    std::uintptr_t m_stack; ///< where it was made
    std::size_t m_reads = 0;
    std::size_t m_bytes = 0;
    std::optional<int> m_id3Version; ///< version in the header, if the header was read last
    unsigned char m_id3Flags = 0;
};

/// Whether an ID3v2 tag has few enough frames, and they do not unpack into more than some megabytes. Pure.
/// @param body the tag after its header; version (2, 3 or 4; others are read as the nearest) and flags are from the header
[[nodiscard]] bool isReasonableId3(const TagLib::ByteVector& body, int version, unsigned char flags = 0);

/// Renames the frames of an ID3v2 tag that hold frames themselves (CHAP, CTOC), wherever they are, to a name that TagLib does
/// not know, so that it takes them as bytes. Segue needs no chapters. Changes nothing else. Pure.
void hideChapters(TagLib::ByteVector& body);

/// TagLib drops UTF-16 texts that do not say which byte comes first. This gives them a byte order, the one with the likelier
/// letters. Changes nothing else. Pure.
/// @param body as for isReasonableId3()
void mendByteOrder(TagLib::ByteVector& body, int version, unsigned char flags = 0);

} // namespace segue::audio
