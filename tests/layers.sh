#!/bin/sh
# Dependencies point one way: cli -> write -> resolve -> mark -> model -> text, and read -> text. Fails with every include
# that points another way.
#   tests/layers.sh SOURCE_DIR
set -eu
cd "$1/src"
below() {
  case $1 in
    text) echo "text" ;;
    read) echo "read text" ;;
    model) echo "model text" ;;
    mark) echo "mark model text" ;;
    resolve) echo "resolve mark model text" ;;
    write) echo "write resolve mark model text" ;;
    cli) echo "cli write resolve mark model read text" ;;
    *) echo "layers.sh does not know the room $1" >&2; exit 1 ;;
  esac
}
bad=0
for room in */; do
  room=${room%/}
  allowed=$(below "$room")
  for include in $(grep -rhoE '^#include "[a-z_]+/' "$room" | sed 's/.*"//; s,/,,' | sort -u); do
    [ "$include" = legomena ] && continue
    case " $allowed " in
      *" $include "*) ;;
      *) bad=1; grep -rnE "^#include \"$include/" "$room" | sed "s,^,src/,; s,\$,   ($room must not use $include)," ;;
    esac
  done
done
[ $bad -eq 0 ] && echo "rooms use only the rooms below them"
exit $bad
