// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_disk.h"

#include <cerrno>
#include <exception>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/mount.h>
#include <unistd.h>

namespace segue::test {

namespace {

constexpr ::uid_t kNobody = 65534;
constexpr const char* kFiller = "filler";

} // namespace

std::unique_ptr<SmallDisk> SmallDisk::mount(const std::filesystem::path& folder, std::size_t bytes) {
    std::filesystem::create_directories(folder);
    const std::string options = "mode=777,size=" + std::to_string(bytes);
    if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) != 0)
        return nullptr;
    return std::unique_ptr<SmallDisk>(new SmallDisk(folder));
}

SmallDisk::~SmallDisk() { pull(); }

void SmallDisk::fill() {
    const int file = ::open((m_folder / kFiller).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    while (::write(file, block.data(), block.size()) > 0) {
    }
    const bool isFull = errno == ENOSPC;
    ::close(file);
    if (!isFull)
        throw std::runtime_error("the disk cannot be filled");
}

void SmallDisk::clear() { std::filesystem::remove(m_folder / kFiller); }

void SmallDisk::protect() {
    if (::mount(nullptr, m_folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        throw std::runtime_error("the disk cannot be protected");
}

void SmallDisk::pull() {
    if (m_isMounted)
        ::umount2(m_folder.c_str(), MNT_DETACH);
    m_isMounted = false;
}

AsNobody::AsNobody()
    : m_wasRoot(::geteuid() == 0) {
    if (m_wasRoot && ::seteuid(kNobody) != 0)
        throw std::runtime_error("root's rights cannot be given up");
}

AsNobody::~AsNobody() {
    if (m_wasRoot && ::seteuid(0) != 0)
        std::terminate();
}

} // namespace segue::test
