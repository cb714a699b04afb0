// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// How many threads of this process wait for the disk that does not answer (hanging_disk.cpp).
int segueWaitingForDisk();
/// Another folder than the environment's, for this process, from now on.
void segueSetHangingDisk(const char* folder);
