#!/bin/sh
# Build the portal, and send it to the folder TARGET of a web server, such as user@host:/var/www/research/.
# It needs the program `rsync`, and a `base_url` in site.yaml.
set -eu
: "${TARGET:?write where it goes before this command: TARGET=user@host:/var/www/research/ sh publish.sh}"
kartotek build
# all new files are sent before the first is put into place, and what is gone is removed last
rsync --archive --checksum --delay-updates --delete-after --exclude=/.built-by-kartotek dist/ "$TARGET"
