#!/bin/sh
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# Puts the kernel's NAT behind an agent by a hook: sharp-hsl ... --describes-flows --hook /path/to/nat-hook.sh
#
# Needs conntrack and nc (Debian: conntrack, netcat-openbsd), and on each instance, in the NAT's network namespace:
#
#   nc -lk -s MANAGEMENT-ADDRESS -p 7791 | while read -r entry; do echo "$entry" | conntrack -R -; done
#
# (conntrack -R begins when its input ends, so each line has one of its own.) A hook starts some processes for each flow
# and event. If describe-flow takes longer than the 1 s that the controller waits, as it may where many flows begin at
# once, directions are taken for flows of their own, of which this hook knows only one, and the handover is rolled back.
# nat-adapter.py answers from one process: take that for a busy NAT, this shows how a hook is made.
#
# NAT_INSIDE, NAT_OUTSIDE: the NAT's devices towards the ingress and the egress switch. NAT_RUN: a directory of this
# instance's own.
set -eu

inside=${NAT_INSIDE:-vnf-in}
outside=${NAT_OUTSIDE:-vnf-out}
run=${NAT_RUN:-/run/sharp-nat}
peer_port=7791
patience=100 # times 20 ms

case ${SHARP_IP_PROTOCOL:-} in
    6) protocol=tcp ;;
    17) protocol=udp ;;
    *) exit 0 ;; # not tracked by ports: nothing to describe, nothing to carry
esac

mkdir -p "$run"
flow=$protocol-$SHARP_SOURCE_ADDRESS-$SHARP_SOURCE_PORT-$SHARP_DESTINATION_ADDRESS-$SHARP_DESTINATION_PORT

# entry TABLE-OPTION...: the entry in the form that conntrack -R reads; nothing if there is none.
entry() { conntrack -L -p $protocol -o save "$@" 2> /dev/null; }

forward_entry() {
    entry --orig-src "$SHARP_SOURCE_ADDRESS" --orig-dst "$SHARP_DESTINATION_ADDRESS" \
        --orig-port-src "$SHARP_SOURCE_PORT" --orig-port-dst "$SHARP_DESTINATION_PORT"
}

# facts WORD...: an entry's words as variables, e.g. of
# -A -t 300 -u SEEN_REPLY,ASSURED -s 10.1.0.1 -d 10.2.0.2 -r 10.2.0.2 -n 10.2.0.254 -p tcp --sport 5000 --dport 80 ...
facts() {
    port='' to_port=''
    while [ $# -gt 1 ]; do
        case $1 in
            -s) source=$2 ;;
            -d) destination=$2 ;;
            -r | -g) from=$2 ;;
            -q | -n) to=$2 ;;
            --sport) port=$2 ;;
            --dport) destination_port=$2 ;;
            --reply-port-src) from_port=$2 ;;
            --reply-port-dst) to_port=$2 ;;
        esac
        shift
    done
}

# described DIRECTION DEVICE SOURCE DESTINATION SOURCE-PORT DESTINATION-PORT: a flow as it comes from the network
described() {
    hop=$(ip route get "$3" | sed -n 's/.* via \([^ ]*\).*/\1/p')
    from_mac=$(ip neighbour show "${hop:-$3}" dev "$2" | sed -n 's/.*lladdr \([^ ]*\).*/\1/p')
    to_mac=$(ip link show dev "$2" | sed -n 's/.*ether \([^ ]*\).*/\1/p')
    printf '{"flows":[{"direction":"%s","eth-source":"%s","eth-destination":"%s","eth-type":2048,"ip-protocol":%s,' \
        "$1" "$from_mac" "$to_mac" "$SHARP_IP_PROTOCOL"
    printf '"source-address":"%s","destination-address":"%s","source-port":%s,"destination-port":%s}]}\n' \
        "$3" "$4" "$5" "$6"
}

case $SHARP_EVENT in
    describe-flow)
        # shellcheck disable=SC2046 # words
        if [ "$SHARP_DIRECTION" = forward ]; then
            facts $(forward_entry)
            [ -z "$to_port" ] || described reverse "$outside" "$from" "$to" "$from_port" "$to_port"
        else
            facts $(entry --reply-src "$SHARP_REVERSE_SOURCE_ADDRESS" --reply-dst "$SHARP_REVERSE_DESTINATION_ADDRESS" \
                --reply-port-src "$SHARP_REVERSE_SOURCE_PORT" --reply-port-dst "$SHARP_REVERSE_DESTINATION_PORT")
            [ -z "$port" ] || described forward "$inside" "$source" "$destination" "$port" "$destination_port"
        fi
        ;;
    export-state)
        # a copy goes, the entry stays until the handover is over: a late packet finds it, a roll-back needs nothing
        : > "$run/exported-$flow"
        state=$(forward_entry)
        [ -n "$state" ] || { echo "the NAT does not know this connection" >&2; exit 1; }
        echo "$state" | nc -N -w 5 "$SHARP_PEER_ADDRESS" $peer_port
        ;;
    import-state)
        if [ -z "${SHARP_ROLLBACK:-}" ]; then
            while [ -z "$(forward_entry)" ]; do
                [ $((patience -= 1)) -gt 0 ] || { echo "no state came from $SHARP_PEER_ID" >&2; exit 1; }
                sleep 0.02
            done
            : > "$run/imported-$flow"
        fi
        ;;
    handover-finished)
        # the source of a handover that was completed gives its entry up, the destination of any other one
        if [ "$SHARP_OUTCOME" = completed ]; then mine=exported; else mine=imported; fi
        if [ -e "$run/$mine-$flow" ]; then
            conntrack -D -p $protocol --orig-src "$SHARP_SOURCE_ADDRESS" --orig-dst "$SHARP_DESTINATION_ADDRESS" \
                --orig-port-src "$SHARP_SOURCE_PORT" --orig-port-dst "$SHARP_DESTINATION_PORT" > /dev/null 2>&1 || true
        fi
        rm -f "$run/exported-$flow" "$run/imported-$flow"
        ;;
esac
