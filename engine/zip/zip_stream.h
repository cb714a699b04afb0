// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace segue::zip {

/// Throws the error that the archive cannot be read, in the sentence of whoever reads it. @param words the archive reader's; may be
/// empty
using Refuse = std::function<void(const std::string& words)>;

struct Entry {
    std::string name;    ///< with folders, as it is packed; empty if it cannot be had
    bool isFile = false; ///< no folder, no link
    bool isEncrypted = false;
};

/// Reads a zip archive, entry by entry, into memory; nothing is written to disk. By its table of contents only: what has none is
/// not whole. How much is unpacked is the caller's to limit: small files can unpack to any size.
///
/// Thread rule: one thread; it may wait for a disk. Failure rule: what is damaged, cut short or no zip archive ends in `refuse`.
/// Any file may be given but one that waits to be opened, a pipe say.
class ZipStream final {
public:
    ZipStream(const std::filesystem::path& file, Refuse refuse);
    ~ZipStream();
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;

    [[nodiscard]] std::optional<Entry> next(); ///< nothing: there are no more
    /// The next bytes of the entry, valid until anything is called again; empty: its end.
    [[nodiscard]] std::string_view read();
    [[nodiscard]] std::uint64_t packedBytes() const; ///< that were read of the file so far

private:
    class Reader;
    [[noreturn]] void fail() const;

    Refuse m_refuse;
    std::unique_ptr<Reader> m_reader;
};

} // namespace segue::zip
