#!/bin/sh
# What Netlify runs, as netlify.toml says.
set -eu
git fetch --unshallow || true # the history says when entries were changed
pip install --require-hashes -r locks/runtime.txt
pip install --no-deps --no-build-isolation -r locks/kartotek.txt
if [ "$CONTEXT" = production ]; then
    kartotek build --base-url "${URL%/}/"
else
    kartotek build --base-url "${DEPLOY_PRIME_URL%/}/" # a preview has an address of its own
fi
