#!/usr/bin/env bash
# Brings the vendored files to the versions named in VERSIONS.txt.
# To upgrade: write the new version there and '-' as its hash, run this, and read the diff;
# the hash found is printed so that it can be written down. Needs npm and openssl, only here:
# installing or running elearn needs neither.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT

grep -v '^#' VERSIONS.txt | while read -r package version file name expected; do
  into="$box/$package-$version"
  if [ ! -d "$into" ]; then
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
  fi
  cp "$into/$file" "$name"
  echo "$name: $package $version"
done
