// SPDX-License-Identifier: GPL-3.0-or-later
//
// hanging-fuse SHOWN SWITCH [FUSE OPTIONS] MOUNTPOINT: the file system of hanging_fuse.h.

#define FUSE_USE_VERSION 31

#include "tests/support/hanging_fuse.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace {

using segue::test::FuseSwitch;

struct Shown {
    std::string folder;
    FuseSwitch* control = nullptr;
};

Shown& shown() { return *static_cast<Shown*>(fuse_get_context()->private_data); }

std::string placeOf(const char* path) { return shown().folder + path; }

/// @return 0, or the negative error that the request is answered with
int wait() {
    FuseSwitch& control = *shown().control;
    if (control.hangs == 0)
        return 0;
    ++control.waiting;
    bool isInterrupted = false;
    while (control.hangs != 0 && !isInterrupted) {
        constexpr timespec kMoment{.tv_sec = 0, .tv_nsec = 10'000'000};
        ::nanosleep(&kMoment, nullptr);
        isInterrupted = fuse_interrupted() != 0;
    }
    --control.waiting;
    return isInterrupted ? -EINTR : 0;
}

/// Nothing is remembered by the kernel, so that everything is asked.
void* begin(fuse_conn_info*, fuse_config* how) {
    how->attr_timeout = how->entry_timeout = how->negative_timeout = 0;
    how->direct_io = how->intr = 1;
    shown().control->isServing = 1;
    return &shown();
}

int getAttributes(const char* path, struct stat* to, fuse_file_info*) {
    const int error = wait();
    return error != 0 ? error : ::lstat(placeOf(path).c_str(), to) == 0 ? 0 : -errno;
}

int readFolder(const char* path, void* to, fuse_fill_dir_t add, off_t, fuse_file_info*, fuse_readdir_flags) {
    if (const int error = wait(); error != 0)
        return error;
    DIR* const folder = ::opendir(placeOf(path).c_str());
    if (folder == nullptr)
        return -errno;
    while (const dirent* entry = ::readdir(folder))
        add(to, entry->d_name, nullptr, 0, fuse_fill_dir_flags{});
    ::closedir(folder);
    return 0;
}

int openFile(const char* path, fuse_file_info* file) {
    const int error = wait();
    const int descriptor = error != 0 ? -1 : ::open(placeOf(path).c_str(), O_RDONLY | O_CLOEXEC);
    file->fh = static_cast<std::uint64_t>(descriptor);
    return error != 0 ? error : descriptor >= 0 ? 0 : -errno;
}

int readFile(const char*, char* to, std::size_t size, off_t from, fuse_file_info* file) {
    if (const int error = wait(); error != 0)
        return error;
    const auto count = ::pread(static_cast<int>(file->fh), to, size, from);
    return count >= 0 ? static_cast<int>(count) : -errno;
}

int closeFile(const char*, fuse_file_info* file) {
    ::close(static_cast<int>(file->fh));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("hanging-fuse SHOWN SWITCH [FUSE OPTIONS] MOUNTPOINT\n", stderr);
        return 2;
    }
    const int file = ::open(argv[2], O_RDWR | O_CLOEXEC);
    void* const room = ::mmap(nullptr, sizeof(FuseSwitch), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (room == MAP_FAILED)
        return 1;
    ::signal(SIGUSR1, [](int) {}); // by which libfuse wakes the thread whose request is interrupted
    Shown what{.folder = argv[1], .control = static_cast<FuseSwitch*>(room)};
    std::vector<char*> rest{argv[0]};
    rest.insert(rest.end(), argv + 3, argv + argc);
    fuse_operations answers{};
    answers.init = begin;
    answers.getattr = getAttributes;
    answers.readdir = readFolder;
    answers.open = openFile;
    answers.read = readFile;
    answers.release = closeFile;
    return fuse_main(static_cast<int>(rest.size()), rest.data(), &answers, &what);
}
