// SPDX-License-Identifier: GPL-3.0-or-later
//
// A library to be preloaded: every FFTW plan is made with the flags in SEGUE_FFTW_FLAGS (a decimal number) instead of the
// program's own, so that the same transforms are calculated in another order.

#include <fftw3.h>

#include <cstdlib>
#include <dlfcn.h>

namespace {

unsigned flagsFor(unsigned own) {
    const char* wanted = std::getenv("SEGUE_FFTW_FLAGS");
    if (wanted == nullptr)
        return own;
    return (own & ~unsigned{FFTW_ESTIMATE}) | static_cast<unsigned>(std::strtoul(wanted, nullptr, 10));
}

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

fftwf_plan fftwf_plan_dft_r2c_1d(int n, float* in, fftwf_complex* out, unsigned flags) {
    return real<decltype(&fftwf_plan_dft_r2c_1d)>("fftwf_plan_dft_r2c_1d")(n, in, out, flagsFor(flags));
}

fftw_plan fftw_plan_dft_r2c_1d(int n, double* in, fftw_complex* out, unsigned flags) {
    return real<decltype(&fftw_plan_dft_r2c_1d)>("fftw_plan_dft_r2c_1d")(n, in, out, flagsFor(flags));
}

fftwf_plan fftwf_plan_guru_split_dft(int rank, const fftwf_iodim* dims, int howmany, const fftwf_iodim* howmanyDims, float* ri,
                                     float* ii, float* ro, float* io, unsigned flags) {
    return real<decltype(&fftwf_plan_guru_split_dft)>("fftwf_plan_guru_split_dft")(rank, dims, howmany, howmanyDims, ri, ii, ro, io,
                                                                                   flagsFor(flags));
}

fftw_plan fftw_plan_guru_split_dft(int rank, const fftw_iodim* dims, int howmany, const fftw_iodim* howmanyDims, double* ri,
                                   double* ii, double* ro, double* io, unsigned flags) {
    return real<decltype(&fftw_plan_guru_split_dft)>("fftw_plan_guru_split_dft")(rank, dims, howmany, howmanyDims, ri, ii, ro, io,
                                                                                 flagsFor(flags));
}
}
