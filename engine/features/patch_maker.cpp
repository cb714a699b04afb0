// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/patch_maker.h"

#include "engine/features/guest_patches.h"
#include "engine/features/mel_patch.h"

namespace segue::features {

std::unique_ptr<const PatchMaker> makePatchMaker(const FrontEnd& frontEnd) {
    if (frontEnd.recipe == Recipe::segue)
        return std::make_unique<MelPatch>(frontEnd);
    return std::make_unique<GuestPatches>(frontEnd);
}

} // namespace segue::features
