// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/serial_executor.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace segue {

/// Lines of jobs, one for each disk: jobs of one disk run one after another, those of different disks side by side. A disk
/// that does not answer delays its own jobs only. An idle lane keeps its thread while there are few lanes.
///
/// Thread rule: all functions from any thread but the lanes' own; only stop() waits.
class Lanes final {
public:
    void post(const std::string& disk, SerialExecutor::Job job); ///< dropped after stop()
    void stopPosted();                                           ///< asks what runs and waits to stop, as SerialExecutor does
    void stop();                                                 ///< asks all lanes at once to end, then waits for them

private:
    void dropIdle(); ///< the caller holds the lock

    std::mutex m_mutex;
    bool m_isStopped = false;
    std::map<std::string, std::unique_ptr<SerialExecutor>> m_lanes;
};

} // namespace segue
