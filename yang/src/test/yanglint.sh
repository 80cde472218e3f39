#!/usr/bin/env bash
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# Holds the models and the examples of the northbound contract against a YANG
# implementation other than OpenDaylight's: yanglint (Debian: libyang-tools).
# Draws the models as trees (RFC 8340), too.
# Usage: yanglint.sh DIRECTORY-OF-UPSTREAM-MODELS DIRECTORY-FOR-TREES; the former as unpacked by the build.
set -u

here=$(cd "$(dirname "$0")" && pwd)
upstream=$1
trees=$2
models=$here/../main/yang
examples=$here/resources/examples

if ! command -v yanglint > /dev/null; then
    echo "WARNING: YANG models NOT validated: no yanglint here (Debian: apt-get install libyang-tools)" >&2
    exit 0
fi

# accept NAME TYPE FILE...: the files, taken together, are valid.
accept() {
    local name=$1 type=$2 output
    shift 2
    output=$(yanglint -p "$models" -p "$upstream" -t "$type" -m "$models/sharp-vnf.yang" "$models/sharp-handover.yang" "$@" 2>&1) \
        || { printf 'yanglint refuses %s:\n%s\n' "$name" "$output" >&2; failures=$((failures + 1)); }
}

# refuse TEXT FILE...: the files, taken together, are not valid, and the message says so.
refuse() {
    local text=$1 output
    shift
    output=$(yanglint -p "$models" -p "$upstream" -t config -m "$models/sharp-vnf.yang" "$models/sharp-handover.yang" "$@" 2>&1) \
        && { printf 'yanglint accepts %s\n' "${*: -1}" >&2; failures=$((failures + 1)); return; }
    [[ $output == *"$text"* ]] \
        || { printf 'yanglint refuses %s without "%s":\n%s\n' "${*: -1}" "$text" "$output" >&2; failures=$((failures + 1)); }
}

failures=0
mkdir -p "$trees" || exit 1
for model in "$models"/*.yang; do
    output=$(yanglint -p "$models" -p "$upstream" -f tree -o "$trees/$(basename "$model" .yang).txt" "$model" 2>&1) \
        || { printf '%s\n' "$output" >&2; exit 1; }
    case $output in
        *[Ww]arn*) printf '%s\n' "$output" | grep -i -A1 warn >&2; failures=1 ;;
    esac
done

accept vnf-group.json config "$examples/vnf-group.json"
accept handover-request.json config "$examples/vnf-group.json" "$examples/handover-request.json"
accept handover-request-options.json config "$examples/vnf-group.json" "$examples/handover-request-options.json"
accept handover.json data "$examples/vnf-group.json" "$examples/handover-request.json" "$examples/handover.json"

# call TYPE FILE: the input (rpc) or output (reply) of an operation is valid, with the group in the datastore.
call() {
    yanglint -p "$models" -p "$upstream" -t "$1" -O "$examples/vnf-group.json" "$models/sharp-vnf.yang" \
        "$models/sharp-handover.yang" "$2" 2>&1
}

for type in rpc reply; do
    file=$examples/check$([[ $type = rpc ]] || echo -reply).json
    output=$(call "$type" "$file") \
        || { printf 'yanglint refuses %s:\n%s\n' "$file" "$output" >&2; failures=$((failures + 1)); }
done
output=$(call rpc "$examples/refused/check-rate.json")
[[ $output == *"expected 1 to 4294967295"* ]] \
    || { printf 'yanglint does not refuse check-rate.json:\n%s\n' "$output" >&2; failures=$((failures + 1)); }

refuse priority "$examples/vnf-group.json" "$examples/refused/priority.json"
refuse "priority are needed" "$examples/vnf-group.json" "$examples/refused/no-priority.json"
refuse vnf3 "$examples/vnf-group.json" "$examples/refused/destination.json"
refuse "at least one port" "$examples/refused/vnf-group-without-port.json"

exit "$failures"
