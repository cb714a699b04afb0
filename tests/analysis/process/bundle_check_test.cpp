// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/bundle_check.h"
#include "engine/words/error.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

void check(const std::string& architecture) {
    const test::TemporaryFolder folder;
    auto spec = test::scriptedSpec();
    spec.architecture = architecture;
    test::writeBundle(folder / "bundle", spec);
    analysis::checkBundle(SCRIPTED_ANALYZER, folder / "bundle");
}

} // namespace

TEST_CASE("a bundle that the analyzer accepts is accepted, another one refused with its sentence") {
    CHECK_NOTHROW(check("scripted"));
    CHECK_THROWS_WITH(check("unheard-of"), Contains("architecture \"unheard-of\""));
}

TEST_CASE("a bundle that kills the analyzer is refused") { CHECK_THROWS_WITH(check("dies"), Contains("ended while it was tried")); }

TEST_CASE("without an analyzer nothing can be tried") {
    CHECK_THROWS_AS(analysis::checkBundle("/nowhere/segue-analyzer", "/nowhere"), Error);
}
