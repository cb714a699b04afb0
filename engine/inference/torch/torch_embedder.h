// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/embedder.h"
#include "engine/inference/model_bundle.h"

#include <memory>
#include <string>
#include <vector>

namespace segue::inference {

/// The names of networks that model.json may give and that can be trained: "segue-net", "segue-net-3",
/// "study-cnn", "study-crnn".
[[nodiscard]] const std::vector<std::string>& architectures();

/// Those of networks that were trained elsewhere: "artist-siamese", "efficientat-mn", "musicnn".
[[nodiscard]] const std::vector<std::string>& guestArchitectures();

/// Loads and verifies the bundle's weights. Throws Error{io, badFile} for missing, altered or ill-fitting weights,
/// Error{unsupported} for an architecture this program does not know. This header does not need Torch.
[[nodiscard]] std::unique_ptr<Embedder> loadTorchEmbedder(const ModelBundle& bundle);

/// Call first in main of every program that links Torch, before it makes a thread: keeps the allocator from handing
/// memory back at every convolution (doubles the forward speed, DESIGN section 4) and gives Torch one thread a worker.
void tameTorch(int threads);

/// Has the BLAS library take the working memory of so many threads now. OpenBLAS takes 128 MB of address space a thread when
/// it first needs them (of which it touches little), and where it is refused them it asks again for ever: so this is called
/// before memory is limited, and the limit leaves this out. With other BLAS libraries nothing happens.
void reserveBlasMemory(int threads);

} // namespace segue::inference
