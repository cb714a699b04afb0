// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::test {

/// While one lives, a request for 16 KB or more throws std::bad_alloc in every thread but the one that made it: as on a
/// computer whose memory is full, at the place that a test chooses. What comes from malloc alone (FFmpeg's) is not met, and with
/// sanitizers nothing is.
class ScarceMemory final {
public:
    ScarceMemory();
    ~ScarceMemory();
    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;
};

} // namespace segue::test
