// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/network_download.h"

#include "engine/inference/offers/download_plan.h"
#include "engine/inference/offers/fetch_address.h"
#include "engine/inference/offers/part_on_disk.h"

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>

namespace segue::inference {

namespace fs = std::filesystem;

namespace {

constexpr int kMostAttempts = 50;
constexpr int kMostFruitless = 2; // of what came just before a connection broke, the network may hand on nothing

using Progress = std::function<void(std::uint64_t bytes)>;

[[noreturn]] void sayDiffers(const OfferedNetwork& network) {
    throw Error(ErrorKind::badFile, Message(MessageId::downloadDiffers, {network.name}));
}

/// Puts one answer into a part.
class PartSink final : public FetchSink {
public:
    PartSink(PartOnDisk& part, const OfferedFile& file, FetchStart start, const Progress& progress)
        : m_part(part)
        , m_file(file)
        , m_start(std::move(start))
        , m_progress(progress) {}

    bool begin(const FetchHead& head) override {
        m_status = head.status;
        m_meaning = meaningOf(m_file, m_start, head);
        if (m_meaning == AnswerMeaning::goesOn)
            m_part.goOn();
        else if (m_meaning == AnswerMeaning::beginsAnew)
            m_part.beginAnew(head.etag);
        else
            return false;
        m_isOpen = true;
        return true;
    }
    bool take(std::span<const char> bytes) override {
        m_isTooLong = !m_isOpen || !m_part.take(bytes);
        if (!m_isTooLong)
            m_progress(m_part.bytes());
        return !m_isTooLong;
    }

    [[nodiscard]] int status() const { return m_status; } ///< 0: no answer came
    [[nodiscard]] AnswerMeaning meaning() const { return m_meaning; }
    [[nodiscard]] bool isTooLong() const { return m_isTooLong; }

private:
    PartOnDisk& m_part;
    const OfferedFile& m_file;
    FetchStart m_start;
    const Progress& m_progress;
    int m_status = 0;
    AnswerMeaning m_meaning = AnswerMeaning::refused;
    bool m_isOpen = false, m_isTooLong = false;
};

/// One file of a network, until it is there.
class FileDownload final {
public:
    FileDownload(FileFetch& fetch, const OfferedNetwork& network, const OfferedFile& file, const DownloadPlace& place)
        : m_fetch(fetch)
        , m_network(network)
        , m_file(file)
        , m_part(place.folder, file)
        , m_address(addressAt(file.address, place.base)) {}

    bool run(const Progress& progress, const std::stop_token& stop) {
        if (m_part.isThere())
            return true;
        std::uint64_t most = m_part.bytes();
        int fruitless = 0;
        for (int attempt = 0; !stop.stop_requested(); ++attempt) {
            const auto start = m_part.start();
            PartSink sink(m_part, m_file, start, progress);
            const auto end = m_fetch.fetch(m_address, start, sink, stop);
            if (stop.stop_requested())
                return false;
            if (isComplete(sink, end))
                return true;
            if (sink.status() != 0 && sink.meaning() == AnswerMeaning::askAnew)
                m_part.remove();
            else
                fruitless = m_part.bytes() > most ? 0 : fruitless + 1;
            if (sink.status() == 0 || fruitless > kMostFruitless || attempt == kMostAttempts)
                throw Error(ErrorKind::io, Message(MessageId::downloadUnreachable, {hostOf(m_address), end.problem}));
            most = std::max(most, m_part.bytes());
        }
        return false;
    }

private:
    /// @return false: something is missing
    bool isComplete(const PartSink& sink, const FetchEnd& end) {
        if (sink.status() == 0)
            return false;
        if (sink.meaning() == AnswerMeaning::refused)
            throw Error(ErrorKind::io, Message(MessageId::downloadRefused, {hostOf(m_address), std::to_string(sink.status())}));
        if (sink.meaning() == AnswerMeaning::differs || sink.isTooLong()) {
            m_part.remove();
            sayDiffers(m_network);
        }
        if (sink.meaning() == AnswerMeaning::askAnew || (!end.isWhole && m_part.bytes() < m_file.bytes))
            return false;
        if (!m_part.finish())
            sayDiffers(m_network);
        return true;
    }

    FileFetch& m_fetch;
    const OfferedNetwork& m_network;
    const OfferedFile& m_file;
    PartOnDisk m_part;
    std::string m_address;
};

/// "3.2"
std::string megabytesText(std::uint64_t bytes) {
    const auto tenths = (bytes + 99'999) / 100'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void makeFolder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        throw Error(failed == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                    Message(MessageId::folderCannotBeMade, {folder.string(), failed.message()}));
}

} // namespace

bool downloadNetwork(FileFetch& fetch, const OfferedNetwork& network, const DownloadPlace& place, const Progress& progress,
                     const std::stop_token& stop) {
    try {
        makeFolder(place.folder);
        std::uint64_t before = 0;
        for (const auto& file : network.files) {
            FileDownload download(fetch, network, file, place);
            if (!download.run([&](std::uint64_t bytes) { progress(before + bytes); }, stop))
                return false;
            before += file.bytes;
            progress(before);
        }
        return true;
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::noSpace)
            throw;
        removeDownload(place.folder);
        throw noRoomFor(network);
    }
}

Error noRoomFor(const OfferedNetwork& network) {
    return {ErrorKind::noSpace, Message(MessageId::downloadNoRoom, {network.name, megabytesText(network.bytes())})};
}

void removeDownload(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

} // namespace segue::inference
