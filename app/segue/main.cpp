// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/keyring.h"
#include "app/network/qt_http.h"
#include "app/network/secret_file.h"
#include "app/paths.h"
#include "app/segue/chosen_output.h"
#include "app/segue/session.h"
#include "app/segue/timing.h"
#include "ui/desktop/theme_follower.h"
#include "ui/words/format.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <malloc.h>
#include <string_view>
#include <system_error>
#include <thread>

namespace {

using segue::app::Session;
using segue::app::SessionOptions;

constexpr int kWrongUsage = 2;

/// Ends the program with one sentence where the command line makes no sense.
[[noreturn]] void refuse(const QString& sentence) {
    std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
    std::exit(kWrongUsage);
}

/// What a listener may do about a damaged database. The damaged one is kept: somebody may yet get something out of it.
bool mayStartAnew(const QString& sentence) {
    std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
    QMessageBox box(QMessageBox::NoIcon, QStringLiteral("Segue"),
                    QStringLiteral("The library database is damaged.\n\n") + sentence +
                        QStringLiteral("\n\nSegue can keep it under another name beside its place and begin a new one: your "
                                       "folders are then added and analysed again. Your music is not touched."));
    box.setTextFormat(Qt::PlainText);
    const auto* anew = box.addButton(QStringLiteral("Keep it and begin a new one"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(QMessageBox::Close));
    box.exec();
    return box.clickedButton() == anew;
}

/// By its words alone: what it is, and whether it is there at all, the engine finds, since its disk may never answer.
std::filesystem::path wholePath(const QString& given) {
    const auto path = segue::ui::toPath(given);
    std::error_code failed; // there may be no folder any more that this program runs in
    const auto whole = std::filesystem::absolute(path, failed);
    return failed ? path : whole;
}

SessionOptions readCommandLine(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A music player that finds what sounds alike."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("opened as a library"), QStringLiteral("[FOLDER]"));
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("makes and opens the demo music"));
    const QCommandLineOption database(QStringLiteral("db"), QStringLiteral("the libraries' database"), QStringLiteral("FILE"));
    const QCommandLineOption model(QStringLiteral("model"), QStringLiteral("the model bundle to listen with in this run"),
                                   QStringLiteral("DIR"));
    const QCommandLineOption timing(QStringLiteral("timing"),
                                    QStringLiteral("prints how long start and first list took, then ends"));
    parser.addOptions({demo, database, model, timing});
    if (!parser.parse(application.arguments()))
        refuse(parser.errorText() + QStringLiteral(" Try segue --help."));
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version")))
        parser.process(application);
    const QStringList folders = parser.positionalArguments();
    if (folders.size() > 1)
        refuse(QStringLiteral("Name one folder; the others can be added in the window."));

    SessionOptions options;
    options.database = parser.isSet(database) ? segue::ui::toPath(parser.value(database)) : segue::app::defaultDatabase();
    options.modelFolder = parser.isSet(model) ? segue::ui::toPath(parser.value(model)) : segue::app::shippedModel();
    options.fixedModel = parser.isSet(model);
    options.shippedModels = segue::app::shippedModels();
    options.ownModels = segue::app::ownModels();
    options.analyzer = segue::app::siblingProgram("segue-analyzer");
    options.reader = options.analyzer;
    options.demo = parser.isSet(demo);
    options.timing = parser.isSet(timing);
    if (!folders.isEmpty())
        options.folder = wholePath(folders.front());
    options.window.version = QStringLiteral(SEGUE_VERSION);
    options.window.cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    options.window.demoFolder = segue::app::userFolder() / "demo music";
    options.http = segue::app::makeQtHttp();
    options.tokens = segue::app::makeKeyring(segue::app::makeSecretFiles(segue::app::userFolder() / "secrets"));
    options.mayStartAnew = mayStartAnew;
    return options;
}

/// Help and version need no display, so they are printed before Qt looks for one.
void answerWithoutDisplay(int argc, char** argv) {
    const auto asks = [](std::string_view word) { return word == "--help" || word == "-h" || word == "--version" || word == "-v"; };
    if (std::none_of(argv + 1, argv + argc, asks))
        return;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("segue"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEGUE_VERSION));
    (void)readCommandLine(application); // prints and exits
}

int run(int argc, char** argv) {
    QApplication application(argc, argv);
    // Qt takes over the user's locale; numbers in files keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("segue"));
    QApplication::setApplicationDisplayName(QStringLiteral("Segue"));
    QApplication::setApplicationVersion(QStringLiteral(SEGUE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("segue"));
    // Session::shutDown ends the event loop, and only after the engine has finished.
    QApplication::setQuitOnLastWindowClosed(false);

    SessionOptions options = readCommandLine(application);
    segue::ui::Settings settings(segue::ui::Settings::defaultFile());
    options.makeSink = segue::app::sinkFor(settings);
    const segue::ui::ThemeFollower theme(application, settings);
    Session session(settings, options, [&](const QString& sentence) {
        std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
        QMessageBox box(QMessageBox::NoIcon, QStringLiteral("Segue"), QStringLiteral("Segue cannot start.\n\n") + sentence,
                        QMessageBox::Close, &session.window());
        box.setTextFormat(Qt::PlainText);
        box.exec();
        QCoreApplication::exit(1);
    });
    std::optional<segue::app::Timing> timing;
    if (options.timing)
        timing.emplace(session.window(), session.bridge());
    session.show();
    return QApplication::exec();
}

/// Large blocks go back to the system when they are freed. Left alone, the C library takes the size of the first ones as a
/// sign that there will be more, and keeps tens of megabytes that a long list of songs took for a moment.
void returnLargeBlocks() {
    constexpr int kLarge = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, kLarge);
    mallopt(M_TRIM_THRESHOLD, kLarge);
}

} // namespace

/// Ends without destroying static objects, when all of Segue's own has ended: Qt's connection to the sound server is one of
/// them, and ending it can race with its own thread (an assertion in libpulse).
int main(int argc, char** argv) {
    returnLargeBlocks();
    answerWithoutDisplay(argc, argv);
    const int status = run(argc, argv);
    std::fflush(nullptr);
    std::_Exit(status);
}
