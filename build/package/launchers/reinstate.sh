#!/bin/sh
# The command line of the installed Reinstate. Link to it from a folder on the PATH.
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
exec "$(dirname "$self")/../../MacOS/Reinstate" "$@"
