#!/bin/sh
# What Cloudflare Pages runs: its build command is `sh build.sh`, its output directory `dist`.
set -eu
git fetch --unshallow || true # the history says when entries were changed
pip install --require-hashes -r locks/runtime.txt
pip install --no-deps --no-build-isolation -r locks/kartotek.txt
if [ "${CF_PAGES_BRANCH-main}" = main ]; then
    kartotek build
else
    kartotek build --base-url "$CF_PAGES_URL/" # a preview has an address of its own
fi
