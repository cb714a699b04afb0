// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue/instance_order.h"
#include "app/segue/session.h"

#include <QString>

namespace segue::app {

/// What the command line of the window says.
struct CommandLine {
    SessionOptions options;
    InstanceOrder order;   ///< the same for a Segue that runs; its paths are absolute
    bool isAlone = false;  ///< speaks with no other Segue (--timing)
    bool asksHelp = false; ///< or for the version
    QString problem;       ///< one sentence; empty: all is well
};

/// @param arguments with the program's name, as Qt decodes them; those that Qt takes for itself are not known here
/// @param argc, argv the same as they came: a file's name need not be text
[[nodiscard]] CommandLine readCommandLine(const QStringList& arguments, int argc, char** argv);
/// Prints what was asked for, and ends the program.
[[noreturn]] void printHelp(const QStringList& arguments);

} // namespace segue::app
