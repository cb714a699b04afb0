// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/front_end.h"

#include <array>
#include <sstream>
#include <utility>

namespace segue::features {

namespace {

constexpr std::array<std::pair<Recipe, const char*>, 4> kNames{{{Recipe::segue, "segue"},
                                                                {Recipe::musicnn, "musicnn"},
                                                                {Recipe::efficientAt, "efficientat"},
                                                                {Recipe::artistSiamese, "artist-siamese"}}};

} // namespace

const char* nameOf(Recipe recipe) {
    for (const auto& [known, name] : kNames)
        if (known == recipe)
            return name;
    return "";
}

std::optional<Recipe> recipeNamed(std::string_view name) {
    for (const auto& [recipe, known] : kNames)
        if (known == name)
            return recipe;
    return std::nullopt;
}

FrontEnd frontEndOf(Recipe recipe) {
    switch (recipe) {
    case Recipe::musicnn:
        return {.recipe = recipe, .rateHz = 16'000, .fftSize = 512, .hopLength = 256, .bands = 96, .columns = 187};
    case Recipe::efficientAt:
        return {.recipe = recipe, .rateHz = 32'000, .fftSize = 1024, .hopLength = 320, .bands = 128, .columns = 1000};
    case Recipe::artistSiamese:
        return {.recipe = recipe, .rateHz = 22'050, .fftSize = 1024, .hopLength = 512, .bands = 128, .columns = 129};
    case Recipe::segue:
        break;
    }
    return {};
}

bool keepsItsRecipe(const FrontEnd& frontEnd) {
    if (frontEnd.recipe == Recipe::segue)
        return true;
    FrontEnd fixed = frontEndOf(frontEnd.recipe);
    fixed.excerptSeconds = frontEnd.excerptSeconds;
    fixed.excerptsPerSong = frontEnd.excerptsPerSong;
    return fixed == frontEnd;
}

std::string describe(const FrontEnd& frontEnd) {
    std::ostringstream text;
    if (frontEnd.recipe != Recipe::segue) {
        text << "the recipe of " << nameOf(frontEnd.recipe) << ": " << frontEnd.rateHz << " Hz, window " << frontEnd.fftSize
             << ", hop " << frontEnd.hopLength << ", " << frontEnd.bands << " mel bands x " << frontEnd.columns << " columns, "
             << frontEnd.excerptsPerSong << " x " << frontEnd.excerptSeconds << " s a song";
        return text.str();
    }
    text << frontEnd.rateHz << " Hz, window " << frontEnd.fftSize << ", hop " << frontEnd.hopLength << ", " << frontEnd.bands
         << " mel bands x " << frontEnd.columns << " columns, floor " << frontEnd.floorDb << " dB, " << frontEnd.excerptsPerSong
         << " x " << frontEnd.excerptSeconds << " s a song";
    if (frontEnd.columnStride > 0)
        text << ", column stride " << frontEnd.columnStride << ", " << frontEnd.patchesPerExcerpt << " patches an excerpt";
    return text.str();
}

} // namespace segue::features
