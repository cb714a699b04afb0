// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/learning_curve.h"

#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using training::recordLearning;

TEST_CASE("a learning curve grows by a line a point and is drawn") {
    const test::TemporaryFolder folder;
    recordLearning(folder.path(), {.epoch = 2, .seconds = 10.5, .loss = 2.0, .accuracy = 0.25, .precisionAt10 = 0.125});
    const auto first = test::readBytes(folder / "learning_curve.png");
    recordLearning(folder.path(), {.epoch = 4, .accuracy = 0.5, .precisionAt10 = 0.25});
    CHECK(test::readBytes(folder / "learning_curve.csv") ==
          "epoch,seconds,training_loss,validation_accuracy,validation_precision_at_10\n"
          "2,10.500000,2,0.25,0.125\n"
          "4,,,0.5,0.25\n");
    CHECK_THAT(first, Catch::Matchers::StartsWith("\x89PNG"));
    CHECK(test::readBytes(folder / "learning_curve.png") != first);
}

TEST_CASE("points after the one a run goes on from are dropped, those before it stay") {
    const test::TemporaryFolder folder;
    for (int epoch = 1; epoch <= 4; ++epoch)
        recordLearning(folder.path(), {.epoch = epoch, .loss = 1.0 / epoch, .accuracy = 0.1 * epoch});
    recordLearning(folder.path(), {.epoch = 3, .accuracy = 0.9});
    CHECK(test::readBytes(folder / "learning_curve.csv") ==
          "epoch,seconds,training_loss,validation_accuracy,validation_precision_at_10\n"
          "1,,1,0.1,0\n"
          "2,,0.5,0.2,0\n"
          "3,,,0.9,0\n");
}

TEST_CASE("a learning curve that cannot be read is begun anew, one that cannot be written is an error") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "learning_curve.csv", "something else\n1,2,3\n");
    recordLearning(folder.path(), {.epoch = 5, .accuracy = 0.5});
    CHECK_THAT(test::readBytes(folder / "learning_curve.csv"), Contains("\n5,,,0.5,0\n") && !Contains("1,2,3"));
    test::writeBytes(folder / "learning_curve.csv", test::readBytes(folder / "learning_curve.csv") + "six,,,x,\n6\n");
    recordLearning(folder.path(), {.epoch = 7, .accuracy = 0.5});
    CHECK_THAT(test::readBytes(folder / "learning_curve.csv"), Contains("\n5,,,0.5,0\n7,,,0.5,0\n"));
    CHECK_THROWS_AS(recordLearning(folder / "missing", {.epoch = 1}), Error);
}
