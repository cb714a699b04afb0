// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/power_supply.h"

#include <fstream>
#include <string>
#include <system_error>

namespace segue {

namespace {

/// The first line of a property; empty: there is none.
std::string property(const std::filesystem::path& supply, const char* name) {
    std::ifstream file(supply / name);
    std::string line;
    std::getline(file, line);
    return line;
}

} // namespace

bool isOnBattery(const std::filesystem::path& supplies) {
    std::error_code failed;
    bool isDischarging = false;
    std::filesystem::directory_iterator entry(supplies, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        const auto& supply = entry->path();
        if (property(supply, "scope") == "Device")
            continue;
        const auto type = property(supply, "type");
        const bool isBattery = type == "Battery" || type == "UPS";
        if (isBattery && property(supply, "status") == "Discharging")
            isDischarging = true;
        if (!isBattery && property(supply, "online") == "1")
            return false; // a full or aged battery may be said to discharge while it is plugged in
    }
    return isDischarging;
}

} // namespace segue
