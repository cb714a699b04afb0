// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/transfer/library_import.h"
#include "engine/words/message.h"

#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// Adds an export to the writer's database, whose file is `database`. @return nothing if it was asked to stop; then nothing
/// has changed. Throws Error, see store::ImportFile.
[[nodiscard]] std::optional<store::ImportResult> importExport(store::Writer& writer, const std::filesystem::path& database,
                                                              const std::filesystem::path& file,
                                                              const std::map<std::string, std::filesystem::path>& roots,
                                                              const std::stop_token& stop, const store::WorkDone& progress);

/// Says what was imported.
[[nodiscard]] Message describeImport(const store::ImportResult& result);

} // namespace segue
