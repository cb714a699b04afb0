#!/bin/sh
# readmes.sh ROOT: fails, naming README and name, where a README names a source file or a folder in backticks that is nowhere in
# the tree. A name with a slash may lack its ending: `words/message` is message.h and its source.
set -u
cd "$1" || exit 2

find . \( -name .git -o -path ./build -o -name shared \) -prune -o -print | sed 's|^\./||' | awk '
{
    path = $0
    if (path ~ /(^|\/)README\.md$/)
        readmes[++count] = path
    for (;;) { # known by every end of its path, with its ending or without
        known[path] = 1
        stem = path
        if (sub(/\.[a-z]+$/, "", stem))
            known[stem] = 1
        if (!sub(/^[^\/]*\//, "", path))
            break
    }
}
END {
    for (i = 1; i <= count; ++i)
        while ((getline line < readmes[i]) > 0)
            while (match(line, /`[A-Za-z0-9_][A-Za-z0-9_.\/-]*`/)) {
                name = substr(line, RSTART + 1, RLENGTH - 2)
                line = substr(line, RSTART + RLENGTH)
                sub(/\/$/, "", name)
                isFile = name ~ /\.(h|cpp|sh|qss|txt|json|dict)$/ || name ~ /^[^.]+\/[^.]+$/
                if (isFile && name !~ /^build\// && !(name in known)) {
                    print readmes[i] " names what is not there: " name
                    isBad = 1
                }
            }
    exit isBad
}'
