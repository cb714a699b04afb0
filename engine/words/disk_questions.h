// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace segue {

/// Asks disks what may never be answered (a share whose server is gone, a mount of somebody else's), each question on a
/// thread of its own, and gives up after a while. While a disk owes an answer it is asked nothing more: then there is
/// no answer at once, and no threads pile up.
///
/// Copies ask together. Thread rule: any thread but one that answers lists: the asker waits. What a question throws is
/// no answer.
class DiskQuestions final {
public:
    static constexpr std::chrono::milliseconds kPatience{1000}; ///< a disk that has to spin up is asked again later

    DiskQuestions();

    /// @param disk whom it is asked of: a library's folder
    /// @param question owns all that it uses, since it may outlive whoever asked
    /// @return nothing: it was not answered in time
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
