// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/disk_questions.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <set>
#include <thread>

namespace segue {

struct DiskQuestions::Owing {
    std::mutex mutex;
    std::condition_variable answered;
    std::set<std::filesystem::path> disks;
};

DiskQuestions::DiskQuestions()
    : m_owing(std::make_shared<Owing>()) {}

bool DiskQuestions::run(const std::filesystem::path& disk, std::function<void()> question,
                        std::chrono::milliseconds patience) const {
    std::unique_lock lock(m_owing->mutex);
    if (!m_owing->disks.insert(disk).second)
        return false;
    const auto isDone = std::make_shared<bool>(false);
    try {
        std::thread([owing = m_owing, disk, isDone, question = std::move(question)] {
            bool isAnswered = false;
            try {
                question();
                isAnswered = true;
            } catch (...) { // whoever asked gets no answer
            }
            const std::lock_guard end(owing->mutex);
            *isDone = isAnswered;
            owing->disks.erase(disk);
            owing->answered.notify_all();
        }).detach();
    } catch (const std::exception&) { // no thread can be had just now
        m_owing->disks.erase(disk);
        return false;
    }
    m_owing->answered.wait_for(lock, patience, [&] { return *isDone || !m_owing->disks.contains(disk); });
    return *isDone;
}

} // namespace segue
