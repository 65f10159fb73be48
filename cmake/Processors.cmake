# Files that are compiled for newer processors than the rest, and called only where the processor has what they use.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(AVX2 -mavx2 -mbmi -mbmi2 -mpclmul -mpopcnt)
  set(AVX512 ${AVX2} -mavx512f -mavx512bw -mavx512vl -mavx512vbmi2)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 calls its own intrinsics uninitialized (GCC bug 105593).
    list(APPEND AVX512 -Wno-uninitialized -Wno-maybe-uninitialized)
  endif()
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/plan/import/csv_scan_avx2.cpp PROPERTIES COMPILE_OPTIONS "${AVX2}")
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/plan/import/csv_scan_avx512.cpp
                              PROPERTIES COMPILE_OPTIONS "${AVX512}")
endif()
# Gathering the pieces of a row into vectors costs more than it saves: each piece was stored just before, and a wider
# load must wait for all of them.
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/plan/import/fast_call_row.cpp
                            PROPERTIES COMPILE_OPTIONS "-fno-tree-vectorize;-fno-tree-slp-vectorize")
