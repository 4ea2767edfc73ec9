#!/bin/sh
# Build the portal, and send it to the bucket BUCKET. For a store that is not Amazon's, ENDPOINT has its address.
# It needs the program `aws`, and a `base_url` in site.yaml.
set -eu
: "${BUCKET:?write the name of the bucket before this command: BUCKET=my-bucket sh publish.sh}"
kartotek build
send() {
    aws s3 sync dist/ "s3://$BUCKET/" --exclude .built-by-kartotek ${ENDPOINT:+--endpoint-url "$ENDPOINT"} "$@"
}
send --exclude "*.html" --exclude "pagefind/*" # styles and scripts, before the pages that need them
send
send --delete # and last what is gone
