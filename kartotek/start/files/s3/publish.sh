#!/bin/sh
# Build the portal, and send what changed to the bucket BUCKET. For a store that is not Amazon's, ENDPOINT has its address.
# It needs the extra "publish" of Kartotek, which locks/runtime.txt has, and a `base_url` in site.yaml.
set -eu
: "${BUCKET:?write the name of the bucket before this command: BUCKET=my-bucket sh publish.sh}"
[ -z "${ENDPOINT-}" ] || export AWS_ENDPOINT_URL="$ENDPOINT"
kartotek build
kartotek publish "s3://$BUCKET"
