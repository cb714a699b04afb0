// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>

namespace segue::test {

/// What the test and the program that serves the file system share: a file that both map.
struct FuseSwitch {
    std::atomic<int> isServing{0};
    std::atomic<int> hangs{0};
    std::atomic<int> waiting{0}; ///< requests that are not answered now
};

/// A real file system (FUSE) that shows a folder's files, to be read only, and hangs when it is told to: then it answers no
/// request but with "interrupted", when whoever asked is being killed, as a network file system does. The threads that
/// asked stand in the kernel meanwhile.
///
/// It is unmounted and its server ended with this object, and also if this process dies before.
class HangingFuse final {
public:
    /// @param program hanging-fuse; empty: this build has none
    /// @param whyNot says why there is none, where null is returned
    [[nodiscard]] static std::unique_ptr<HangingFuse> mount(const std::filesystem::path& program,
                                                            const std::filesystem::path& shown, const std::filesystem::path& at,
                                                            std::string& whyNot);
    ~HangingFuse();
    HangingFuse(const HangingFuse&) = delete;
    HangingFuse& operator=(const HangingFuse&) = delete;

    void hang() { m_switch->hangs = 1; }
    void answer() { m_switch->hangs = 0; }
    [[nodiscard]] bool hangs() const { return m_switch->hangs != 0; }
    [[nodiscard]] int waiting() const { return m_switch->waiting; }

private:
    HangingFuse(std::filesystem::path at, const std::filesystem::path& switchFile);
    [[nodiscard]] bool serve(const std::filesystem::path& program, const std::filesystem::path& shown,
                             const std::filesystem::path& switchFile);
    [[nodiscard]] bool hasEnded(); ///< the server has
    void unmount() const;

    std::filesystem::path m_at;
    FuseSwitch* m_switch = nullptr; ///< mapped
    pid_t m_server = -1;
};

} // namespace segue::test
