// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace segue::app {

namespace fs = std::filesystem;

namespace {

fs::path programFolder() {
    std::error_code failed;
    return fs::read_symlink("/proc/self/exe", failed).parent_path();
}

fs::path fromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? fs::path{} : fs::path(value);
}

} // namespace

fs::path userFolder() {
    const auto data = fromEnvironment("XDG_DATA_HOME");
    if (data.is_absolute())
        return data / "segue";
    return fromEnvironment("HOME") / ".local" / "share" / "segue";
}

fs::path userCacheFolder() {
    const auto cache = fromEnvironment("XDG_CACHE_HOME");
    if (cache.is_absolute())
        return cache / "segue";
    return fromEnvironment("HOME") / ".cache" / "segue";
}

fs::path defaultDatabase() { return userFolder() / "segue.db"; }

fs::path shippedModel() {
    const fs::path model = fs::path("models") / "segue-net";
    const auto installed = programFolder().parent_path() / "share" / "segue" / model;
    std::error_code failed;
    return fs::exists(installed, failed) ? installed : fs::path(SEGUE_RESOURCES_DIR) / model;
}

fs::path shippedModels() { return shippedModel().parent_path(); }

fs::path ownModels() { return userFolder() / "models"; }

fs::path siblingProgram(std::string_view name) { return programFolder() / name; }

} // namespace segue::app
