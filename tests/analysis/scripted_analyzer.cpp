// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stands in for segue-analyzer where its death is the subject. The song's name says what happens.

#include "engine/analysis/process/protocol.h"
#include "engine/analysis/process/reading_service.h"
#include "engine/audio/direct_reader.h"
#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"
#include "engine/words/section.h"

#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>

using namespace segue::analysis;

namespace {

void put(const PipeMessage& message) {
    const auto frame = encode(message);
    if (::write(STDOUT_FILENO, frame.data(), frame.size()) != static_cast<ssize_t>(frame.size()))
        std::exit(EXIT_FAILURE);
}

/// The model bundle that the parent named, where it is a real folder.
std::optional<segue::inference::ModelSpec> specOf(std::string_view folder) {
    try {
        return segue::inference::readBundle(folder).spec;
    } catch (const segue::Error&) {
        return std::nullopt; // the name alone says what to do
    }
}

/// The embedding depends on the name's first letters, so that some songs are alike.
SongAnalysis heard(const std::string& name) {
    const bool isRock = name.starts_with("rock");
    return {
        .identity = "sound-of-" + name,
        .duration = std::chrono::seconds{60},
        .embedding = isRock ? std::vector{0.8F, 0.6F} : std::vector{0.6F, 0.8F},
        .probabilities = isRock ? std::vector{0.9F, 0.1F} : std::vector{0.2F, 0.8F},
        .previewStart = std::chrono::seconds{12},
        .features = segue::SoundFeatures{
            .tempoBpm = 120.F, .key = 9, .keyStrength = 0.5F, .centroidHz = 2000.F, .onsetsPerSecond = 2.F, .loudnessLufs = -14.F}};
}

/// A section sounds like its song, and the later it begins the more like rock: 0.01 rad a second.
SongAnalysis heardSection(const std::filesystem::path& song, const segue::Section& section) {
    auto part = heard(segue::fileOf(song).stem().native());
    const double seconds = static_cast<double>(section.start) / static_cast<double>(segue::Section::kFramesPerSecond);
    const double angle =
        std::atan2(static_cast<double>(part.embedding[1]), static_cast<double>(part.embedding[0])) - 0.01 * seconds;
    part.embedding = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
    return part;
}

/// The network named "second" has another opinion: songs are alike whose names end alike, all are Folk and fast.
SongAnalysis heardBySecond(const std::string& name, std::size_t size) {
    auto song = heard(name);
    song.embedding.assign(size, 0.F);
    song.embedding[name.ends_with('1') ? 0 : 1] = 1.F;
    song.probabilities = {0.3F, 0.7F};
    song.features->tempoBpm = 180.F;
    return song;
}

segue::Outline drawn() {
    return {.waveform = {.peak = std::vector<std::uint8_t>(segue::Waveform::kColumns, 200),
                         .rms = std::vector<std::uint8_t>(segue::Waveform::kColumns, 90)},
            .duration = std::chrono::seconds{61},
            .loudnessLufs = -11.F,
            .loudnessRangeLu = 5.F,
            .truePeakDb = -1.F};
}

/// Songs named "flat..." have no outline, "flatcrash..." kill the reader of whole songs, "flathang..." are never read to
/// their end, beside which analyses go on as they do in segue-analyzer, and "patient..." take two seconds.
void draw(const Request& request) {
    const auto name = request.song.stem().native();
    if (name.starts_with("flatcrash"))
        std::abort();
    if (name.starts_with("flathang"))
        return;
    if (name.starts_with("patient"))
        ::sleep(2);
    if (name.starts_with("flat"))
        put(Answer{request.id, AnalysisFailure{"badFile", "It has no end."}});
    else
        put(Answer{request.id, drawn()});
}

/// Which sound a file holds is its name's business, unless the file itself says so in its first line: "sound NAME". After
/// the name may stand what the rest of the song is: "sound NAME REST".
SongIdentity identityOf(const Request& request) {
    std::string line, word, sound, rest;
    std::ifstream file(request.song);
    std::getline(file, line);
    std::istringstream(line) >> word >> sound >> rest;
    if (word != "sound" || sound.empty()) {
        sound = request.song.stem().native();
        rest.clear();
    }
    SongIdentity identity{.identity = "sound-of-" + sound, .rest = {}, .duration = std::chrono::seconds{60}};
    if (!rest.empty())
        identity.rest.assign(segue::audio::AudioIdentity::kPlaces, static_cast<std::uint32_t>(std::stoul(rest)));
    return identity;
}

/// A line for every request, for tests that count them, where there is such a file beside the song's folder.
void noteInJournal(const Request& request) {
    const auto journal = request.song.parent_path() / ".." / "requests";
    if (!std::filesystem::exists(journal))
        return;
    constexpr const char* kWords[] = {"analysis", "embedding", "outline", "identity"};
    std::ofstream(journal, std::ios::app) << kWords[static_cast<std::size_t>(request.kind)] << ' ' << request.song.stem().native()
                                          << '\n';
}

void spin() {
    for (volatile bool spins = true; spins;) {
    }
}

void act(const Request& request, const std::optional<segue::inference::ModelSpec>& spec) {
    const auto name = request.song.stem().native();
    const bool isSecond = spec && spec->name == "second";
    if (isSecond && name.starts_with("gate") && !std::filesystem::exists(request.song.native() + ".open"))
        ::pause();
    if (const auto gate = request.song.native() + ".gate"; std::filesystem::exists(gate))
        std::ifstream(gate).get(); // a named pipe: until the test lets go of it
    if (name.starts_with("crash"))
        std::abort();
    if (name.starts_with("silent") && (request.kind == TaskKind::analysis || request.kind == TaskKind::embedding))
        return put(Answer{request.id, AnalysisFailure{kSilentFailure, "It is silent.", identityOf(request)}});
    if (name.starts_with("hang"))
        ::pause();
    if (name.starts_with("spin"))
        spin();
    if (const auto seen = request.song.native() + ".seen"; name.starts_with("later") && !std::filesystem::exists(seen)) {
        std::ofstream{seen}.put('x'); // hangs the first time only
        spin();
    }
    if (name.starts_with("nonsense")) {
        static_cast<void>(!::write(STDOUT_FILENO, "\xFF\xFF\xFF\xFFnonsense", 12));
        ::pause();
    }
    if (spec && spec->name == "deaf") {
        put(Answer{request.id, AnalysisFailure{"unsupported", "It hears nothing."}});
        return;
    }
    const bool isSick = name.starts_with("sick") && !std::filesystem::exists(request.song.native() + ".cure");
    if (isSick || name.starts_with("broken")) {
        put(Answer{request.id, AnalysisFailure{"badFile", "It is broken."}});
        return;
    }
    const auto identity = identityOf(request);
    if (identity.identity == "sound-of-unreadable") {
        put(Answer{request.id, AnalysisFailure{"badFile", "It cannot be read."}});
        return;
    }
    if (name.starts_with("crossed")) { // answers another question than the one that was asked
        put(request.kind == TaskKind::analysis ? Answer{request.id, drawn()} : Answer{request.id, heard(name)});
        return;
    }
    if (request.kind == TaskKind::identity) {
        put(Answer{request.id, identity});
        return;
    }
    const auto section = segue::sectionOf(request.song);
    auto song = isSecond ? heardBySecond(name, spec->embeddingSize) : section ? heardSection(request.song, *section) : heard(name);
    song.identity = identity.identity;
    song.rest = identity.rest;
    if (request.kind == TaskKind::embedding)
        song.features.reset();
    if (name.starts_with("mute"))
        song.probabilities.clear();
    if (name.starts_with("wide"))
        song.embedding.push_back(0.F);
    if (name.starts_with("endless"))
        song.embedding.back() = std::numeric_limits<float>::infinity();
    if (name.starts_with("nameless"))
        song.identity.clear();
    put(Answer{request.id, std::move(song)});
}

/// Where the environment names a file, every request is noted in it: the process, the song. In one write, so that
/// nothing is half there when the process is killed.
void noteInLog(const Request& request) {
    const char* const log = std::getenv("SEGUE_SCRIPTED_LOG");
    if (log == nullptr)
        return;
    const int file = ::open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    const std::string line = std::to_string(::getpid()) + " " + request.song.filename().string() + "\n";
    static_cast<void>(!::write(file, line.data(), line.size()));
    ::close(file);
}

/// Where the environment says so, a song takes so many milliseconds, as it would if anybody listened.
void work() {
    const char* const milliseconds = std::getenv("SEGUE_SCRIPTED_WORK");
    if (milliseconds == nullptr)
        return;
    const timespec time{.tv_sec = 0, .tv_nsec = std::atol(milliseconds) * 1'000'000};
    ::nanosleep(&time, nullptr);
}

/// What segue-analyzer --check-bundle says, by the architecture.
int tryBundle(std::string_view folder) {
    const auto spec = specOf(folder);
    if (spec && spec->architecture == "dies")
        std::abort();
    if (!spec || spec->architecture != "scripted") {
        put(Refused{"This version of Segue does not know networks of the architecture \"" + (spec ? spec->architecture : "") +
                    "\"."});
        return EXIT_FAILURE;
    }
    put(Hello{kProtocolVersion, spec->id()});
    return EXIT_SUCCESS;
}

/// A line for every file that is read, where there is such a file beside the song's folder.
void noteReading(const std::filesystem::path& song) {
    const auto journal = song.parent_path() / ".." / "readings";
    if (std::filesystem::exists(journal))
        std::ofstream(journal, std::ios::app) << song.stem().native() << '\n';
}

/// Reads files as the reading process does, but those of certain names: "diesread..." ends it, "spinread..." and
/// "sleepread..." are never read to their end, "oncedies..." ends it the first time only, as if by somebody's hand. What a
/// file NAME.well stands beside is read like any other.
class ScriptedReader final : public segue::audio::FileReader {
public:
    using FileReader::readTags;
    void readTags(std::span<const std::filesystem::path> songs, const segue::audio::TagOptions& options,
                  const std::stop_token& stop, const Told& told) override {
        for (const auto& song : songs)
            act(song);
        m_files.readTags(songs, options, stop, told);
    }
    [[nodiscard]] segue::audio::Reading<std::optional<segue::CoverImage>> readCover(const std::filesystem::path& song,
                                                                                    const std::stop_token& stop) override {
        act(song);
        const auto name = song.stem().native();
        if (name.starts_with("diescover") || name.starts_with("diesbeside"))
            std::abort();
        return m_files.readCover(song, stop);
    }
    [[nodiscard]] segue::audio::Reading<std::optional<segue::audio::CoverThumbnails>>
    readThumbnails(const segue::audio::ThumbnailRequest& request, const std::stop_token& stop) override {
        act(request.song);
        const auto name = request.song.stem().native();
        if (name.starts_with("diescover") || name.starts_with("diesbeside"))
            std::abort();
        return m_files.readThumbnails(request, stop);
    }
    [[nodiscard]] segue::audio::Reading<segue::audio::StreamFormat> readFormat(const std::filesystem::path& song,
                                                                               const std::stop_token& stop) override {
        act(song);
        return m_files.readFormat(song, stop);
    }
    [[nodiscard]] segue::audio::Reading<segue::audio::Extras> readExtras(const std::filesystem::path& song,
                                                                         const std::stop_token& stop) override {
        act(song);
        return m_files.readExtras(song, stop);
    }

private:
    static void act(const std::filesystem::path& song) {
        noteReading(song);
        const auto name = song.stem().native();
        if (std::filesystem::exists(song.native() + ".well"))
            return;
        if (name.starts_with("diesread"))
            std::abort();
        if (name.starts_with("spinread"))
            spin();
        if (name.starts_with("sleepread"))
            ::pause();
        if (const auto seen = song.native() + ".seen"; name.starts_with("oncedies") && !std::filesystem::exists(seen)) {
            std::ofstream{seen}.put('x');
            ::kill(::getpid(), SIGKILL);
        }
    }

    segue::audio::DirectReader m_files;
};

int read() {
    ScriptedReader files;
    serveReading(files, STDIN_FILENO, STDOUT_FILENO);
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view model = argc > 2 ? argv[2] : "";
    if (argc > 1 && std::string_view(argv[1]) == "--read")
        return read();
    if (argc > 1 && std::string_view(argv[1]) == "--check-bundle")
        return tryBundle(model);
    const auto spec = specOf(model);
    if (model.find("dies-at-once") != std::string_view::npos)
        return EXIT_FAILURE;
    if (model.find("refuses") != std::string_view::npos) {
        put(Refused{"The weights were altered."});
        return EXIT_FAILURE;
    }
    if (model.find("loads-for-ever") != std::string_view::npos)
        ::pause();
    put(Hello{model.find("old-protocol") != std::string_view::npos ? kProtocolVersion - 1 : kProtocolVersion, "scripted/1"});
    FrameReader reader;
    std::array<std::uint8_t, 4096> bytes{};
    for (ssize_t count = 0; (count = ::read(STDIN_FILENO, bytes.data(), bytes.size())) > 0;) {
        reader.append(std::span(bytes).first(static_cast<std::size_t>(count)));
        while (auto message = reader.next())
            if (const auto* request = std::get_if<Request>(&*message)) {
                noteInJournal(*request);
                noteInLog(*request);
                work();
                request->kind == TaskKind::outline ? draw(*request) : act(*request, spec);
            }
    }
}
