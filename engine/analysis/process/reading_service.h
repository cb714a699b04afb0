// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/file_reader.h"

namespace segue::analysis {

/// The reading program's inside: says hello, then answers what it is asked, one after another, until `input` ends or nothing was
/// asked for a minute. Answers never lie here for longer than a file takes to be read: so whoever asks knows which file it
/// was, should the process end.
///
/// Thread rule: the program's only thread. Throws what the reader throws: the process is to end then.
/// @param input, output file descriptors, blocking
void serveReading(audio::FileReader& files, int input, int output);

} // namespace segue::analysis
