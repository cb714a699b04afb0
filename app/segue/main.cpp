// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/network_parts.h"
#include "app/paths.h"
#include "app/segue/application_service.h"
#include "app/segue/bus_probe.h"
#include "app/segue/chosen_output.h"
#include "app/segue/command_line.h"
#include "app/segue/instance_server.h"
#include "app/segue/session.h"
#include "app/segue/timing.h"
#include "engine/words/error.h"
#include "ui/desktop/session_bus.h"
#include "ui/desktop/theme_follower.h"
#include "ui/words/message_text.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <memory>
#include <optional>
#include <utility>

namespace {

using segue::app::CommandLine;
using segue::app::InstanceClaim;
using segue::app::InstanceServer;
using segue::app::readCommandLine;
using segue::app::Session;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
/// So long another Segue may take to answer, or to end.
constexpr std::chrono::seconds kPatience{6};

/// Ends the program with one sentence where the command line makes no sense.
[[noreturn]] void refuse(const QString& sentence) {
    std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
    std::exit(kWrongUsage);
}

[[noreturn]] void fail(const QString& sentence) {
    std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
    std::exit(kFailed);
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

/// Whoever is not the first hands its order over and ends here.
InstanceClaim claim(const CommandLine& line) {
    if (line.isAlone)
        return {};
    auto claimed = segue::app::claimInstance(segue::app::instanceName(line.options.database), line.order, kPatience);
    switch (claimed.outcome) {
    case InstanceClaim::Outcome::first:
        if (!line.order.mayStart())
            fail(QStringLiteral("Segue is not running, so there is nothing to steer."));
        return claimed;
    case InstanceClaim::Outcome::handedOver:
        std::exit(0);
    case InstanceClaim::Outcome::refused:
        fail(QStringLiteral("The Segue that runs is of another version and does not understand this. Close it, and try again."));
    case InstanceClaim::Outcome::silent:
        break;
    }
    fail(QStringLiteral("Segue is running already, but does not answer. If it hangs, end it, and start Segue again."));
}

/// Help and version need no display, so they are printed before Qt looks for one; likewise an order for the Segue that runs.
/// @return what is left to be done: as the first one, or, where only Qt's window part can read the line, not known yet
std::optional<InstanceClaim> answerWithoutDisplay(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("segue"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEGUE_VERSION));
    const auto line = readCommandLine(QCoreApplication::arguments(), argc, argv);
    if (line.asksHelp)
        segue::app::printHelp(QCoreApplication::arguments());
    return line.problem.isEmpty() ? std::optional(claim(line)) : std::nullopt;
}

void giveNetwork(segue::app::SessionOptions& options) {
    try {
        auto parts = segue::app::makeNetwork(segue::app::userFolder() / "secrets");
        options.http = std::move(parts.http);
        options.tokens = std::move(parts.tokens);
        options.redirects = std::move(parts.redirects);
        options.spotify = std::move(parts.spotify);
        options.fetch = std::move(parts.fetch);
        options.networksBase = std::move(parts.networks);
    } catch (const segue::Error& problem) {
        refuse(segue::ui::sentence(problem.message()));
    }
}

int run(int argc, char** argv, std::optional<InstanceClaim> claimed) {
    segue::app::doWithoutSilentBus();
    QApplication application(argc, argv);
    // Qt takes over the user's locale; numbers in files keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("segue"));
    QApplication::setApplicationDisplayName(QStringLiteral("Segue"));
    QApplication::setApplicationVersion(QStringLiteral(SEGUE_VERSION));
    QApplication::setDesktopFileName(QString::fromLatin1(segue::ui::kDesktopId));
    // Session::shutDown ends the event loop, and only after the engine has finished.
    QApplication::setQuitOnLastWindowClosed(false);

    auto line = readCommandLine(application.arguments(), argc, argv);
    if (!line.problem.isEmpty())
        refuse(line.problem);
    if (!claimed)
        claimed = claim(line);
    line.options.mayStartAnew = mayStartAnew;
    line.options.window.onDesktop = !line.isAlone;
    giveNetwork(line.options);
    segue::ui::Settings settings(segue::ui::Settings::defaultFile());
    const auto figures = std::make_shared<segue::app::SinkFigures>();
    line.options.makeSink = segue::app::sinkFor(settings, figures);
    const segue::ui::ThemeFollower theme(application, settings);
    Session session(settings, line.options, [&](const QString& sentence) {
        std::fprintf(stderr, "segue: %s\n", qUtf8Printable(sentence));
        QMessageBox box(QMessageBox::NoIcon, QStringLiteral("Segue"), QStringLiteral("Segue cannot start.\n\n") + sentence,
                        QMessageBox::Close, &session.window());
        box.setTextFormat(Qt::PlainText);
        box.exec();
        QCoreApplication::exit(1);
    });
    const InstanceServer server(std::move(claimed->socket));
    QObject::connect(&server, &InstanceServer::ordered, &session, &Session::take);
    std::optional<segue::app::ApplicationService> service;
    if (const auto bus = line.isAlone ? std::nullopt : segue::ui::sessionBus())
        QObject::connect(&service.emplace(*bus), &segue::app::ApplicationService::ordered, &session, &Session::take);
    std::optional<segue::app::Timing> timing;
    if (line.options.timing)
        timing.emplace(session.window(), session.bridge(), figures);
    session.show();
    session.begin(line.order);
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

/// Ends without destroying static objects, when all of Segue's own has ended: those of foreign libraries may have threads.
int main(int argc, char** argv) {
    returnLargeBlocks();
    auto claimed = answerWithoutDisplay(argc, argv);
    const int status = run(argc, argv, std::move(claimed));
    std::fflush(nullptr);
    std::_Exit(status);
}
