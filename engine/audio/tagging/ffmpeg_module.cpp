// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/ffmpeg_module.h"

#include "engine/words/error.h"

#include <dlfcn.h>
#include <memory>
#include <mutex>

namespace segue::audio::tagging {

namespace {

/// Never unloaded: FFmpeg's own threads and tables would lose their ground.
class LoadedModule final {
public:
    explicit LoadedModule(std::filesystem::path file)
        : m_file(std::move(file)) {}

    const FfmpegModule& get() {
        const std::lock_guard lock(m_mutex);
        if (m_module == nullptr)
            m_module = load();
        return *m_module;
    }

private:
    [[nodiscard]] const FfmpegModule* load() const {
        void* const module = ::dlopen(m_file.c_str(), RTLD_NOW | RTLD_LOCAL);
        void* const symbol = module != nullptr ? ::dlsym(module, kFfmpegModule) : nullptr;
        if (symbol == nullptr)
            throw Error{ErrorKind::process, Message(MessageId::analyzerNotStarted, {m_file.string(), ::dlerror()})};
        return reinterpret_cast<AskForModule*>(symbol)();
    }

    std::filesystem::path m_file;
    std::mutex m_mutex;
    const FfmpegModule* m_module = nullptr;
};

} // namespace

DirectReader::ByFfmpeg loadedOnDemand(const std::filesystem::path& module) {
    const auto loaded = std::make_shared<LoadedModule>(module);
    return {
        .media = [loaded](const std::filesystem::path& path, bool withPicture) { return loaded->get().media(path, withPicture); },
        .format = [loaded](const std::filesystem::path& path) { return loaded->get().format(path); },
        .chapters = [loaded](const std::filesystem::path& path) { return loaded->get().chapters(path); },
        .image = [loaded](const Cover& cover) { return loaded->get().image(cover); },
        .thumbnails = [loaded](const Cover& cover) { return loaded->get().thumbnails(cover); }};
}

} // namespace segue::audio::tagging
