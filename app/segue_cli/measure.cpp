// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/measure.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <span>
#include <sys/resource.h>
#include <vector>

namespace segue::cli {

namespace {

#ifdef __x86_64__
[[gnu::target_clones("avx2", "default")]]
#endif
std::uint64_t
sum(std::span<const std::uint64_t> numbers) {
    std::uint64_t sum = 0;
    for (const auto number : numbers)
        sum += number;
    return sum;
}

} // namespace

double cpuSeconds(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double threadSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double peakMegabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double medianSeconds(int runs, const std::function<void()>& work) {
    return timeOf(runs, [&](std::size_t) { work(); }).median;
}

Seconds timeOf(int runs, const std::function<void(std::size_t)>& work) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double start = threadSeconds();
        work(static_cast<std::size_t>(i));
        times.push_back(threadSeconds() - start);
    }
    std::ranges::sort(times);
    return {.best = times.front(), .median = times[times.size() / 2]};
}

double readBandwidth() {
    constexpr std::size_t kNumbers = std::size_t{1} << 25U; // 256 MB
    const std::vector<std::uint64_t> numbers(kNumbers, 1);
    volatile std::uint64_t result = 0; // so that the sum is worked out
    const auto seconds = timeOf(9, [&](std::size_t) { result = sum(numbers); });
    return static_cast<double>(kNumbers * sizeof(std::uint64_t)) / seconds.best;
}

} // namespace segue::cli
