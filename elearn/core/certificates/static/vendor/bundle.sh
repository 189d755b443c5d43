#!/usr/bin/env bash
# Builds qr.min.js from qr.entry.mjs and the packages of VERSIONS.txt.
# To upgrade: write the new versions there and '-' as their hashes, run this, and read the diff; the hashes found
# are printed so that they can be written down. Needs npm and openssl, only here: installing or running elearn needs neither.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT

grep -v '^#' VERSIONS.txt | while read -r package version expected; do
  into="$box/node_modules/$package"
  mkdir -p "$into"
  archive=$(cd "$into" && npm pack --silent "$package@$version" </dev/null)
  found="sha512-$(openssl dgst -sha512 -binary "$into/$archive" | base64 -w0)"
  if [ "$expected" = - ]; then
    echo "$package $version: write down $found"
  elif [ "$expected" != "$found" ]; then
    echo "$package $version: expected $expected, found $found" >&2
    exit 1
  fi
  tar -xzf "$into/$archive" -C "$into" --strip-components=1
done
cp "$box/node_modules/qr/LICENSE-MIT" qr.LICENSE.txt
cp qr.entry.mjs "$box/"
cd "$box"
"$box/node_modules/@esbuild/linux-x64/bin/esbuild" qr.entry.mjs --bundle --minify --format=esm --target=es2020 \
  --legal-comments=none --outfile="$here/qr.min.js"
