// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zip_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>

namespace segue::test {

namespace {

struct FreeArchive {
    void operator()(archive* writer) const { ::archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { ::archive_entry_free(entry); }
};

} // namespace

void writeZip(const std::filesystem::path& file, const std::vector<ZipEntry>& entries, const ZipForm& form) {
    const std::unique_ptr<archive, FreeArchive> writer(::archive_write_new());
    const auto require = [&](int result) {
        if (result != ARCHIVE_OK)
            throw std::runtime_error(::archive_error_string(writer.get()));
    };
    require(::archive_write_set_format_zip(writer.get()));
    require(form.isDeflated ? ::archive_write_zip_set_compression_deflate(writer.get())
                            : ::archive_write_zip_set_compression_store(writer.get()));
    if (!form.password.empty()) {
        require(::archive_write_set_options(writer.get(), "zip:encryption=traditional"));
        require(::archive_write_set_passphrase(writer.get(), form.password.c_str()));
    }
    require(::archive_write_open_filename(writer.get(), file.c_str()));
    for (const auto& [name, bytes, isLink] : entries) {
        const std::unique_ptr<archive_entry, FreeEntry> entry(::archive_entry_new());
        ::archive_entry_set_pathname_utf8(entry.get(), name.c_str());
        ::archive_entry_set_filetype(entry.get(), isLink ? AE_IFLNK : name.ends_with('/') ? AE_IFDIR : AE_IFREG);
        ::archive_entry_set_perm(entry.get(), 0644);
        if (isLink)
            ::archive_entry_set_symlink_utf8(entry.get(), bytes.c_str());
        else
            ::archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        require(::archive_write_header(writer.get(), entry.get()));
        if (!isLink && ::archive_write_data(writer.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
            throw std::runtime_error(::archive_error_string(writer.get()));
    }
    require(::archive_write_close(writer.get()));
}

} // namespace segue::test
