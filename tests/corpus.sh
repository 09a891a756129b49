#!/bin/sh
# Codes a whole corpus with one thread and with two, compares the bytes, counts the records and verifies each of them.
#   tests/corpus.sh LEGOMENA ARTICLES.jsonl[.gz]
set -eu
program=$1 articles=$2
[ -e "$articles" ] || { echo "skipped: $articles is not here"; exit 0; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
seconds() { start=$(date +%s); "$@"; echo "$(($(date +%s) - start)) s: $1 $2 $3 $4"; }
seconds "$program" code --jobs 2 --format jsonl "$articles" --out "$out/two"
seconds "$program" code --jobs 1 --format jsonl "$articles" --out "$out/one"
cmp "$out/one" "$out/two"
echo "equal bytes with one thread and with two"
case $articles in *.gz) lines=$(zcat "$articles" | wc -l) ;; *) lines=$(wc -l < "$articles") ;; esac
records=$(wc -l < "$out/one")
[ "$lines" -eq "$records" ] || { echo "$lines articles, but $records records"; exit 1; }
"$program" verify "$out/one" | tail -n 5
