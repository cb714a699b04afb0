// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Radio: songs that Segue adds behind the queue.

#include "engine/words/message.h"
#include "engine/words/radio_words.h"

#include <string>

namespace segue {

/// Radio is another, or planned anew. Comes after the QueueChanged that has its entries.
struct RadioChanged {
    bool isOn = false; ///< it adds songs behind the queue, or will when the queue ends
    RadioSettings settings;
    std::string seed; ///< name of what it began with: a title, an album, ...; empty: it has not begun
    RadioNotes notes;
    Message problem; ///< why it adds none; empty: all is well
};

} // namespace segue
