// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace segue::training {

/// One record of a CSV file; the texts live only during the call. @p row counts records from 1.
/// @return false to read no further
using CsvRecord = std::function<bool(std::size_t row, std::span<const std::string_view> fields)>;

/// Reads a comma-separated file record by record, so that a file of gigabytes needs the memory of one record. Quoted
/// fields may hold commas, quotes (doubled) and line breaks; blanks around an unquoted field do not belong to it; blank
/// lines are no records. Throws Error{io} when it cannot be read, Error{badFile} for a field of more than 16 MB, a stray
/// quote or a quoted field that never ends; what @p visit throws goes through.
void readCsv(const std::filesystem::path& file, const CsvRecord& visit);

} // namespace segue::training
