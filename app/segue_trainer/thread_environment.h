// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::trainer {

/// Call first in main. Torch's thread libraries read their settings from the environment while they are loaded, before
/// main; so this sets them and starts the program anew, once, in the same process. With them:
/// - threads that wait for each other sleep instead of spinning: on a machine that is also doing something else a
///   training step is ten times faster;
/// - there is no thread before main that could take a signal meant for app::StopOnSignal.
/// A caller that sets OMP_WAIT_POLICY=passive and OPENBLAS_NUM_THREADS=1 itself saves the second start. If starting
/// anew fails, the program goes on without.
void settleThreadEnvironment(char** argv);

} // namespace segue::trainer
