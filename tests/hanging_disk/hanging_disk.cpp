// SPDX-License-Identifier: GPL-3.0-or-later
//
// A disk that does not answer, for programs that are linked with this library or started with it in LD_PRELOAD:
// whatever asks for a path below the folder that SEGUE_HANGING_DISK names waits for as long as there is a file
// FOLDER.hangs beside it. That is what a share does whose server is gone, but for a thread that only waits in this
// library and dies with its process.

#include "tests/hanging_disk/hanging_disk.h"

#include <atomic>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace {

// A library that stands in for the C library's functions has no other place for these.
std::atomic<int> g_waiting{0};
std::atomic<const char*> g_disk{nullptr};

const char* theDisk() {
    static const char* const atStart = std::getenv("SEGUE_HANGING_DISK");
    const char* const set = g_disk.load();
    return set != nullptr ? set : atStart;
}

bool isHung(const char* disk) {
    char file[4096];
    std::snprintf(file, sizeof(file), "%s.hangs", disk);
    return ::syscall(SYS_faccessat, AT_FDCWD, file, F_OK) == 0;
}

void ask(const char* path) {
    const char* const disk = theDisk();
    if (disk == nullptr || path == nullptr)
        return;
    const std::size_t length = std::strlen(disk);
    if (std::strncmp(path, disk, length) != 0 || (path[length] != '/' && path[length] != '\0') || !isHung(disk))
        return;
    ++g_waiting;
    while (isHung(disk)) {
        constexpr timespec kMoment{.tv_sec = 0, .tv_nsec = 10'000'000};
        ::nanosleep(&kMoment, nullptr);
    }
    --g_waiting;
}

template <typename Function>
Function original(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

int segueWaitingForDisk() { return g_waiting; }

void segueSetHangingDisk(const char* folder) { g_disk = ::strdup(folder); }

// The C library's functions, as far as Segue and the libraries under it reach files by them.
#define STANDS_IN(result, name, parameters, path, ...)                                                                             \
    extern "C" result name parameters {                                                                                            \
        ask(path);                                                                                                                 \
        static const auto real = original<result(*) parameters>(#name);                                                            \
        return real(__VA_ARGS__);                                                                                                  \
    }

#pragma GCC diagnostic ignored "-Wnonnull-compare"
STANDS_IN(int, stat, (const char* path, struct stat* to), path, path, to)
STANDS_IN(int, lstat, (const char* path, struct stat* to), path, path, to)
STANDS_IN(int, stat64, (const char* path, struct stat64* to), path, path, to)
STANDS_IN(int, lstat64, (const char* path, struct stat64* to), path, path, to)
STANDS_IN(int, fstatat, (int folder, const char* path, struct stat* to, int flags), path, folder, path, to, flags)
STANDS_IN(int, fstatat64, (int folder, const char* path, struct stat64* to, int flags), path, folder, path, to, flags)
STANDS_IN(int, statx, (int folder, const char* path, int flags, unsigned mask, struct statx* to), path, folder, path, flags, mask,
          to)
STANDS_IN(int, statfs, (const char* path, struct statfs* to), path, path, to)
STANDS_IN(int, access, (const char* path, int mode), path, path, mode)
STANDS_IN(int, eaccess, (const char* path, int mode), path, path, mode)
STANDS_IN(int, faccessat, (int folder, const char* path, int mode, int flags), path, folder, path, mode, flags)
STANDS_IN(DIR*, opendir, (const char* path), path, path)
STANDS_IN(FILE*, fopen, (const char* path, const char* mode), path, path, mode)
STANDS_IN(FILE*, fopen64, (const char* path, const char* mode), path, path, mode)
STANDS_IN(char*, realpath, (const char* path, char* to), path, path, to)
STANDS_IN(ssize_t, readlink, (const char* path, char* to, std::size_t size), path, path, to, size)
STANDS_IN(int, inotify_add_watch, (int inotify, const char* path, std::uint32_t mask), path, inotify, path, mask)

#define OPENS(name, parameters, path, ...)                                                                                         \
    extern "C" int name parameters {                                                                                               \
        ask(path);                                                                                                                 \
        mode_t mode = 0;                                                                                                           \
        if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                                                                                \
            va_list more;                                                                                                          \
            va_start(more, flags);                                                                                                 \
            mode = va_arg(more, mode_t);                                                                                           \
            va_end(more);                                                                                                          \
        }                                                                                                                          \
        static const auto real = original<int(*) parameters>(#name);                                                               \
        return real(__VA_ARGS__, mode);                                                                                            \
    }

OPENS(open, (const char* path, int flags, ...), path, path, flags)
OPENS(open64, (const char* path, int flags, ...), path, path, flags)
OPENS(openat, (int folder, const char* path, int flags, ...), path, folder, path, flags)
OPENS(openat64, (int folder, const char* path, int flags, ...), path, folder, path, flags)
