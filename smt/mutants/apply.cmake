# Makes one header of a specification with a bug: applies `patch` to copies of `files` (a|b) of
# `root` in the folder `copy`, puts them together in ${copy}.hpp, and moves them from the namespace
# `old` to `new`.
string(REPLACE "|" ";" files "${files}")
file(REMOVE_RECURSE ${copy})
foreach(file IN LISTS files)
  get_filename_component(folder ${copy}/${file} DIRECTORY)
  file(COPY ${root}/${file} DESTINATION ${folder})
endforeach()
execute_process(COMMAND ${tool} --quiet -p1 --fuzz=0 --directory=${copy} --input=${patch}
                RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${patch} does not apply to ${files}")
endif()
set(all "")
foreach(file IN LISTS files)
  file(READ ${copy}/${file} part)
  string(APPEND all "${part}")
endforeach()
string(REPLACE "namespace ${old} {" "namespace ${new} {" all "${all}")
file(WRITE ${copy}.hpp "${all}")
