// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/command_line.h"

#include "app/paths.h"
#include "ui/words/format.h"

#include <QCommandLineParser>
#include <QUrl>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>

namespace segue::app {

namespace {

using Action = InstanceOrder::Action;

struct Options {
    QCommandLineOption demo{QStringLiteral("demo"), QStringLiteral("makes and opens the demo music")};
    QCommandLineOption database{QStringLiteral("db"), QStringLiteral("the libraries' database"), QStringLiteral("FILE")};
    QCommandLineOption model{QStringLiteral("model"), QStringLiteral("the model bundle to listen with in this run"),
                             QStringLiteral("DIR")};
    QCommandLineOption timing{QStringLiteral("timing"), QStringLiteral("prints how long start and first list took, then ends")};
    QCommandLineOption raise{QStringLiteral("raise"), QStringLiteral("shows the window of the Segue that runs, else starts one")};
    QCommandLineOption playPause{QStringLiteral("play-pause"), QStringLiteral("plays or pauses; starts Segue if none runs")};
    QCommandLineOption next{QStringLiteral("next"), QStringLiteral("goes to the next song in the Segue that runs")};
    QCommandLineOption previous{QStringLiteral("previous"), QStringLiteral("goes to the previous song there")};
    QCommandLineOption stop{QStringLiteral("stop"), QStringLiteral("stops playing there")};

    void addTo(QCommandLineParser& parser) const {
        parser.setApplicationDescription(QStringLiteral("A music player that finds what sounds alike."));
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addPositionalArgument(QStringLiteral("FOLDER or FILE..."),
                                     QStringLiteral("a folder is opened as a library; files are played, in this order"),
                                     QStringLiteral("[FOLDER | FILE...]"));
        parser.addOptions({demo, database, model, timing, raise, playPause, next, previous, stop});
    }
};

/// By its words alone: what it is, and whether it is there at all, the engine finds, since its disk may never answer.
std::filesystem::path wholePath(const std::filesystem::path& path) {
    std::error_code failed; // there may be no folder any more that this program runs in
    const auto whole = std::filesystem::absolute(path, failed);
    return failed ? path : whole;
}

/// As it came, where it is no text.
std::filesystem::path asGiven(const QString& argument, int argc, char** argv) {
    const auto same =
        std::find_if(argv + 1, argv + argc, [&](const char* given) { return QString::fromLocal8Bit(given) == argument; });
    return same == argv + argc ? ui::toPath(argument) : std::filesystem::path(*same);
}

/// A file manager gives URLs. Empty: it is one of another kind.
std::filesystem::path pathOf(const QString& argument, int argc, char** argv) {
    const auto given = asGiven(argument, argc, argv);
    if (argument.startsWith(QLatin1String("file:")))
        return ui::pathOf(QUrl(argument, QUrl::StrictMode));
    return argument.contains(QLatin1String("://")) ? std::filesystem::path() : wholePath(given);
}

std::string activationToken() {
    for (const char* name : {"XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"})
        if (const char* token = std::getenv(name); token != nullptr && *token != '\0')
            return token;
    return {};
}

InstanceOrder orderOf(const QCommandLineParser& parser, const Options& options) {
    InstanceOrder order;
    order.demo = parser.isSet(options.demo);
    order.activationToken = activationToken();
    const std::pair<QCommandLineOption, Action> all[] = {{options.raise, Action::raise},
                                                         {options.stop, Action::stop},
                                                         {options.previous, Action::previous},
                                                         {options.next, Action::next},
                                                         {options.playPause, Action::playPause}};
    for (const auto& [option, action] : all)
        if (parser.isSet(option))
            order.actions.push_back(action);
    return order;
}

void fillOptions(SessionOptions& session, const QCommandLineParser& parser, const Options& options) {
    session.database = parser.isSet(options.database) ? wholePath(ui::toPath(parser.value(options.database))) : defaultDatabase();
    session.coverShelf = app::userCacheFolder() / "covers";
    session.modelFolder = parser.isSet(options.model) ? ui::toPath(parser.value(options.model)) : shippedModel();
    session.fixedModel = parser.isSet(options.model);
    session.shippedModels = shippedModels();
    session.ownModels = ownModels();
    session.analyzer = siblingProgram("segue-analyzer");
    session.reader = session.analyzer;
    session.timing = parser.isSet(options.timing);
    session.window.version = QCoreApplication::applicationVersion();
    session.window.cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    session.window.demoFolder = userFolder() / "demo music";
}

} // namespace

CommandLine readCommandLine(const QStringList& arguments, int argc, char** argv) {
    CommandLine line;
    QCommandLineParser parser;
    const Options options;
    options.addTo(parser);
    if (!parser.parse(arguments)) {
        line.problem = parser.errorText() + QStringLiteral(" Try segue --help.");
        return line;
    }
    line.asksHelp = parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"));
    line.isAlone = parser.isSet(options.timing);
    line.order = orderOf(parser, options);
    for (const QString& argument : parser.positionalArguments()) {
        line.order.paths.push_back(pathOf(argument, argc, argv));
        if (line.order.paths.back().empty())
            line.problem = QStringLiteral("Segue opens files of this computer only, and %1 is none.").arg(argument);
    }
    if (line.order.actions.empty()) // whoever starts Segue wants to see it
        line.order.actions.push_back(Action::raise);
    fillOptions(line.options, parser, options);
    return line;
}

void printHelp(const QStringList& arguments) {
    QCommandLineParser parser;
    const Options options;
    options.addTo(parser);
    parser.process(arguments);
    std::exit(0);
}

} // namespace segue::app
