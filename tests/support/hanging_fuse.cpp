// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hanging_fuse.h"

#include "tests/support/files.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace segue::test {

namespace fs = std::filesystem;

std::unique_ptr<HangingFuse> HangingFuse::mount(const fs::path& program, const fs::path& shown, const fs::path& at,
                                                std::string& whyNot) {
    if (program.empty()) {
        whyNot = "this build has no libfuse3";
        return nullptr;
    }
    if (::access("/dev/fuse", R_OK | W_OK) != 0) {
        whyNot = "/dev/fuse cannot be opened";
        return nullptr;
    }
    fs::create_directories(at);
    const auto switchFile = fs::path(at.native() + ".switch");
    writeBytes(switchFile, std::string(sizeof(FuseSwitch), '\0'));
    std::unique_ptr<HangingFuse> fuse(new HangingFuse(at, switchFile));
    if (!fuse->serve(program, shown, switchFile)) {
        whyNot = "a file system may not be mounted here";
        return nullptr;
    }
    return fuse;
}

HangingFuse::HangingFuse(fs::path at, const fs::path& switchFile)
    : m_at(std::move(at)) {
    const int file = ::open(switchFile.c_str(), O_RDWR | O_CLOEXEC);
    void* const room = ::mmap(nullptr, sizeof(FuseSwitch), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (room == MAP_FAILED)
        throw std::runtime_error("no room that two processes share");
    m_switch = static_cast<FuseSwitch*>(room);
}

/// Mounted by its helper program, which also unmounts it when the server is gone, however that ended.
bool HangingFuse::serve(const fs::path& program, const fs::path& shown, const fs::path& switchFile) {
    m_server = ::fork();
    if (m_server == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDERR_FILENO);
        ::execl(program.c_str(), program.c_str(), shown.c_str(), switchFile.c_str(), "-f", "-o", "auto_unmount", m_at.c_str(),
                static_cast<char*>(nullptr));
        ::_exit(127);
    }
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (m_switch->isServing == 0 && !hasEnded() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    return m_switch->isServing != 0;
}

bool HangingFuse::hasEnded() {
    if (m_server > 0 && ::waitpid(m_server, nullptr, WNOHANG) == m_server)
        m_server = -1;
    return m_server <= 0;
}

/// Whatever still asks is told an error then.
void HangingFuse::unmount() const {
    const pid_t helper = ::fork();
    if (helper == 0) {
        ::execlp("fusermount3", "fusermount3", "-u", "-z", "-q", m_at.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(helper, &status, 0);
    if (status != 0)
        ::umount2(m_at.c_str(), MNT_DETACH);
}

HangingFuse::~HangingFuse() {
    answer();
    if (m_switch->isServing != 0)
        unmount();
    if (!hasEnded()) {
        ::kill(m_server, SIGKILL);
        ::waitpid(m_server, nullptr, 0);
    }
    ::munmap(m_switch, sizeof(FuseSwitch));
}

} // namespace segue::test
