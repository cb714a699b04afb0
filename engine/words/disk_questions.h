// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace segue {

/// Asks a disk a question that it may never answer (a share whose server is gone, a foreign mount). Each question runs on a
/// thread of its own, and the caller gives up after a while. While a disk still owes an answer, further questions to it
/// return without one at once, so that threads do not pile up.
///
/// Copies share their state. Thread rule: any thread except one that answers lists, because the caller waits. Failure rule: a
/// question that throws counts as unanswered.
class DiskQuestions final {
public:
    static constexpr std::chrono::milliseconds kPatience{1000}; ///< longest wait; a disk that spins up is asked again later

    DiskQuestions();

    /// @param disk the disk to ask, named by a library's folder
    /// @param question must own all that it uses, since it may outlive the caller
    /// @return nothing if there was no answer in time
    template <typename Answer>
    [[nodiscard]] std::optional<Answer> ask(const std::filesystem::path& disk, std::function<Answer()> question,
                                            std::chrono::milliseconds patience = kPatience) const {
        const auto answer = std::make_shared<std::optional<Answer>>();
        const bool isAnswered = run(
            disk, [answer, question = std::move(question)] { *answer = question(); }, patience);
        return isAnswered ? std::move(*answer) : std::nullopt;
    }

private:
    struct Owing;
    [[nodiscard]] bool run(const std::filesystem::path& disk, std::function<void()> question,
                           std::chrono::milliseconds patience) const;

    std::shared_ptr<Owing> m_owing;
};

} // namespace segue
