// SPDX-License-Identifier: GPL-3.0-or-later
//
// hanging-fuse SHOWN SWITCH [--slow BYTES_A_SECOND LATENCY_MS] [FUSE OPTIONS] MOUNTPOINT: the file system of hanging_fuse.h. A slow
// one answers one request at a time, each after that latency and as long as its bytes take. The system reads ahead on it as on any
// disk, but forgets a file whenever it is opened.

#define FUSE_USE_VERSION 31

#include "tests/support/hanging_fuse.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using segue::test::FuseSwitch;

using Clock = std::chrono::steady_clock;

/// How slow its disk is.
struct Pace {
    std::chrono::milliseconds latency{0};
    double bytesPerSecond = 0.0; ///< 0: as fast as the disk beneath
    std::mutex mutex;
    Clock::time_point free{}; ///< when it is done with what was asked
};

struct Shown {
    std::string folder;
    FuseSwitch* control = nullptr;
    Pace pace = {};
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

/// Until a slow disk has answered all that was asked before, and this.
void takeTime(std::size_t bytes) {
    Pace& pace = shown().pace;
    if (pace.bytesPerSecond <= 0.0)
        return;
    Clock::time_point done;
    {
        const std::lock_guard lock(pace.mutex);
        const std::chrono::duration<double> moving(static_cast<double>(bytes) / pace.bytesPerSecond);
        pace.free = std::max(pace.free, Clock::now()) + pace.latency + std::chrono::duration_cast<Clock::duration>(moving);
        done = pace.free;
    }
    std::this_thread::sleep_until(done);
}

/// Nothing is remembered by the kernel, so that everything is asked; of a slow disk only what it reads ahead.
void* begin(fuse_conn_info*, fuse_config* how) {
    how->attr_timeout = how->entry_timeout = how->negative_timeout = 0;
    how->direct_io = shown().pace.bytesPerSecond <= 0.0 ? 1 : 0;
    how->intr = 1;
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
    takeTime(0);
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
    takeTime(0);
    const int descriptor = error != 0 ? -1 : ::open(placeOf(path).c_str(), O_RDONLY | O_CLOEXEC);
    file->fh = static_cast<std::uint64_t>(descriptor);
    return error != 0 ? error : descriptor >= 0 ? 0 : -errno;
}

int readFile(const char*, char* to, std::size_t size, off_t from, fuse_file_info* file) {
    if (const int error = wait(); error != 0)
        return error;
    const auto count = ::pread(static_cast<int>(file->fh), to, size, from);
    takeTime(count > 0 ? static_cast<std::size_t>(count) : 0);
    return count >= 0 ? static_cast<int>(count) : -errno;
}

int closeFile(const char*, fuse_file_info* file) {
    ::close(static_cast<int>(file->fh));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("hanging-fuse SHOWN SWITCH [--slow BYTES_A_SECOND LATENCY_MS] [FUSE OPTIONS] MOUNTPOINT\n", stderr);
        return 2;
    }
    const int file = ::open(argv[2], O_RDWR | O_CLOEXEC);
    void* const room = ::mmap(nullptr, sizeof(FuseSwitch), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (room == MAP_FAILED)
        return 1;
    ::signal(SIGUSR1, [](int) {}); // by which libfuse wakes the thread whose request is interrupted
    Shown what;
    what.folder = argv[1];
    what.control = static_cast<FuseSwitch*>(room);
    int first = 3;
    if (argc > 6 && std::string_view(argv[first]) == "--slow") {
        what.pace.bytesPerSecond = std::atof(argv[first + 1]);
        what.pace.latency = std::chrono::milliseconds(std::atoi(argv[first + 2]));
        first += 3;
    }
    std::vector<char*> rest{argv[0]};
    rest.insert(rest.end(), argv + first, argv + argc);
    fuse_operations answers{};
    answers.init = begin;
    answers.getattr = getAttributes;
    answers.readdir = readFolder;
    answers.open = openFile;
    answers.read = readFile;
    answers.release = closeFile;
    return fuse_main(static_cast<int>(rest.size()), rest.data(), &answers, &what);
}
