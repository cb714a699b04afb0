// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tree_print.h"

#include "tests/support/files.h"

#include <functional>
#include <stdexcept>
#include <sys/stat.h>

namespace segue::test {

namespace fs = std::filesystem;

namespace {

std::string printOf(const fs::path& path) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0)
        throw std::runtime_error("cannot look at " + path.string());
    std::string print = std::to_string(facts.st_ino) + " " + std::to_string(facts.st_mode) + " " + std::to_string(facts.st_uid) +
                        " " + std::to_string(facts.st_nlink) + " " + std::to_string(facts.st_size) + " " +
                        std::to_string(facts.st_mtim.tv_sec) + "." + std::to_string(facts.st_mtim.tv_nsec);
    if (S_ISREG(facts.st_mode))
        print += " " + std::to_string(std::hash<std::string>{}(readBytes(path)));
    return print;
}

} // namespace

std::map<std::string, std::string> treePrint(const fs::path& folder) {
    std::map<std::string, std::string> prints{{".", printOf(folder)}};
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        prints[entry.path().lexically_relative(folder).string()] = printOf(entry.path());
    return prints;
}

} // namespace segue::test
