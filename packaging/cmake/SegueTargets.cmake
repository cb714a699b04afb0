# One CMake target per box of the design. Links are PRIVATE unless a public header needs them, so that a box sees
# only what it asked for.
include(GNUInstallDirs)

add_library(segue_options INTERFACE)
target_compile_features(segue_options INTERFACE cxx_std_20)
target_include_directories(segue_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(segue_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wno-missing-field-initializers
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>) # GCC 12 warns of its own std::string
target_link_options(segue_options INTERFACE -Wl,--as-needed)
if(SEGUE_SANITIZE)
    target_compile_options(segue_options INTERFACE -fsanitize=${SEGUE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(segue_options INTERFACE -fsanitize=${SEGUE_SANITIZE})
    target_compile_definitions(segue_options INTERFACE SEGUE_SANITIZED) # for tests of scarce memory, of which sanitizers need much
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(SEGUE_CCACHE ccache)
if(SEGUE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${SEGUE_CCACHE}")
endif()

# segue_library(NAME SOURCES... [PUBLIC targets...] [PRIVATE targets...])
function(segue_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC segue_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# segue_program(NAME SOURCES... LINK targets...)
function(segue_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE segue_options ${ARG_LINK})
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()
