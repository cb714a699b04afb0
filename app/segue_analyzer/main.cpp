// SPDX-License-Identifier: GPL-3.0-or-later
//
// segue-analyzer: with --read it reads what files say of themselves (engine/analysis/process/reading_service.h); it starts in
// milliseconds, since it links neither FFmpeg nor a network. With any other words it becomes segue-analyzer-torch, which
// lies beside it. Started and ended by Segue.

#include "app/segue_analyzer/background_process.h"
#include "engine/analysis/process/protocol.h"
#include "engine/analysis/process/reading_service.h"
#include "engine/audio/tagging/ffmpeg_module.h"
#include "engine/words/error.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace {

using namespace segue;
namespace fs = std::filesystem;

constexpr const char* kModule = "segue-reader-ffmpeg.so";
constexpr std::size_t kMemory = std::size_t{640} << 20U; ///< for the largest cover, and what FFmpeg takes to find it

fs::path ownFolder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

/// Beside this program as it is built, or where the system has libraries.
fs::path moduleFile() {
    for (const fs::path& folder : {ownFolder(), ownFolder() / SEGUE_MODULE_FOLDER})
        if (::access((folder / kModule).c_str(), R_OK) == 0)
            return folder / kModule;
    throw Error{ErrorKind::process, Message(MessageId::analyzerNotStarted, {kModule, std::generic_category().message(ENOENT)})};
}

/// What is thrown here, for want of memory above all, ends the process as a crash: Segue starts it again and finds the file.
void serve(audio::FileReader& files, int output) noexcept { analysis::serveReading(files, STDIN_FILENO, output); }

int refuse(const std::exception& error, int output) {
    const auto frame = analysis::encode(analysis::Refused{messageOf(error)});
    static_cast<void>(!::write(output, frame.data(), frame.size()));
    return EXIT_FAILURE;
}

int read() {
    std::signal(SIGPIPE, SIG_IGN);
    std::ofstream("/proc/self/oom_score_adj") << 800;
#ifndef SEGUE_SANITIZED
    app::limitMemory(kMemory);
#endif
    const int output = app::takeStandardOutput();
    try {
        audio::DirectReader files(audio::tagging::loadedOnDemand(moduleFile()));
        serve(files, output);
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        return refuse(error, output);
    }
}

int becomeAnalyzer(char** argv) {
    const fs::path program = ownFolder() / "segue-analyzer-torch";
    ::execv(program.c_str(), argv);
    std::fprintf(stderr, "segue-analyzer: cannot start %s: %s\n", program.c_str(), std::strerror(errno));
    return EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return argc == 2 && std::string_view(argv[1]) == "--read" ? read() : becomeAnalyzer(argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "segue-analyzer: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
