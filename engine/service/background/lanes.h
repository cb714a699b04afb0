// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/serial_executor.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace segue {

/// Lines of jobs by the disk that they touch: of one disk one after another, of several side by side. A disk that does
/// not answer holds up its own jobs only. A lane without jobs has a thread for as long as there are few.
///
/// Thread rule: all functions from any thread but the lanes' own; none but stop() waits.
class Lanes final {
public:
    void post(const std::string& disk, SerialExecutor::Job job); ///< dropped after stop()
    void stopPosted();                                           ///< asks what runs and waits to stop, as SerialExecutor does
    void stop();                                                 ///< asks all at once to end, then waits for them

private:
    void dropIdle(); ///< the caller holds the lock

    std::mutex m_mutex;
    bool m_isStopped = false;
    std::map<std::string, std::unique_ptr<SerialExecutor>> m_lanes;
};

} // namespace segue
