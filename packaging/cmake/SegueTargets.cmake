# One CMake target per box of the design. Links are PRIVATE unless a public header needs them, so that a box sees
# only what it asked for.
include(GNUInstallDirs)

add_library(segue_options INTERFACE)
target_compile_features(segue_options INTERFACE cxx_std_20)
target_include_directories(segue_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(segue_options INTERFACE
    -fPIC # for libraries and programs alike, so that they share precompiled headers
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wno-missing-field-initializers
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>) # GCC 12 warns of its own std::string
# The compiler that Segue is tested with must have nothing to say. Another one's new warnings keep nobody from building; nor do
# those that depend on what was inlined, which are often wrong.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13 AND NOT SEGUE_SANITIZE)
    target_compile_options(segue_options INTERFACE -Werror -Wno-error=array-bounds -Wno-error=stringop-overflow
        -Wno-error=stringop-overread -Wno-error=maybe-uninitialized -Wno-error=null-dereference)
endif()
target_link_options(segue_options INTERFACE -Wl,--as-needed)
if(SEGUE_SANITIZE)
    target_compile_options(segue_options INTERFACE -fsanitize=${SEGUE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(segue_options INTERFACE -fsanitize=${SEGUE_SANITIZE})
    target_compile_definitions(segue_options INTERFACE SEGUE_SANITIZED) # for tests of scarce memory, of which sanitizers need much
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(SEGUE_CCACHE ccache)
if(SEGUE_CCACHE)
    # Clones in other folders share what was compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}"
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" "${SEGUE_CCACHE}")
endif()

# Most of a file's time goes into headers, so files of a target are compiled eight at a time: names in their anonymous namespaces
# are unique in a folder. Off, every file is compiled alone.
option(SEGUE_UNITY "Compile the files of a target together" ON)
set(CMAKE_UNITY_BUILD ${SEGUE_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(SEGUE_UNITY) # what it warns of in headers is meant for them alone
    target_compile_options(segue_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# segue_precompiled(NAME HEADERS...): headers that are read once for all the targets that segue_reads_precompiled() sends to it.
# They must have the same flags of optimisation. Off, every file is compiled by what it includes itself.
option(SEGUE_PRECOMPILED_HEADERS "Read the large foreign headers once" ON)
function(segue_precompiled name)
    cmake_parse_arguments(ARG "" "" "LINK;HEADERS" ${ARGN})
    set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    file(WRITE "${source}.new" "// Holds the precompiled headers of others.\n")
    configure_file("${source}.new" "${source}" COPYONLY)
    add_library(${name} OBJECT EXCLUDE_FROM_ALL "${source}")
    target_link_libraries(${name} PRIVATE segue_options ${ARG_LINK})
    if(SEGUE_PRECOMPILED_HEADERS)
        target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>) # as ccache wants it
        target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
    endif()
endfunction()
function(segue_reads_precompiled target name)
    if(SEGUE_PRECOMPILED_HEADERS)
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
        target_precompile_headers(${target} REUSE_FROM ${name})
    endif()
endfunction()

set(SEGUE_STANDARD_HEADERS <algorithm> <array> <atomic> <chrono> <condition_variable> <filesystem> <fstream> <functional> <map>
    <memory> <mutex> <optional> <ranges> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility>
    <variant> <vector>)
segue_precompiled(segue_standard_headers HEADERS ${SEGUE_STANDARD_HEADERS})

# segue_library(NAME SOURCES... [PRECOMPILED target|none] [PUBLIC targets...] [PRIVATE targets...])
function(segue_library name)
    cmake_parse_arguments(ARG "" "PRECOMPILED" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    if(ARG_PRECOMPILED STREQUAL "none")
        # its flags are its own
    elseif(ARG_PRECOMPILED)
        segue_reads_precompiled(${name} ${ARG_PRECOMPILED})
    else()
        segue_reads_precompiled(${name} segue_standard_headers)
    endif()
    target_link_libraries(${name} PUBLIC segue_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(NOT name STREQUAL "segue_words")
        target_link_libraries(${name} PUBLIC segue_words) # errors are messages, everywhere
    endif()
endfunction()

# segue_program(NAME SOURCES... LINK targets...)
function(segue_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE segue_options ${ARG_LINK})
    segue_reads_precompiled(${name} segue_standard_headers)
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()
