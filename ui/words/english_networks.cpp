// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english_networks.h"
#include "ui/words/marked.h"

namespace segue::words {

std::string_view ofFetchedNetworks(MessageId id) {
    switch (id) {
    case MessageId::downloadUnreachable:
        return marked(kContext, "%1 cannot be reached, or went silent: %2. Try again later.");
    case MessageId::downloadRefused:
        return marked(
            kContext,
            "%1 does not give the file: it answered %2. Try again later, or fetch it in the browser and add it from the file.");
    case MessageId::downloadDiffers:
        return marked(
            kContext,
            "What came for %1 is not the file that Segue knows, by its length or its SHA-256. It was removed, and nothing "
            "was added. Try again; if it happens again, its address has another file now.");
    case MessageId::downloadNoRoom:
        return marked(kContext,
                      "The disk is too full for %1, which takes %2 MB and as much again while it is added. Nothing of it is "
                      "left; make room, and try again.");
    case MessageId::downloadUnusable:
        return marked(kContext, "%1 cannot be added. %0");
    case MessageId::downloadReady:
        return marked(kContext, "%1 was fetched and is ready to listen. Nothing else changes until you use it.");
    default:
        return {};
    }
}

} // namespace segue::words
