// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/bundle_writer.h"

#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

training::BundleContents bundleExample() {
    training::BundleContents contents;
    contents.spec.name = "study-cnn";
    contents.spec.architecture = "study-cnn";
    contents.spec.labels = {"Folk", "Rock"};
    contents.spec.embeddingSize = 380;
    contents.weights = {{.name = "dense.bias", .shape = {2}, .values = {0.5F, -0.5F}}};
    contents.epochs = 7;
    contents.trainingRows = 6400;
    contents.trainingCommand = "segue-cli train fma_small --output study-cnn";
    contents.validation = {
        .labels = {"Folk", "Rock"}, .rows = 9, .accuracy = 0.4625, .precisionAt10 = 0.3125, .confusion = {{4, 1}, {2, 2}}};
    return contents;
}

} // namespace

TEST_CASE("a written bundle is read back with its figures and verified") {
    const test::TemporaryFolder folder;
    const auto contents = bundleExample();
    training::writeBundle(folder / "new", contents);
    const auto bundle = inference::readBundle(folder / "new");
    CHECK_NOTHROW(inference::verifyWeights(bundle));
    CHECK(bundle.spec.id() == "study-cnn/1");
    CHECK(bundle.spec.labels == contents.spec.labels);
    CHECK(bundle.spec.frontEnd == contents.spec.frontEnd);
    CHECK(bundle.spec.trainingCommand == contents.trainingCommand);
    CHECK(bundle.spec.validationAccuracy == 0.4625);
    CHECK(bundle.spec.validationPrecisionAt10 == 0.3125);
    CHECK((inference::readSafetensors(bundle.weights()) == contents.weights)); // there is no way to print them
}

TEST_CASE("the model card says how it was made, how good it is and under which licence") {
    const test::TemporaryFolder folder;
    training::writeBundle(folder.path(), bundleExample());
    const auto card = test::readBytes(inference::readBundle(folder.path()).card());
    CHECK_THAT(card, Contains("segue-cli train fma_small --output study-cnn") && Contains("6400 clips") && Contains("7 epochs"));
    CHECK_THAT(card, Contains("46.2 %") || Contains("46.3 %"));
    CHECK_THAT(card, Contains("31.2 %") || Contains("31.3 %"));
    CHECK_THAT(card, Contains("Heard worst: Rock, Folk.")); // 2 of 4 and 4 of 5
    CHECK_THAT(card, Contains("Not good for") && Contains("GPL-3.0-or-later"));
}

TEST_CASE("the card names everything that was learned from") {
    const test::TemporaryFolder folder;
    auto contents = bundleExample();
    contents.settings.teacher = contents.settings.relations = 1.0;
    contents.taughtRows = 1541;
    contents.teachers = {"artist256_f16", "mn04_512_f16", "musicnn200_f16"};
    contents.mentors = {"segue-net/2"};
    training::writeBundle(folder.path(), contents);
    const auto card = test::readBytes(inference::readBundle(folder.path()).card());
    CHECK_THAT(card, Contains("1541 excerpts") && Contains("artist256_f16, mn04_512_f16 and musicnn200_f16"));
    CHECK_THAT(card, Contains("how alike segue-net/2 finds varied clips, and which genres it hears") && !Contains("no other data"));
}

TEST_CASE("the card of a network trained on other music, or measured by clips, claims nothing else") {
    const test::TemporaryFolder folder;
    auto contents = bundleExample();
    contents.data = training::DataKind::genreFolders;
    contents.settings.split = training::Split::clips;
    contents.spec.frontEnd.columnStride = 1;
    training::writeBundle(folder.path(), contents);
    const auto card = test::readBytes(inference::readBundle(folder.path()).card());
    CHECK_THAT(card, !Contains("Free Music Archive") && !Contains("picked evenly") && !Contains("never trained on"));
    CHECK_THAT(card, Contains("folder of music") && Contains("column stride 1") && Contains("flatters"));
    contents.data = training::DataKind::fmaClips;
    contents.settings.split = training::Split::artists;
    training::writeBundle(folder.path(), contents);
    CHECK_THAT(test::readBytes(inference::readBundle(folder.path()).card()),
               Contains("its own split") && Contains("never trained on") && !Contains("multiple of 10"));
}

TEST_CASE("a bundle replaces the one before") {
    const test::TemporaryFolder folder;
    auto contents = bundleExample();
    training::writeBundle(folder.path(), contents);
    contents.weights[0].values[0] = 0.75F;
    training::writeBundle(folder.path(), contents);
    const auto bundle = inference::readBundle(folder.path());
    CHECK_NOTHROW(inference::verifyWeights(bundle));
    CHECK((inference::readSafetensors(bundle.weights()) == contents.weights)); // there is no way to print them
}

TEST_CASE("a folder that cannot be made is an error that names it") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "file", "in the way");
    CHECK_THROWS_WITH(training::writeBundle(folder / "file", bundleExample()), Contains((folder / "file").string()));
}
