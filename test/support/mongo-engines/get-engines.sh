#!/usr/bin/env bash
# Builds FerretDB (needs Go) and fetches mongo-java-server (needs Maven and Java) into the folder that is given, once.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

if command -v go >/dev/null && ! [ -x "$folder/ferretdb" ]; then
  source=$(mktemp -d)
  (
    cd "$source"
    go mod init engines >/dev/null 2>&1
    module=$(go mod download -json github.com/FerretDB/FerretDB@v1.24.2 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
    cp -r "$module" ferretdb && chmod -R u+w ferretdb && cd ferretdb
    printf 'v1.24.2' > build/version/version.txt # the published module lacks it, and does not start without
    go build -o "$folder/ferretdb" ./cmd/ferretdb
  )
  rm -rf "$source"
fi

if command -v mvn >/dev/null && command -v java >/dev/null && ! ls "$folder"/java/mongo-java-server-1*.jar >/dev/null 2>&1; then
  mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/java"
fi
