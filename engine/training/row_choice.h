// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::training {

/// What a row of a data set is for.
enum class Side {
    training,
    validation, ///< choices are made by it: never trained on
    test,       ///< kept by the data set for the last word, where it has one: neither trained on nor chosen by
};

/// Which rows of a data set a command looks at.
enum class RowChoice { validation, training, test, all };

/// What separates training from validation.
enum class Split {
    artists, ///< no artist is on both sides: measures how well songs by unknown artists are heard
    clips,   ///< every tenth clip, whoever made it: the studies' way, which flatters, since artists are recognised
};

} // namespace segue::training
