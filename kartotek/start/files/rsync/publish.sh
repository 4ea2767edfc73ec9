#!/bin/sh
# Build the portal, and send it to the folder TARGET of a web server, such as user@host:/var/www/research/.
# It needs the program `rsync`, and a `base_url` in site.yaml. The folder is for the portal alone: a file of your own
# there needs an --exclude=/NAME below, or it is removed.
set -eu
: "${TARGET:?write where it goes before this command: TARGET=user@host:/var/www/research/ sh publish.sh}"
case "$TARGET" in
    *[:/]) to="$TARGET" ;; # user@host: is the home folder there, and user@host:/ is all there is
    *) to="$TARGET/" ;;
esac
kartotek build
# servers may say something before the list, whose lines begin as in drwxr-xr-x
if ! said="$(rsync --list-only "$to")" ||
    ! there="$(printf '%s\n' "$said" | LC_ALL=C grep '^[a-z-][rwxsStT-]\{9\} ')"; then
    echo "publish.sh: $to cannot be read; if it is not there yet, make the folder. Nothing was sent." >&2
    exit 1
fi
# the mark says that the folder is the portal's: only there may be removed what the portal does not have
if ! printf '%s\n' "$there" | grep -q ' \.built-by-kartotek$'; then
    if printf '%s\n' "$there" | grep -qv ' \.$'; then
        printf '%s\n' "$there" | grep -v ' \.$' | head -n 20 >&2
        echo "publish.sh: $to has these files, which would be removed. Nothing was sent." >&2
        echo "Take an empty folder; or, if the portal may replace all of them, run this once, and then publish again:" >&2
        printf "    rsync dist/.built-by-kartotek '%s'\n" "$(printf '%s' "$to" | sed "s/'/'\\\\''/g")" >&2
        exit 1
    fi
    rsync dist/.built-by-kartotek "$to"
fi
# all new files are sent before the first is put into place, and what is gone is removed last; the web server can read
# what it is sent, whatever the umask was here
rsync --archive --checksum --chmod=Dgo+rx,Fgo+r --delay-updates --delete-after --exclude=/.built-by-kartotek dist/ "$to"
