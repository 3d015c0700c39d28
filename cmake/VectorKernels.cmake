# qpanda3_vector_kernels(<variable> <folder>)
# The files kernels_<set>.cpp of the folder hold the same kernels for one set of vector instructions each; which of them
# runs is chosen when a program starts. Sets that the architecture does not have leave the list of sources.
function(qpanda3_vector_kernels variable folder)
  set(prefix "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/kernels_")
  # Always optimised, whatever the build type: a function that is not inlined would be shared with other files. Products
  # and sums may be contracted to fused multiply-adds.
  set(flags -O3 -ffp-contract=fast -fno-exceptions -fno-asynchronous-unwind-tables)
  set_property(SOURCE "${prefix}portable.cpp" APPEND PROPERTY COMPILE_OPTIONS ${flags})
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set_property(SOURCE "${prefix}avx2.cpp" APPEND PROPERTY COMPILE_OPTIONS ${flags} -mavx2 -mfma -mbmi -mbmi2)
    set_property(SOURCE "${prefix}avx512.cpp" APPEND PROPERTY COMPILE_OPTIONS ${flags}
      -mavx512f -mavx512dq -mavx512bw -mavx512vl -mfma -mbmi -mbmi2 -mprefer-vector-width=512)
    set_property(SOURCE ${${variable}} APPEND PROPERTY COMPILE_DEFINITIONS QPANDA3_X86_KERNELS)
  else()
    list(REMOVE_ITEM ${variable} "${prefix}avx2.cpp" "${prefix}avx512.cpp")
    set(${variable} "${${variable}}" PARENT_SCOPE)
  endif()
endfunction()
