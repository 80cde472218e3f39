#!/bin/sh
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
#
# Puts the kernel's NAT behind an agent by a hook: sharp-hsl ... --describes-flows --hook /path/to/nat-hook.sh
#
# Needs conntrack, nc and socat (Debian: conntrack, netcat-openbsd, socat), and on each instance, in the NAT's network
# namespace, with the same NAT_RUN:
#
#   socat TCP-LISTEN:7791,bind=MANAGEMENT-ADDRESS,reuseaddr,fork,backlog=1024 EXEC:"/path/to/nat-hook.sh receive",nofork
#
# A hook starts some processes for each flow and event; what they cost is what it costs, so this one starts few, and
# none of them looks again and again. Where many flows begin at once nat-adapter.py, which answers from one process, is
# still the better way.
#
# NAT_INSIDE, NAT_OUTSIDE: the NAT's devices towards the ingress and the egress switch. NAT_RUN: a directory of this
# instance's own.
set -eu

inside=${NAT_INSIDE:-vnf-in}
outside=${NAT_OUTSIDE:-vnf-out}
run=${NAT_RUN:-/run/sharp-nat}
peer_port=7791
patience=5 # seconds

fail() {
    echo "$1" >&2
    exit 1
}

# forget PROTOCOL SOURCE DESTINATION SOURCE-PORT DESTINATION-PORT: removes an entry, if it is there
forget() {
    conntrack -D -p "$1" --orig-src "$2" --orig-dst "$3" --sport "$4" --dport "$5" > /dev/null 2>&1 || true
}

# facts WORD...: an entry's words as variables, e.g. of
# -A -t 300 -u SEEN_REPLY,ASSURED -s 10.1.0.1 -d 10.2.0.2 -r 10.2.0.2 -n 10.2.0.254 -p tcp --sport 5000 --dport 80 ...
facts() {
    port='' to_port=''
    while [ $# -gt 1 ]; do
        case $1 in
            -p) protocol=$2 ;;
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

# addresses HOST WORD...: the MAC address of the device and of the hop to a host, from what ip said of both
addresses() {
    hop=$1 from_mac='' to_mac=''
    while [ $# -gt 3 ]; do
        shift
        case $2 in
            via) hop=$3 ;;
            lladdr) [ "$1" != "$hop" ] || from_mac=$3 ;;
        esac
        [ "$1" != link/ether ] || to_mac=$2
    done
}

# described DIRECTION DEVICE SOURCE DESTINATION SOURCE-PORT DESTINATION-PORT: a flow as it comes from the network
described() {
    # shellcheck disable=SC2046 # words
    addresses "$3" $(ip -batch - << END
route get $3
neighbour show dev $2
link show dev $2
END
    )
    printf '{"flows":[{"direction":"%s","eth-source":"%s","eth-destination":"%s","eth-type":2048,"ip-protocol":%s,' \
        "$1" "$from_mac" "$to_mac" "$SHARP_IP_PROTOCOL"
    printf '"source-address":"%s","destination-address":"%s","source-port":%s,"destination-port":%s}]}\n' \
        "$3" "$4" "$5" "$6"
}

# Both ends of a state's way meet at a named pipe, whichever comes first: received by one process, awaited by another.
meeting() { mkfifo "$run/$1" 2> /dev/null || [ -p "$run/$1" ]; }

# receive: a connection of a peer's export-state; the name of the handover, and the entry as conntrack -R reads it
receive() {
    read -r handover entry
    meeting "$handover"
    said=$(echo "$entry" | conntrack -R - 2>&1) || true
    case $said in *failed*) fail "$said" ;; esac
    echo taken
    exec < /dev/null > /dev/null 2>&1 # the peer waits for the end
    timeout $patience sh -c ": > '$run/$handover'" || { # nobody waits for it any more
        # shellcheck disable=SC2086 # words
        facts $entry
        forget "$protocol" "$source" "$destination" "$port" "$destination_port"
        rm -f "$run/$handover"
    }
}

[ -d "$run" ] || mkdir -p "$run"
if [ "${1:-}" = receive ]; then
    receive 2>&1 # to the peer
    exit
fi

case ${SHARP_IP_PROTOCOL:-} in
    6) protocol=tcp ;;
    17) protocol=udp ;;
    *) exit 0 ;; # not tracked by ports: nothing to describe, nothing to carry
esac
flow=$protocol-$SHARP_SOURCE_ADDRESS-$SHARP_SOURCE_PORT-$SHARP_DESTINATION_ADDRESS-$SHARP_DESTINATION_PORT

# The flow's entry in the form that conntrack -R reads; nothing if there is none.
forward_entry() {
    conntrack -G -o save -p $protocol --orig-src "$SHARP_SOURCE_ADDRESS" --orig-dst "$SHARP_DESTINATION_ADDRESS" \
        --sport "$SHARP_SOURCE_PORT" --dport "$SHARP_DESTINATION_PORT" 2> /dev/null || true
}

reverse_entry() {
    conntrack -L -o save -p $protocol --reply-src "$SHARP_REVERSE_SOURCE_ADDRESS" \
        --reply-dst "$SHARP_REVERSE_DESTINATION_ADDRESS" --reply-port-src "$SHARP_REVERSE_SOURCE_PORT" \
        --reply-port-dst "$SHARP_REVERSE_DESTINATION_PORT" 2> /dev/null || true
}

case $SHARP_EVENT in
    describe-flow)
        # shellcheck disable=SC2046 # words
        if [ "$SHARP_DIRECTION" = forward ]; then
            facts $(forward_entry)
            [ -z "$to_port" ] || described reverse "$outside" "$from" "$to" "$from_port" "$to_port"
        else
            facts $(reverse_entry)
            [ -z "$port" ] || described forward "$inside" "$source" "$destination" "$port" "$destination_port"
        fi
        ;;
    export-state)
        # a copy goes, the entry stays until the handover is over: a late packet finds it, a roll-back needs nothing
        : > "$run/exported-$flow"
        entry=$(forward_entry)
        [ -n "$entry" ] || fail "the NAT does not know this connection"
        answer=$(echo "$SHARP_HANDOVER $entry" | nc -N -w $patience "$SHARP_PEER_ADDRESS" $peer_port) || true
        [ "$answer" = taken ] || fail "$SHARP_PEER_ID did not take the state: ${answer:-no answer at port $peer_port}"
        ;;
    import-state)
        if [ -z "${SHARP_ROLLBACK:-}" ]; then
            : > "$run/imported-$flow"
            meeting "$SHARP_HANDOVER"
            timeout $patience cat "$run/$SHARP_HANDOVER" || fail "no state came from $SHARP_PEER_ID"
        fi
        ;;
    handover-finished)
        # the source of a handover that was completed gives its entry up, the destination of any other one
        if [ "$SHARP_OUTCOME" = completed ]; then mine=exported; else mine=imported; fi
        [ ! -e "$run/$mine-$flow" ] || forget $protocol "$SHARP_SOURCE_ADDRESS" "$SHARP_DESTINATION_ADDRESS" \
            "$SHARP_SOURCE_PORT" "$SHARP_DESTINATION_PORT"
        rm -f "$run/exported-$flow" "$run/imported-$flow" "$run/$SHARP_HANDOVER"
        ;;
esac
