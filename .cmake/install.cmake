# What is installed, in parts: `claimcheck`, the programs with the files that they read,
# `claimcheck-dev`, what an engine of one's own is built with, and, where Open MPI is there,
# `claimcheck-mpi`, with which alone the programs depend on it. The target claimcheck_installed
# builds all of it; `cpack` in the build tree makes a Debian package of each.

set(CPACK_COMPONENTS_ALL claimcheck claimcheck-dev)
set(CLAIMCHECK_MAINTAINER "claimcheck maintainers <claimcheck@localhost>"
    CACHE STRING "Who maintains the packages: a distribution's own name and address")
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME claimcheck)
include(GNUInstallDirs)

# The files that the programs read, in the folders of the source tree.
function(claimcheck_install_data)
  set(data ${CMAKE_INSTALL_DATADIR}/claimcheck)
  install(DIRECTORY corpus DESTINATION ${data} PATTERN found EXCLUDE)
  install(DIRECTORY docs model DESTINATION ${data}
          PATTERN CMakeLists.txt EXCLUDE)
  # `clauses` shows the lines that decide.
  install(DIRECTORY properties smt DESTINATION ${data}
          FILES_MATCHING PATTERN "*.cpp" PATTERN "*.hpp" PATTERN "*.md"
          PATTERN "*_test.cpp" EXCLUDE)
  install(FILES impl/engine.h impl/engine_parts.h DESTINATION ${data}/impl)
  # The scripts keep their permission to run.
  install(DIRECTORY impl/indexed impl/posted impl/kernel impl/mutants impl/skeleton impl/support
          DESTINATION ${data}/impl USE_SOURCE_PERMISSIONS
          PATTERN CMakeLists.txt EXCLUDE
          PATTERN mechanical EXCLUDE
          PATTERN sample EXCLUDE
          PATTERN testing EXCLUDE)
  install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()

# Manual pages and completions are what the program's own options say.
function(claimcheck_install_pages)
  set(pages ${PROJECT_BINARY_DIR}/pages)
  add_custom_command(OUTPUT ${pages}/claimcheck.1.gz
                     COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
                     COMMAND claimcheck_manual_pages ${pages}
                     COMMAND sh -c "exec gzip -9nkf \"$1\"/*.1" sh ${pages}
                     DEPENDS claimcheck_manual_pages
                     VERBATIM
                     COMMENT "Writing the manual pages")
  add_custom_target(claimcheck_pages DEPENDS ${pages}/claimcheck.1.gz)
  add_dependencies(claimcheck_installed claimcheck_pages)
  install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
          FILES_MATCHING PATTERN "*.1.gz")
  install(FILES ${pages}/claimcheck.bash RENAME claimcheck
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${pages}/_claimcheck
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
endfunction()

function(claimcheck_install_dev)
  set(cmake_folder ${CMAKE_INSTALL_DATADIR}/cmake/claimcheck)
  file(READ impl/engine_parts.h text)
  string(REPLACE "\"impl/engine.h\"" "\"engine.h\"" text "${text}")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/engine_parts.h CONTENT "${text}" @ONLY)
  install(FILES impl/engine.h ${PROJECT_BINARY_DIR}/engine_parts.h
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/claimcheck COMPONENT claimcheck-dev)
  include(CMakePackageConfigHelpers)
  configure_package_config_file(.cmake/claimcheckConfig.cmake.in
                                ${PROJECT_BINARY_DIR}/claimcheckConfig.cmake
                                INSTALL_DESTINATION ${cmake_folder}
                                PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_DATADIR)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/claimcheckConfigVersion.cmake
                                   COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
  install(FILES ${PROJECT_BINARY_DIR}/claimcheckConfig.cmake
                ${PROJECT_BINARY_DIR}/claimcheckConfigVersion.cmake .cmake/instrumented.cmake
          DESTINATION ${cmake_folder} COMPONENT claimcheck-dev)
  configure_file(.cmake/claimcheck.pc.in ${PROJECT_BINARY_DIR}/claimcheck.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/claimcheck.pc
          DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig COMPONENT claimcheck-dev)
  # The examples include what is installed.
  foreach(example example.c example.cpp)
    file(READ impl/example/${example} text)
    string(REPLACE "\"impl/engine.h\"" "<claimcheck/engine.h>" text "${text}")
    string(REPLACE "-I. -o example.so impl/example/example.c" "-o example.so example.c"
           text "${text}")
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/examples/${example} CONTENT "${text}" @ONLY)
  endforeach()
  install(FILES ${PROJECT_BINARY_DIR}/examples/example.c
                ${PROJECT_BINARY_DIR}/examples/example.cpp
          DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/claimcheck-dev/examples
          COMPONENT claimcheck-dev)
endfunction()

# What Debian wants to have of each package beside its files: who changed it, and who may copy it.
function(claimcheck_install_debian)
  # Another configuration changes nothing. SOURCE_DATE_EPOCH makes it the same of any checkout.
  set(form "%a, %d %b %Y %H:%M:%S +0000")
  if(DEFINED ENV{SOURCE_DATE_EPOCH})
    string(TIMESTAMP date "${form}" UTC)
  else()
    file(TIMESTAMP ${PROJECT_SOURCE_DIR}/CHANGELOG.md date "${form}" UTC)
  endif()
  set(changelog ${PROJECT_BINARY_DIR}/changelog)
  file(WRITE ${changelog}
       "claimcheck (${PROJECT_VERSION}) unstable; urgency=medium\n\n"
       "  * What changed is in CHANGELOG.md of the package claimcheck.\n\n"
       " -- ${CLAIMCHECK_MAINTAINER}  ${date}\n")
  execute_process(COMMAND gzip -9nf ${changelog} COMMAND_ERROR_IS_FATAL ANY)
  foreach(part ${CPACK_COMPONENTS_ALL})
    set(folder ${CMAKE_INSTALL_DATADIR}/doc/${part})
    install(FILES ${changelog}.gz DESTINATION ${folder} COMPONENT ${part})
    install(FILES LICENSE DESTINATION ${folder} RENAME copyright COMPONENT ${part})
  endforeach()
endfunction()

macro(claimcheck_package)
  set(CPACK_GENERATOR DEB)
  set(CPACK_PACKAGE_NAME claimcheck)
  set(CPACK_PACKAGE_CONTACT "${CLAIMCHECK_MAINTAINER}")
  # The first line is what a list of packages shows.
  set(CPACK_DEBIAN_CLAIMCHECK_DESCRIPTION
      "checks code that claims CXL memory extents for DAX devices
An implementation is run beside an executable contract: on random extents,
with every step made to fail, in every interleaving of small concurrent cases
and in every state of a small scope. What is found is a short trace that can
be replayed.")
  set(CPACK_DEBIAN_CLAIMCHECK-DEV_DESCRIPTION
      "interface of the engines that claimcheck runs
What an engine of one's own is built with: the header of its interface, a
file for pkg-config, a package for CMake, and two examples.")
  set(CPACK_DEBIAN_CLAIMCHECK-MPI_DESCRIPTION
      "explorations by claimcheck on several ranks of Open MPI
The states of an exploration, and the transitions of an engine, are divided
between the ranks, with the result of one process.")
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_DEB_COMPONENT_INSTALL ON)
  set(CPACK_COMPONENTS_GROUPING IGNORE)
  set(CPACK_STRIP_FILES ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)
  set(CPACK_DEBIAN_PACKAGE_SECTION devel)
  set(CPACK_DEBIAN_CLAIMCHECK_PACKAGE_NAME claimcheck)
  set(CPACK_DEBIAN_CLAIMCHECK_PACKAGE_SHLIBDEPS ON)
  # A kernel tree is compiled, and patched, when it is checked.
  set(CPACK_DEBIAN_CLAIMCHECK_PACKAGE_RECOMMENDS "gcc, patch, cvc5")
  set(CPACK_DEBIAN_CLAIMCHECK-DEV_PACKAGE_NAME claimcheck-dev)
  set(CPACK_DEBIAN_CLAIMCHECK-DEV_PACKAGE_ARCHITECTURE all)
  set(CPACK_DEBIAN_CLAIMCHECK-DEV_PACKAGE_DEPENDS "claimcheck (>= ${PROJECT_VERSION})")
  set(CPACK_DEBIAN_CLAIMCHECK-MPI_PACKAGE_NAME claimcheck-mpi)
  set(CPACK_DEBIAN_CLAIMCHECK-MPI_PACKAGE_SHLIBDEPS ON)
  # The two are of one build.
  set(CPACK_DEBIAN_CLAIMCHECK-MPI_PACKAGE_DEPENDS
      "claimcheck (= ${PROJECT_VERSION}), openmpi-bin")
  include(CPack)
endmacro()

# Called once, when all targets are there.
function(claimcheck_install)
  if(CLAIMCHECK_FUZZ)
    return()
  endif()
  # The tests install it; a build for anything else does without.
  set(all "")
  if(CLAIMCHECK_TEST_TREE)
    set(all ALL)
  endif()
  add_custom_target(claimcheck_installed ${all})
  add_dependencies(claimcheck_installed claimcheck_cli claimcheck_proofs claimcheck_checker)
  install(TARGETS claimcheck_cli claimcheck_proofs claimcheck_checker RUNTIME)
  if(TARGET claimcheck_mpi)
    add_dependencies(claimcheck_installed claimcheck_mpi)
    # Where the program looks for it, whatever the machine calls its folder of libraries.
    install(TARGETS claimcheck_mpi LIBRARY DESTINATION lib/claimcheck COMPONENT claimcheck-mpi)
    list(APPEND CPACK_COMPONENTS_ALL claimcheck-mpi)
  endif()
  claimcheck_install_data()
  claimcheck_install_pages()
  claimcheck_install_dev()
  claimcheck_install_debian()
  claimcheck_package()
endfunction()
