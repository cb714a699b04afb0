// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/model_folder.h"

#include <system_error>

namespace segue::trainer {

std::filesystem::path shippedModel() {
    const std::filesystem::path model = std::filesystem::path("models") / "study-cnn";
    std::error_code code;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", code);
    const auto installed = program.parent_path().parent_path() / "share" / "segue" / model;
    if (!code && std::filesystem::exists(installed, code))
        return installed;
    return std::filesystem::path(SEGUE_RESOURCES_DIR) / model;
}

} // namespace segue::trainer
