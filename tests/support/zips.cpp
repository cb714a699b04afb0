// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zips.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace segue::test {

void writeZip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries, bool isDeflated) {
    const std::unique_ptr<archive, int (*)(archive*)> zip(archive_write_new(), archive_write_free);
    archive_write_set_format_zip(zip.get());
    isDeflated ? archive_write_zip_set_compression_deflate(zip.get()) : archive_write_zip_set_compression_store(zip.get());
    if (archive_write_open_filename(zip.get(), file.c_str()) != ARCHIVE_OK)
        throw std::runtime_error("cannot write " + file.string());
    for (const auto& [name, bytes] : entries) {
        const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        if (archive_write_header(zip.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(zip.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
            throw std::runtime_error("cannot write " + file.string());
    }
    if (archive_write_close(zip.get()) != ARCHIVE_OK)
        throw std::runtime_error("cannot write " + file.string());
}

} // namespace segue::test
