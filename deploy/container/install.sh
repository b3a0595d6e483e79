#!/bin/sh
# Installs Leerrecht below /opt/leerrecht from the sources in this folder, with exactly the packages of uv.lock.
set -eu
tools=$(mktemp -d)
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --no-cache-dir --disable-pip-version-check "uv==0.13.8"
UV_PROJECT_ENVIRONMENT=/opt/leerrecht/.venv UV_LINK_MODE=copy UV_NO_CACHE=1 "$tools/bin/uv" sync \
    --frozen --quiet --no-dev --no-editable --extra telemetry --compile-bytecode \
    --python /usr/bin/python3 --no-python-downloads
rm -rf "$tools"
