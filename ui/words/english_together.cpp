// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/english_together.h"

#include "ui/words/marked.h"

namespace segue::words {

std::string_view ofNetworksTogether(MessageId id) {
    switch (id) {
    case MessageId::networkPartGone:
        return marked(kContext, "%1 is not whole: %2, which is part of it, is no longer installed. Add that network "
                                "again, or use others together.");
    case MessageId::networkPartsTooFew:
        return marked(kContext, "Several networks together are at least two. Name another one, or use this one alone.");
    case MessageId::networkPartTwice:
        return marked(kContext, "%1 is named twice. Name each network once, with the weight that it is to have.");
    default:
        return {};
    }
}

} // namespace segue::words
