// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace segue::features {

/// Whose way it is from sound to patches. A network that was trained elsewhere hears only what its own authors' recipe gives.
enum class Recipe : std::uint8_t {
    segue,         ///< MelPatch, by all the parameters below
    musicnn,       ///< musicnn (Pons and Serra): GuestPatches, as for the two below
    efficientAt,   ///< EfficientAT (Schmid, Koutini and Widmer)
    artistSiamese, ///< the artist network of Park, Lee, Park, Ha and Nam
};

/// Every parameter between mono PCM and a network's input. Part of the model bundle, so that training and listening
/// cannot drift apart. The defaults are the recipe of the training data: librosa's melspectrogram (Slaney scale and
/// norm) in dB relative to the excerpt's maximum, of whose frames `columns` are picked, not averaged.
struct FrontEnd {
    Recipe recipe = Recipe::segue; ///< another one fixes rate, window, hop, bands and columns: frontEndOf()
    int rateHz = 44'100;           ///< audio is resampled to this first
    int fftSize = 2048;            ///< samples in a window
    int hopLength = 512;           ///< samples between frames
    int bands = 128;               ///< Slaney mel bands from 0 to rateHz / 2, Slaney area norm
    int columns = 128;             ///< of T frames, those at floor((k + 0.5) / columns * T)
    float floorDb = -80.0F;        ///< lowest level, relative to the excerpt's maximum
    int excerptSeconds = 30;       ///< length of an excerpt
    int excerptsPerSong = 3;       ///< at most; at 20, 50 and 80 % of the song
    /// 0: the columns are spread over the whole excerpt, as above. n: every n-th frame is a column (1: neighbouring frames),
    /// so that a patch shows only a part of the excerpt, and an excerpt gives several patches.
    int columnStride = 0;
    int patchesPerExcerpt = 1; ///< with a stride: at most this many, without overlap, evenly over the excerpt

    [[nodiscard]] std::size_t patchSize() const { return static_cast<std::size_t>(bands) * static_cast<std::size_t>(columns); }
    bool operator==(const FrontEnd&) const = default;
};

/// The word for a recipe in model.json: "segue", "musicnn", "efficientat", "artist-siamese".
[[nodiscard]] const char* nameOf(Recipe recipe);
[[nodiscard]] std::optional<Recipe> recipeNamed(std::string_view name);

/// The front end of a recipe: of Recipe::segue the defaults, of another one all that it fixes, and the usual excerpts.
[[nodiscard]] FrontEnd frontEndOf(Recipe recipe);

/// Whether a front end has what its recipe fixes; excerpts may be of any length and number.
[[nodiscard]] bool keepsItsRecipe(const FrontEnd& frontEnd);

/// Every parameter in one line of text, for people and as a key: different front ends have different texts.
[[nodiscard]] std::string describe(const FrontEnd& frontEnd);

} // namespace segue::features
