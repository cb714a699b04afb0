// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::training {

/// What a row of a data set is for.
enum class Side {
    training,
    validation, ///< for choices; never trained on
    test,       ///< for the final figures, where the data set has such rows; neither trained on nor used for choices
};

/// Which rows of a data set a command looks at.
enum class RowChoice { validation, training, test, all };

/// What separates training from validation.
enum class Split {
    artists, ///< no artist is on both sides: measures how well songs by unknown artists are heard
    clips,   ///< every tenth clip, whoever made it: the studies' way, which flatters, since artists are recognised
};

} // namespace segue::training
